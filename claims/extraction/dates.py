"""Calendar expressions inside a text, as intervals of days; words and rules are the language's `dates.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from claims.extraction import date_days, date_spans
from claims.extraction.calendar_days import OffCalendar
from claims.extraction.date_marks import enclosed
from claims.extraction.date_rules import DateLanguage, DateRule, TenseMarks, load_dates
from claims.extraction.date_setting import Found, NoReference, Setting
from claims.extraction.date_tense import Lean, has_verb, lean_of
from claims.extraction.date_words import Value, Word
from claims.extraction.normalise import normalise
from claims.extraction.types import DateInterval, Span

_BEFORE = 30
_SOON = 7
"""Days after the publication that a date of saying may lie: an article may have been completed since."""
UNRESOLVED = ".no_reference"
SIDES = ("since", "until", "starting")
"""How the rule of a date ends where what happens goes on from it, or up to it."""
"""What the rule id of a relative expression ends in where there is no reference day."""

_Resolve = Callable[[Setting], list[Found]]


@dataclass(frozen=True, slots=True)
class Expression:
    """A calendar expression of any use, with the time of day and the direction that claims have no room for."""

    interval: DateInterval
    use: str
    """claim, clock, duration or window: only the first is a date of a claim."""
    lean: Lean
    clock: time | None


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    last: int
    order: int
    rule: DateRule
    values: dict[str, Value]


def find_dates(content: str, spans: Sequence[Span], *, reference: date | None, language: str) -> list[DateInterval]:
    """The calendar expressions inside the spans, in text order, read against the reference day.

    Left out: what is vague, a time of day alone, durations, and stretches that slide with the reference. Without a
    reference a relative expression has neither start nor end, and its rule id ends in UNRESOLVED.
    """
    found = find_expressions(content, spans, reference=reference, language=language)
    return [expression.interval for expression in found if expression.use == "claim"]


def stated_date(
    content: str,
    spans: Sequence[Span],
    cue: Sequence[Span],
    allegation: Sequence[Span],
    *,
    reference: date | None,
    language: str,
) -> DateInterval | None:
    """When something was said: the date inside the spans that is nearest to the cue and not part of the allegation."""
    found = find_expressions(content, spans, reference=reference, language=language, lean=Lean.BACK)
    words = load_dates(language).tense.words
    dates = [
        item.interval
        for item in found
        if item.use == "claim"
        and not _touches(item.interval.span, allegation)
        and not enclosed(content, item.interval.span, cue)
        and not _describes(content, item.interval.span, (*spans, *cue), words["modifiers"])
        and not _subordinate(content, item.interval.span, spans, cue, words["subordinates"])
        and not _apart(content, item.interval.span, cue, made=words["made"], parting=words["parting"])
        and not (reference and item.interval.start and (item.interval.start - reference).days > _SOON)
    ]
    return min(dates, key=lambda interval: _distance(interval.span, cue), default=None)


def _describes(content: str, span: Span, starts: Sequence[Span], openers: frozenset[str]) -> bool:
    """Whether the date belongs to a part between commas that describes somebody: ", a doctor who arrived in 2014,".

    The part begins behind a comma, and behind the last of the spans that start before the date.
    """
    start = max((first for first, _ in starts if first <= span[0]), default=span[0])
    before = normalise(content[start : span[0]]).lower().rpartition(",")
    words = before[2].replace("'", "' ").split()
    return bool(before[1]) and len(words) > 1 and words[0] in openers


def _subordinate(content: str, span: Span, spans: Sequence[Span], cue: Sequence[Span], openers: frozenset[str]) -> bool:
    """Whether the date belongs to a clause that opens the sentence and ends at a comma before the cue."""
    start = max((first for first, _ in spans if first <= span[0]), default=span[0])
    opening = normalise(content[start : span[0]]).lower().lstrip()
    ends = any(span[1] < first and "," in content[span[1] : first] for first, _ in cue)
    return ends and opening.startswith(tuple(openers))


def _apart(content: str, span: Span, cue: Sequence[Span], *, made: frozenset[str], parting: frozenset[str]) -> bool:
    """Whether the date says when a survey was made, or belongs to a clause that a conjunction parts from the cue."""
    before = normalise(content[max(span[0] - _BEFORE, 0) : span[0]]).lower().split()
    first = min((start for start, _ in cue if start >= span[1]), default=span[1])
    between = normalise(content[span[1] : first]).lower().split()
    return bool(made.intersection(before[-2:]) or parting.intersection(between))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _distance(span: Span, others: Sequence[Span]) -> int:
    return min((max(start - span[1], span[0] - end) for start, end in others), default=0)


def due_date(expressions: Iterable[Expression], reference: date | None) -> date | None:
    """The day by which a forecast with these expressions can be checked; None where it names none that lies ahead."""
    if reference is None:
        return None
    ends = [
        item.interval.end
        for item in expressions
        if item.interval.end
        and item.interval.end >= reference
        and item.use != "duration"
        and (item.lean in (Lean.AHEAD, Lean.BOUND) or (item.interval.start or reference) > reference)
    ]
    return max(ends, default=None)


def find_expressions(
    content: str, spans: Sequence[Span], *, reference: date | None, language: str, lean: Lean | None = None
) -> list[Expression]:
    """Every calendar expression inside the spans, whatever its use; `lean` overrides what the verbs say.

    Raises UnknownLanguage where the language has no calendar; never anything because of the text.
    """
    calendar = load_dates(language)
    found: list[Expression] = []
    for start, end in sorted(spans):
        text = normalise(content[start:end])
        if calendar.lexicon.may_date(text):
            found += _read(content, calendar.lexicon.read(text, start), calendar, reference, lean)
    return found


def _read(
    content: str, words: list[Word], calendar: DateLanguage, reference: date | None, lean: Lean | None
) -> list[Expression]:
    found: list[Expression] = []
    at = 0
    for match in _with_shared_years(words, _matches(words, calendar)):
        if match.first >= at:
            expressions = _resolve(content, words, match, calendar=calendar, reference=reference, lean=lean)
            if expressions:
                found += expressions
                at = match.last
    return found


def _matches(words: list[Word], calendar: DateLanguage) -> list[_Match]:
    """What the rules match, by place, the longest first."""
    codes = "".join(word.code for word in words)
    present = set(codes)
    found: list[_Match] = []
    for order, rule in enumerate(calendar.rules):
        if any(need.isdisjoint(present) for need in rule.needs):
            continue
        for match in rule.pattern.finditer(codes):
            if match.end() > match.start():
                values = {
                    group.partition("__")[0]: words[match.start(group)].classes[name]
                    for group, name in rule.labels.items()
                    if match[group] is not None
                }
                found.append(_Match(match.start(), match.end(), order, rule, values))
    return sorted(found, key=lambda item: (item.first, -item.last, item.order))


def _with_shared_years(words: list[Word], matches: Iterable[_Match]) -> list[_Match]:
    """Gives a date the year of the next one where only a conjunction or comma joins them ("3 May and 5 June 2015")."""
    found = list(matches)
    for this, after in pairwise(found):
        joined = words[this.last : after.first]
        if (
            "year" in after.values
            and "month" in this.values
            and not this.values.keys() & {"year", "rel"}
            and 0 < len(joined) <= 2
            and all(word.classes.keys() & {"and", "comma", "article", "in"} for word in joined)
        ):
            this.values["year"] = after.values["year"]
    return found


def _resolve(
    content: str, words: list[Word], match: _Match, *, calendar: DateLanguage, reference: date | None, lean: Lean | None
) -> list[Expression]:
    def find_lean() -> Lean:
        return lean or lean_of(words, match.first, match.last, calendar.tense)

    context = lean is None and has_verb(words, match.first, match.last)
    setting = Setting(match.values, reference, find_lean, context)
    rule = match.rule.id + _side(words, match.first, calendar.tense)
    span = words[match.first].start, words[match.last - 1].end
    text = content[span[0] : span[1]]
    clock = _clock(match.values)
    try:
        found = RESOLVERS[match.rule.resolve](setting)
    except OffCalendar:
        return []
    except NoReference:
        unknown = DateInterval(None, None, "", text, span, rule + UNRESOLVED)
        return [Expression(unknown, match.rule.use, Lean.NONE, clock)]
    return [
        Expression(
            DateInterval(days.start, days.end, "time" if clock else days.grain, text, span, rule),
            match.rule.use, setting.lean, clock,
        )
        for days in found
    ]  # fmt: skip


def _side(words: list[Word], first: int, tense: TenseMarks) -> str:
    """Which side of the date is meant, as the end of its rule's id; "" where it is the date itself."""
    before = " ".join(word.text for word in words[max(first - 3, 0) : first]).replace("' ", "'")
    marks = ((side, mark if mark.endswith("'") else f"{mark} ") for side in SIDES for mark in tense.words[side])
    return next((f".{side}" for side, mark in marks if f" {mark}" in f" {before} "), "")


def _clock(values: dict[str, Value]) -> time | None:
    if "hour" not in values:
        return None
    hour, minute = int(values["hour"]), int(values.get("minute", 0))
    return time(hour % 24, minute)


def _resolvers() -> dict[str, _Resolve]:
    operations = {**vars(date_days), **vars(date_spans), "resolve_clock": date_days.resolve_this_day}
    return {name.removeprefix("resolve_"): value for name, value in operations.items() if name.startswith("resolve_")}


RESOLVERS = _resolvers()
"""The calendar operations by the name that rules use."""
