"""The gazetteer of this installation, opened once per process."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from django.conf import settings

from claims.extraction.gazetteer import BadGazetteer, Gazetteer, GazetteerPlace
from claims.extraction.place_language import TOWN, fold
from claims.models import Place

log = logging.getLogger(__name__)


@cache
def gazetteer() -> Gazetteer | None:
    """Return the gazetteer that set-up built; None, with a line in the log, if it did not: names stay as written."""
    try:
        return Gazetteer(settings.GAZETTEER)
    except (FileNotFoundError, BadGazetteer) as error:
        log.warning("no gazetteer at %s (%s): run manage.py build_gazetteer", settings.GAZETTEER, error)
        return None


def places_suggested(*, words: str) -> list[tuple[GazetteerPlace, str]]:
    """Return entries with a name that begins so, each with that name where it is not the entry's own, else "".

    A town whose whole name was typed comes under that name: « Damas », not "Damascus".
    """
    known = gazetteer()
    folded = fold(words)
    found = known.search(words) if known else []
    named = [(_as_typed(place, words) if spelt == folded else place, spelt) for place, spelt in found]
    return [(place, "" if fold(place.name).startswith(folded) else spelt) for place, spelt in named]


def _as_typed(place: GazetteerPlace, words: str) -> GazetteerPlace:
    own = place.kind != TOWN or fold(place.name) == fold(words)
    return place if own else replace(place, name=words[:1].upper() + words[1:])


def place_typed(*, name: str, gazetteer_id: str, countries: Sequence[str]) -> Place | GazetteerPlace | None:
    """Return the place that was chosen (its id), else the one a typed name stands for; None rather than a guess.

    An id counts only with one of its place's names. Of namesakes, those in `countries` come first.
    """
    stored = Place.objects.filter(gazetteer_id=gazetteer_id).first() if gazetteer_id else None
    if stored and fold(stored.name) == fold(name):
        return stored
    known = gazetteer()
    if known is None:
        return None
    named = known.named(name)
    chosen = [place for place in named if place.id == gazetteer_id] or (named if len(named) == 1 else ())
    return _as_typed(chosen[0], name) if chosen else known.resolve(name, countries)
