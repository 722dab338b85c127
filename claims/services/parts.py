"""Event dates and places of a claim as rows of plain values: read, written, and told in the log."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from claims.extraction.gazetteer import GazetteerPlace
from claims.models import Claim, ClaimEventDate, ClaimPlace, Place
from claims.services.places import place_record

Row = list[Any]
PARTS = ("event_dates", "places")


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


def part_rows(claim: Claim, name: str) -> list[Row]:
    """Return the rows that a claim has, as JSON keeps them."""
    if name == "places":
        return [[row.words, row.place_id] for row in ClaimPlace.objects.filter(claim=claim)]
    dates = ClaimEventDate.objects.filter(claim=claim)
    return [[_iso(row.start), _iso(row.end), row.grain, row.words, row.rule] for row in dates]


def part_plain(name: str, values: Sequence[Any]) -> list[Row]:
    """Return what people set as such rows; places that are new to the database are stored."""
    if name == "places":
        return [[value.words, _place_id(value.place)] for value in values]
    return [[_iso(value.start), _iso(value.end), value.grain, value.words, value.rule] for value in values]


def part_write(claim: Claim, name: str, rows: Sequence[Row]) -> None:
    """Replace the rows of a claim."""
    if name == "places":
        ClaimPlace.objects.filter(claim=claim).delete()
        for words, place_id in rows:
            ClaimPlace.objects.create(claim=claim, words=words, place_id=place_id)
    else:
        ClaimEventDate.objects.filter(claim=claim).delete()
        for start, end, grain, words, rule in rows:
            days = {"start": start and date.fromisoformat(start), "end": end and date.fromisoformat(end)}
            ClaimEventDate.objects.create(claim=claim, grain=grain, words=words, rule=rule, **days)


def part_told(name: str, rows: Sequence[Row]) -> str:
    """Return rows as the log keeps them: ISO intervals, or names with their country."""
    if name == "places":
        known = Place.objects.in_bulk([place_id for _words, place_id in rows if place_id])
        return "; ".join(_place_told(words, known.get(place_id)) for words, place_id in rows)
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
