"""Calendar operations that name days: what the rules of `dates.toml` call by their `resolve`."""

from __future__ import annotations

from datetime import date

from claims.extraction.calendar_days import OffCalendar, day, easter, months, plus, third, unit_around
from claims.extraction.date_setting import Found, Setting, choose_day, yearless
from claims.extraction.date_tense import Lean


def one(value: date) -> list[Found]:
    """A single day."""
    return [Found(value, value, "day")]


def resolve_day(setting: Setting) -> list[Found]:
    """Day and month, with a year or without."""
    return one(_dated(setting, setting.number("day"), setting.number("month")))


def _dated(setting: Setting, number: int, month: int) -> date:
    if setting.has("year"):
        return day(setting.number("year"), month, number)
    return yearless(setting, month, number)


def resolve_day_of_relative_year(setting: Setting) -> list[Found]:
    """Day and month of last, this or next year."""
    return one(day(setting.today.year + setting.number("rel"), setting.number("month"), setting.number("day")))


def resolve_day_of_month(setting: Setting) -> list[Found]:
    """A day of the reference month."""
    return one(day(setting.today.year, setting.today.month, setting.number("day")))


def resolve_weekday_number(setting: Setting) -> list[Found]:
    """The nearest day with that number that falls on that weekday, within two months."""
    options = []
    for shift in range(-2, 3):
        first, last = months(setting.today.year, setting.today.month + shift, 1)
        if setting.number("day") <= last.day:
            option = first.replace(day=setting.number("day"))
            if option.isoweekday() == setting.number("weekday"):
                options.append(option)
    return one(choose_day(options, setting))


def resolve_days(setting: Setting) -> list[Found]:
    """From one day of a month to another; days named one by one stay apart unless they follow each other."""
    end = _dated(setting, setting.number("last"), setting.number("month"))
    start = day(end.year, end.month, setting.number("day"))
    if start >= end:
        raise OffCalendar("the days run backwards")
    middle = setting.number("middle")
    if middle and (middle != start.day + 1 or end.day != start.day + 2):
        return [*one(start), *one(day(end.year, end.month, middle)), *one(end)]
    if setting.has("joined") and end.day != start.day + 1:
        return [*one(start), *one(end)]
    return [Found(start, end, "day")]


def resolve_days_over_months(setting: Setting) -> list[Found]:
    """From a day of one month to a day of another."""
    end = _dated(setting, setting.number("last"), setting.number("month"))
    year = setting.number("first_year", end.year)
    start = day(year, setting.number("first_month"), setting.number("day"))
    if start > end and not setting.has("first_year"):
        start = day(year - 1, start.month, start.day)
    if start > end:
        raise OffCalendar("the days run backwards")
    return [Found(start, end, "day")]


def resolve_span_of_day(setting: Setting) -> list[Found]:
    """The week or week-end that holds a day."""
    unit = setting.word("unit")
    if unit not in ("week", "weekend"):
        raise OffCalendar(f"a {unit} is not named by a day")
    start, end = unit_around(unit, _dated(setting, setting.number("day"), setting.number("month")))
    return [Found(start, end, "week")]


def resolve_weekday(setting: Setting) -> list[Found]:
    """The weekday before or after the reference day, which counts itself unless last or next says not."""
    return one(weekday_from(setting.today, setting.number("weekday"), setting))


def weekday_from(today: date, weekday: int, setting: Setting) -> date:
    """The weekday on the side that the lean, or last and next, name."""
    rel = setting.number("rel")
    if rel > 0 or (not rel and setting.lean in (Lean.AHEAD, Lean.BOUND)):
        ahead = (weekday - today.isoweekday()) % 7
        return plus(today, ahead or (7 if rel else 0))
    back = (today.isoweekday() - weekday) % 7
    return plus(today, -(back or (7 if rel else 0)))


def resolve_weekdays(setting: Setting) -> list[Found]:
    """From one weekday to another."""
    first, last = setting.number("weekday"), setting.number("last")
    length = (last - first) % 7
    end = weekday_from(setting.today, last, setting)
    if setting.lean is Lean.AHEAD and plus(end, -length) < setting.today and length > 1:
        end = plus(end, 7)
    return [Found(plus(end, -length), end, "day")]


def resolve_weekday_fortnight(setting: Setting) -> list[Found]:
    """The weekday of the week after the next."""
    ahead = (setting.number("weekday") - setting.today.isoweekday()) % 7 or 7
    return one(plus(setting.today, ahead + 7))


def resolve_weekday_of_week(setting: Setting) -> list[Found]:
    """The weekday of last, this or next week."""
    if setting.word("unit") != "week":
        raise OffCalendar("not a week")
    monday, _ = unit_around("week", setting.today, setting.number("rel"))
    return one(plus(monday, setting.number("weekday") - 1))


def resolve_day_word(setting: Setting) -> list[Found]:
    """So many days from the reference day."""
    return one(plus(setting.today, setting.number("day_word")))


def resolve_this_day(setting: Setting) -> list[Found]:
    """The reference day."""
    return one(setting.today)


def resolve_today(setting: Setting) -> list[Found]:
    """The reference day, unless no verb in the past shows that the word does not mean nowadays."""
    if setting.has_context and setting.lean is not Lean.BACK:
        raise OffCalendar("nowadays")
    return one(setting.today)


def resolve_last_night(setting: Setting) -> list[Found]:
    """The two days that the last night joins, or the next."""
    other = plus(setting.today, setting.number("rel"))
    return [Found(min(other, setting.today), max(other, setting.today), "day")]


def resolve_holiday(setting: Setting) -> list[Found]:
    """A feast of a year, or the nearest one."""
    feast = setting.word("holiday")
    if not feast.startswith(("+", "-")):
        month, number = feast.split("-")
        return one(_dated(setting, int(number), int(month)))
    if setting.has("year"):
        return one(plus(easter(setting.number("year")), int(feast)))
    year = setting.today.year
    return one(choose_day([plus(easter(near), int(feast)) for near in (year - 1, year, year + 1)], setting))


def resolve_named_day(setting: Setting) -> list[Found]:
    """A day that its name dates."""
    return one(date.fromisoformat(setting.word("date")))


def resolve_part_of_month(setting: Setting) -> list[Found]:
    """A week, ten days or a fortnight counted inside a month."""
    year = setting.number("year", 0) or yearless(setting, setting.number("month"), 1).year
    start, end = months(year, setting.number("month"), 1)
    unit, number = setting.word("unit"), setting.number("n")
    if unit == "third" and 1 <= number <= 3:
        return [Found(*third((start, end), ("start", "middle", "end")[number - 1], "month"), "day")]
    if unit == "fortnight":
        first = number == 1
        return [Found(start if first else plus(start, 15), plus(start, 14) if first else end, "day")]
    if setting.has("rel"):
        return [Found(plus(end, -6), end, "week")]
    if not 1 <= number <= 4:
        raise OffCalendar("a month has four whole weeks")
    return [Found(plus(start, 7 * number - 7), plus(start, 7 * number - 1), "week")]
