"""Event dates, places and relays of a claim as rows of plain values: read, written, and told in the log."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from articles.models import Article
from claims.extraction.gazetteer import GazetteerPlace
from claims.models import Actor, ActorAlias, Claim, ClaimEventDate, ClaimPlace, ClaimRelay, Place
from claims.selectors.actors import actor_living
from claims.services.actors import aliases_for_names
from claims.services.places import place_record
from claimtrack.refusals import refuse

Row = list[Any]
PARTS = ("event_dates", "places", "relayed_by")
NAME_OF_RELAY = 300


class EventDay(NamedTuple):
    """A date of the facts as people set it; an open side is None."""

    start: date | None
    end: date | None
    grain: str
    words: str = ""
    rule: str = ""


class PlaceSet(NamedTuple):
    """A place as people set it, with the words that it stands for; None where it stays unresolved."""

    words: str
    place: Place | GazetteerPlace | None
    remember: bool = False


class RelaySet(NamedTuple):
    """A relay as people set it: an actor, or whoever the name means in the article; the nearest to the speaker first.

    `alias_id` is the name that led to the actor, where the relay was there already.
    """

    name: str
    actor: Actor | None = None
    alias_id: int | None = None


def part_rows(claim: Claim, name: str) -> list[Row]:
    """Return the rows that a claim has, as JSON keeps them."""
    if name == "places":
        return [[row.words, row.place_id] for row in ClaimPlace.objects.filter(claim=claim)]
    if name == "relayed_by":
        return [[row.words, row.actor_id, row.alias_id] for row in ClaimRelay.objects.filter(claim=claim)]
    dates = ClaimEventDate.objects.filter(claim=claim)
    return [[_iso(row.start), _iso(row.end), row.grain, row.words, row.rule] for row in dates]


def part_plain(name: str, values: Sequence[Any], *, article: Article) -> list[Row]:
    """Return what people set as such rows; places and actors that are new to the database are stored.

    Raises ValidationError for the name of a relay that names nobody.
    """
    if name == "places":
        return [[value.words, _place_id(value.place)] for value in values]
    if name == "relayed_by":
        return _relay_rows(values, article)
    return [[_iso(value.start), _iso(value.end), value.grain, value.words, value.rule] for value in values]


def part_write(claim: Claim, name: str, rows: Sequence[Row]) -> None:
    """Replace the rows of a claim."""
    if name == "places":
        ClaimPlace.objects.filter(claim=claim).delete()
        for words, place_id in rows:
            ClaimPlace.objects.create(claim=claim, words=words, place_id=place_id)
    elif name == "relayed_by":
        _write_relays(claim, rows)
    else:
        ClaimEventDate.objects.filter(claim=claim).delete()
        for start, end, grain, words, rule in rows:
            days = {"start": start and date.fromisoformat(start), "end": end and date.fromisoformat(end)}
            ClaimEventDate.objects.create(claim=claim, grain=grain, words=words, rule=rule, **days)


def part_told(name: str, rows: Sequence[Row]) -> str:
    """Return rows as the log keeps them: ISO intervals, places with their country, relays in their order."""
    if name == "places":
        known = Place.objects.in_bulk([place_id for _words, place_id in rows if place_id])
        return "; ".join(_place_told(words, known.get(place_id)) for words, place_id in rows)
    if name == "relayed_by":
        return ", ".join(words for words, _actor, _alias in rows)
    return "; ".join(_days_told(*row[:2]) or row[3] for row in rows)


def _days_told(start: str | None, end: str | None) -> str:
    if start == end:
        return start or ""
    return f"{start or ''}/{end or ''}"


def _place_told(words: str, place: Place | None) -> str:
    if place is None:
        return words
    return f"{place.name} ({place.country})" if place.country else place.name


def _place_id(place: Place | GazetteerPlace | None) -> int | None:
    if isinstance(place, GazetteerPlace):
        place = place_record(found=place)
    return place.pk if place else None


def _relay_rows(relays: Sequence[RelaySet], article: Article) -> list[Row]:
    relays = [relay._replace(name=relay.name.strip()) for relay in relays]
    for name in (relay.name for relay in relays if not relay.actor and not any(map(str.isalnum, relay.name))):
        refuse("relayed_by", _("“%(name)s” names nobody.") % {"name": name})
    named = aliases_for_names(names=[relay.name for relay in relays if relay.actor is None], article=article)
    rows: dict[int, Row] = {}
    for name, actor, alias_id in relays:
        found = actor or named[name].actor
        rows.setdefault(found.pk, [name[:NAME_OF_RELAY], found.pk, alias_id if actor else named[name].pk])
    return list(rows.values())


def _write_relays(claim: Claim, rows: Sequence[Row]) -> None:
    """Write a chain that may be an old one: an actor may have been merged since, a name be gone."""
    ClaimRelay.objects.filter(claim=claim).delete()
    aliases = ActorAlias.objects.in_bulk([alias_id for *_row, alias_id in rows if alias_id])
    chain = {actor_living(actor_id): (words, aliases.get(alias_id)) for words, actor_id, alias_id in rows}
    for actor, (words, alias) in chain.items():
        ClaimRelay.objects.create(claim=claim, actor=actor, alias=alias, words=words)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
