"""Dates that a person types into a field: the same calendar as in texts, and ISO 8601 with open sides."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from claims.extraction.date_rules import load_dates
from claims.extraction.dates import Expression, find_expressions
from claims.extraction.normalise import normalise
from claims.extraction.types import DateInterval

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WORD = re.compile(r"[^\W\d_]+'?|\d+")
_GRAINS = ("year", "month", "day")


def read_typed(text: str, *, reference: date | None, language: str) -> list[DateInterval]:
    """The dates that the text is; [] where it is not wholly made of dates.

    A date that only the missing reference would give has neither start nor end. Raises UnknownLanguage.
    """
    text = " ".join(normalise(text).split()).strip(" ,.")
    iso = _iso_interval(text)
    if iso:
        return [iso]
    calendar = load_dates(language)
    for candidate in (text, f"{calendar.typed_before} {text}"):
        found = find_expressions(candidate, [(0, len(candidate))], reference=reference, language=language)
        beside = _WORD.findall(_without(candidate, found).lower())
        if found and all(item.use == "claim" for item in found) and calendar.typed_beside.issuperset(beside):
            return [item.interval for item in found]
    return []


def _without(text: str, found: Sequence[Expression]) -> str:
    for item in sorted(found, key=lambda item: -item.interval.span[0]):
        start, end = item.interval.span
        text = f"{text[:start]} {text[end:]}"
    return text


def _iso_interval(text: str) -> DateInterval | None:
    """2018-09-08, 2018-09, 2018, and two of them with a slash between, one of which may be missing."""
    first, slash, last = (part.strip() for part in text.partition("/"))
    if not slash:
        last = first
    start, end = _iso_days(first), _iso_days(last)
    if (first and not start) or (last and not end) or not (start or end):
        return None
    if start and end and start[0] > end[1]:
        return None
    grain = (start or end or ("", "", ""))[2]
    return DateInterval(start[0] if start else None, end[1] if end else None, grain, text, (0, len(text)), "typed.iso")


def _iso_days(text: str) -> tuple[date, date, str] | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return first, last, _GRAINS[(month > 0) + (day > 0)]
