"""Places as records, and spellings that people read as one of them."""

from collections.abc import Iterable
from typing import Any

from claims.extraction.gazetteer import GazetteerPlace
from claims.extraction.place_language import fold
from claims.extraction.types import PlaceMention
from claims.models import Place, PlaceAlias

SPELLING_LENGTH = 200


def place_record(*, found: GazetteerPlace | PlaceMention) -> Place:
    """Return the record of an entry of the gazetteer, made where it is new."""
    key = found.id if isinstance(found, GazetteerPlace) else found.gazetteer_id
    entry = {
        "name": found.name,
        "country": found.country,
        "latitude": found.latitude,
        "longitude": found.longitude,
    }
    return Place.objects.get_or_create(gazetteer_id=key, defaults=entry)[0]


def place_aliases_for(*, texts: Iterable[str]) -> dict[str, PlaceAlias]:
    """Return {folded: alias} for the names, as written, that people read as a place."""
    folded = {fold(text)[:SPELLING_LENGTH] for text in texts}
    aliases = PlaceAlias.objects.filter(folded__in=folded).select_related("place")
    return {alias.folded: alias for alias in aliases}


def place_alias_remember(*, name: str, place: Place, instead_of: str) -> dict[str, Any] | None:
    """Make a spelling lead to the place where the machine finds none or `instead_of`; return what it was before."""
    folded = fold(name)[:SPELLING_LENGTH]
    known = PlaceAlias.objects.filter(folded=folded).values("place_id", "name", "instead_of").first()
    now = {"place": place, "name": name[:SPELLING_LENGTH], "instead_of": instead_of}
    PlaceAlias.objects.update_or_create(folded=folded, defaults=now)
    return dict(known) if known else None


def place_alias_give_back(*, name: str, before: dict[str, Any] | None) -> None:
    """Make a spelling what it was before it was remembered; forget it where that was nothing."""
    aliases = PlaceAlias.objects.filter(folded=fold(name)[:SPELLING_LENGTH])
    if before:
        aliases.update(**before)
    else:
        aliases.delete()
