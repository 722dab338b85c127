"""What a date is read against, and the choice among the years or weeks that an expression leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from claims.extraction.calendar_days import Days, OffCalendar, day
from claims.extraction.date_tense import Lean
from claims.extraction.date_words import Value

# What a day back and a day ahead count.
_COSTS = {Lean.BACK: (1.0, 4.0), Lean.AHEAD: (4.0, 1.0), Lean.BOUND: (1.0, 1.0), Lean.NONE: (1.0, 1.5)}


class NoReference(Exception):
    """A relative expression was read with no reference day."""


@dataclass(frozen=True, slots=True)
class Found:
    """Days that an expression names, and how coarsely; None on an open or unknown side."""

    start: date
    end: date
    grain: str


@dataclass
class Setting:
    """The labelled values of one match, the reference day, and the lean, worked out when asked for."""

    values: Mapping[str, Value]
    reference: date | None
    find_lean: Callable[[], Lean]
    has_context: bool = True
    """False where the expression stands all but alone, so that no verb can tell."""

    @property
    def today(self) -> date:
        """The reference day; NoReference where there is none."""
        if self.reference is None:
            raise NoReference
        return self.reference

    @cached_property
    def lean(self) -> Lean:
        """Where the verb or the preposition points."""
        return self.find_lean()

    def number(self, label: str, default: int = 0) -> int:
        """The whole number labelled so."""
        return int(self.values.get(label, default))

    def word(self, label: str, default: str = "") -> str:
        """The code labelled so."""
        return str(self.values.get(label, default))

    def has(self, label: str) -> bool:
        """Whether the match has this part."""
        return label in self.values


def choose_day(options: Iterable[date], setting: Setting) -> date:
    """The nearest day, a distance against the lean counting four times; OffCalendar where there is none."""
    today, rel = setting.today, setting.number("rel")
    days = [option for option in options if not rel or ((option < today) == (rel < 0) and option != today)]
    if not days:
        raise OffCalendar("no such day near the reference")
    back, ahead = _COSTS[setting.lean]

    def cost(option: date) -> float:
        distance = (option - today).days
        return distance * ahead if distance > 0 else -distance * back

    return min(days, key=cost)


def choose_span(options: Iterable[Days], setting: Setting) -> Days:
    """Of spans in order: the first not over yet where the lean is ahead, else the last that has begun."""
    today, rel = setting.today, setting.number("rel")
    spans = list(options)
    ahead = rel > 0 or (not rel and setting.lean in (Lean.AHEAD, Lean.BOUND))
    if ahead:
        fitting = [span for span in spans if (span[0] > today if rel else span[1] >= today)]
    else:
        fitting = [span for span in reversed(spans) if (span[1] < today if rel else span[0] <= today)]
    if not fitting:
        raise OffCalendar("no such span near the reference")
    return fitting[0]


def yearless(setting: Setting, month: int, number: int) -> date:
    """The day of that month in the year that suits the lean, the weekday where one is given, and last or next."""
    year = setting.today.year
    options: list[date] = []
    for near in (year - 1, year, year + 1, year - 2, year + 2, year - 3, year + 3, year - 4, year + 4):
        try:
            options.append(day(near, month, number))
        except OffCalendar:
            continue
    close = options[:3] if len(options) > 2 else options
    named = [option for option in close if setting.has("weekday") and option.isoweekday() == setting.number("weekday")]
    return choose_day(named or close, setting)
