"""Arithmetic on days, and the calendar units. Intervals are (first day, last day), both included."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

Days = tuple[date, date]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


class OffCalendar(ValueError):
    """No such day: 31 February, or beyond the years that dates can hold."""


def day(year: int, month: int, number: int) -> date:
    """The date; OffCalendar where there is none."""
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        raise OffCalendar(f"{year}-{month}-{number}")
    return date(year, month, number)


def plus(start: date, days: int) -> date:
    """That many days later; OffCalendar beyond the calendar."""
    ordinal = start.toordinal() + days
    if not 1 <= ordinal <= date.max.toordinal():
        raise OffCalendar(f"{start} and {days} days")
    return start + timedelta(days=days)


def months(year: int, month: int, count: int) -> Days:
    """`count` whole months from the first of that one; `month` may lie outside 1 to 12."""
    first, last = year * 12 + month - 1, year * 12 + month - 2 + count
    start = day(first // 12, first % 12 + 1, 1)
    year, month = last // 12, last % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        raise OffCalendar(f"{year}-{month}")
    return start, date(year, month, monthrange(year, month)[1])


def add_months(start: date, count: int) -> date:
    """The same day of another month, or that month's last day."""
    first, last = months(start.year, start.month + count, 1)
    return first.replace(day=min(start.day, last.day))


def unit_around(unit: str, around: date, shift: int = 0) -> Days:
    """The unit that holds a day, or the one `shift` units later: a week from Monday, a week-end, a month, a decade …"""
    if unit in _DAYS:
        size = _DAYS[unit]
        monday = plus(around, shift * size - (around.weekday() if size > 1 else 0))
        return plus(monday, 5 if unit == "weekend" else 0), plus(monday, size - 1)
    size = _MONTHS[unit]
    number = (around.year * 12 + around.month - 1 - (12 if unit == "century" else 0)) // size + shift
    first = number * size + (12 if unit == "century" else 0)
    return months(first // 12, first % 12 + 1, size)


def shifted(start: date, unit: str, count: int) -> date:
    """The day `count` units later, hours counting as days when they make whole ones."""
    if unit == "hour":
        return plus(start, count // 24)
    if unit == "fortnight":
        return plus(start, 14 * count)
    if unit in _DAYS:
        return plus(start, _DAYS[unit] * count)
    return add_months(start, _MONTHS[unit] * count)


def third(whole: Days, portion: str, unit: str) -> Days:
    """The start, middle or end of a unit: months by tens, years by quarters, longer ones by years, others by days."""
    start, end = whole
    if portion == "whole":
        return whole
    if unit == "month":
        cuts = {"start": (0, 9), "middle": (10, 19), "end": (20, (end - start).days)}
        return plus(start, cuts[portion][0]), plus(start, cuts[portion][1])
    if unit == "year":
        first, count = {"start": (1, 3), "middle": (5, 4), "end": (10, 3)}[portion]
        return months(start.year, first, count)
    if unit in ("decade", "century"):
        size, part = (10, 3) if unit == "decade" else (100, 33)
        first, count = {"start": (0, part), "middle": (part, size - 2 * part), "end": (size - part, part)}[portion]
        return months(start.year + first, 1, 12 * count)
    length = (end - start).days + 1
    part = max(length // 3, 1)
    return {
        "start": (start, plus(start, part - 1)),
        "middle": (plus(start, part), plus(end, -part)),
        "end": (plus(end, 1 - part), end),
    }[portion]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    cycle, century, years = year % 19, year // 100, year % 100
    leap, rest = century // 4, century % 4
    moon = (19 * cycle + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * rest + 2 * (years // 4) - moon - years % 4) % 7
    late = (cycle + 11 * moon + 22 * sunday) // 451
    month, number = divmod(moon + sunday - 7 * late + 114, 31)
    return day(year, month, number + 1)
