"""Dates and intervals in the words of the reader's language."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

NBSP = "\u00a0"


def day(value: date) -> str:
    """Return "8 septembre 2018" (« 1er septembre 2018 »), its parts held together by no-break spaces."""
    first = value.day == 1 and _is_french()
    return date_format(value, r"1\e\r F Y" if first else "j F Y").replace(" ", NBSP)


def local_day(value: datetime) -> str:
    """Return the day in the reader's zone."""
    return day(timezone.localtime(value).date())


def clock(value: datetime) -> str:
    """Return the time in the reader's zone: « 10 h 15 »."""
    local = timezone.localtime(value)
    return f"{local.hour}{NBSP}h{NBSP}{local:%M}" if _is_french() else f"{local:%H:%M}"


def moment(value: datetime) -> str:
    """Return the day and the time in the reader's zone: « 8 septembre 2018 à 10 h 15 »."""
    return _("%(day)s at %(time)s") % {"day": local_day(value), "time": clock(value)}


def interval(start: date | None, end: date | None, grain: str = "") -> str:
    """Return what the days from start to end, both included, are called; "" when both are open."""
    if start and end:
        return _closed(start, end, grain)
    if start:
        return _("from %(day)s on") % {"day": day(start)}
    return _("until %(day)s") % {"day": day(end)} if end else ""


def percent(value: float) -> str:
    """Return 0.87 as « 87 % »; never 100 % for what is not certain."""
    whole = int(Decimal(value * 100).quantize(Decimal(1), ROUND_HALF_UP))
    whole = min(whole, 99) if value < 1 else whole
    return f"{whole}\u202f%" if _is_french() else f"{whole}%"


def _closed(start: date, end: date, grain: str) -> str:
    if start == end:
        return day(start)
    if grain == "month" and (start.year, start.month) == (end.year, end.month):
        return date_format(start, "F Y").replace(" ", NBSP)
    if grain == "year" and start.year == end.year:
        return str(start.year)
    return _("%(first)s to %(last)s") % {"first": _shortened(start, end), "last": day(end)}


def _shortened(start: date, end: date) -> str:
    """Return the first day without what it shares with the last: « du 3 au 4 octobre 2024 »."""
    parts = day(start).split(NBSP)
    if start.year != end.year:
        return NBSP.join(parts)
    return parts[0] if start.month == end.month else NBSP.join(parts[:2])


def _is_french() -> bool:
    return (translation.get_language() or "").startswith("fr")
