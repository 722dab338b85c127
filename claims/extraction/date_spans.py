"""Calendar operations that name months, years and longer or shorter spans: called by the `resolve` of a rule."""

from __future__ import annotations

from datetime import date

from claims.extraction.calendar_days import Days, OffCalendar, months, plus, shifted, third, unit_around
from claims.extraction.date_setting import Found, Setting, choose_span
from claims.extraction.date_tense import Lean

# First month and day, and how the last day is reached: the day before the next season.
_SEASONS = {1: ((3, 21), (6, 20)), 2: ((6, 21), (9, 22)), 3: ((9, 23), (12, 20)), 4: ((12, 21), (3, 20))}
# Days for which a quarter or half that ended is still the one meant: its figures come out.
_JUST_OVER = 80
_PER_YEAR = {"quarter": 4, "half": 2}


def _cut(setting: Setting, whole: Days, unit: str, *, kept: str = "") -> list[Found]:
    portion = setting.word("portion")
    days = third(whole, portion, unit) if portion else whole
    return [Found(*days, kept or unit)]


def resolve_month(setting: Setting) -> list[Found]:
    """A month or a third of it."""
    month = setting.number("month")
    if setting.has("year"):
        return _cut(setting, months(setting.number("year"), month, 1), "month")
    return _cut(setting, near_month(setting, month), "month")


def near_month(setting: Setting, month: int) -> Days:
    """That month of the year which suits the lean."""
    year = setting.today.year
    return choose_span([months(near, month, 1) for near in range(year - 2, year + 3) if 1 <= near <= 9998], setting)


def resolve_months(setting: Setting) -> list[Found]:
    """From one month to another; two joined by a conjunction stay apart unless they follow each other."""
    if setting.has("year"):
        end = months(setting.number("year"), setting.number("last"), 1)[1]
    else:
        end = near_month(setting, setting.number("last"))[1]
    start = months(setting.number("first_year", end.year), setting.number("month"), 1)[0]
    if start > end and not setting.has("first_year"):
        start = months(end.year - 1, start.month, 1)[0]
    if start > end or (start.year, start.month) == (end.year, end.month):
        raise OffCalendar("the months run backwards")
    if setting.has("joined") and months(start.year, start.month, 2)[1] != end:
        return [Found(*months(near.year, near.month, 1), "month") for near in (start, end)]
    return [Found(start, end, "month")]


def resolve_month_short_year(setting: Setting) -> list[Found]:
    """A month of the last century."""
    return [Found(*months(1900 + setting.number("short"), setting.number("month"), 1), "month")]


def _year(number: int) -> Days:
    return months(number, 1, 12)


def resolve_year(setting: Setting) -> list[Found]:
    """A year or a part of it."""
    return _cut(setting, _year(setting.number("year")), "year")


def resolve_years(setting: Setting) -> list[Found]:
    """From one year to another."""
    start, end = setting.number("year"), setting.number("last")
    if not start < end <= start + 1000:
        raise OffCalendar("the years run backwards")
    return [Found(_year(start)[0], _year(end)[1], "year")]


def resolve_years_each(setting: Setting) -> list[Found]:
    """Two years apart."""
    return [Found(*_year(setting.number(label)), "year") for label in ("year", "last")]


def resolve_decade(setting: Setting) -> list[Found]:
    """Ten years; a number of two digits is of the last century."""
    first = setting.number("year") or setting.number("name")
    first += 1900 if first < 100 else 0
    return _cut(setting, months(first, 1, 120), "decade")


def resolve_century(setting: Setting) -> list[Found]:
    """A hundred years from a year that ends in 01."""
    number = setting.number("n")
    if not 1 <= number <= 30:
        raise OffCalendar("not a century")
    return _cut(setting, months(100 * number - 99, 1, 1200), "century")


def resolve_year_part(setting: Setting) -> list[Found]:
    """A quarter or half of a year that is named, relative, or left open."""
    unit = setting.word("unit")
    count = _PER_YEAR[unit]
    number = setting.number("n", count)
    if not 1 <= number <= count:
        raise OffCalendar(f"no such {unit}")

    def part(year: int) -> Days:
        return months(year, (number - 1) * 12 // count + 1, 12 // count)

    if setting.has("year"):
        return [Found(*part(setting.number("year")), unit)]
    year = setting.today.year
    if setting.has("rel") or setting.has("this_year"):
        return [Found(*part(year + setting.number("rel")), unit)]
    just_over = [span for span in (part(year - 1), part(year)) if 0 < (setting.today - span[1]).days <= _JUST_OVER]
    if just_over:
        return [Found(*just_over[0], unit)]
    return [Found(*choose_span([part(near) for near in (year - 1, year, year + 1)], setting), unit)]


def resolve_quarter_letter(setting: Setting) -> list[Found]:
    """A quarter by its short form."""
    if setting.number("n") > 4:
        raise OffCalendar("no such quarter")
    return [Found(*months(setting.number("year"), setting.number("n") * 3 - 2, 3), "quarter")]


def resolve_half_year(setting: Setting) -> list[Found]:
    """The first or second half of a year."""
    if setting.number("n") > 2:
        raise OffCalendar("no such half")
    return [Found(*months(setting.number("year"), setting.number("n") * 6 - 5, 6), "half")]


def resolve_first_months(setting: Setting) -> list[Found]:
    """So many months from January."""
    count = setting.number("count")
    if not 1 <= count <= 12:
        raise OffCalendar("a year has twelve months")
    return [Found(*months(setting.number("year"), 1, count), "month")]


def resolve_season(setting: Setting) -> list[Found]:
    """A season of a year (the one that begins in it), of this year, or the nearest; or a third of it."""
    season = setting.number("season")
    if setting.has("year"):
        return _cut(setting, _season(season, setting.number("year")), "season")
    year = setting.today.year
    if setting.has("this"):
        begun_last_year = season == max(_SEASONS) and setting.today.month <= 6
        return _cut(setting, _season(season, year - begun_last_year), "season")
    return _cut(setting, choose_span([_season(season, near) for near in range(year - 2, year + 2)], setting), "season")


def _season(season: int, year: int) -> Days:
    first, last = _SEASONS[season]
    try:
        return date(year, *first), date(year + (last < first), *last)
    except ValueError as error:
        raise OffCalendar(f"{year}") from error


def resolve_span(setting: Setting) -> list[Found]:
    """The last, this or the next unit, or a part of it."""
    unit, rel = setting.word("unit"), setting.number("rel")
    whole = unit_around(unit, setting.today, rel)
    if unit == "weekend" and not rel and setting.lean is Lean.BACK and whole[0] > setting.today:
        whole = unit_around(unit, setting.today, -1)
    if unit == "week" and setting.has("portion"):
        days = {"start": (0, 1), "middle": (2, 3), "end": (4, 6), "whole": (0, 6)}[setting.word("portion")]
        return [Found(plus(whole[0], days[0]), plus(whole[0], days[1]), "week")]
    return _cut(setting, whole, unit, kept="week" if unit == "weekend" else "")


def resolve_ago(setting: Setting) -> list[Found]:
    """So many units back, as coarse as the unit."""
    return _away(setting, -setting.number("count"))


def resolve_in_a_while(setting: Setting) -> list[Found]:
    """So many units ahead, as coarse as the unit."""
    return _away(setting, setting.number("count"))


def _away(setting: Setting, count: int) -> list[Found]:
    unit = setting.word("unit")
    if unit == "hour" and count % 24:
        raise OffCalendar("hours that make no whole days")
    there = shifted(setting.today, unit, count)
    if unit in ("hour", "day"):
        return [Found(there, there, "day")]
    grain = "week" if unit == "fortnight" else unit
    return [Found(*unit_around(grain, there), grain)]


def resolve_since(setting: Setting) -> list[Found]:
    """From so many units back to the reference day."""
    unit = setting.word("unit")
    return [Found(shifted(setting.today, unit, -setting.number("count")), setting.today, unit)]


def resolve_window(setting: Setting) -> list[Found]:
    """The last or next so many units, sliding with the reference day."""
    there = shifted(setting.today, setting.word("unit"), setting.number("rels") * setting.number("count"))
    return [Found(min(there, setting.today), max(there, setting.today), setting.word("unit"))]


def resolve_window_ahead(setting: Setting) -> list[Found]:
    """From the reference day to so many units ahead (back where the words say last)."""
    count = setting.number("count") * setting.number("rels", 1)
    there = shifted(setting.today, setting.word("unit"), count)
    return [Found(min(there, setting.today), max(there, setting.today), setting.word("unit"))]
