"""Figures as pictures: where each bar stands, in units of the picture; words and colours are the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ClaimState
from claims.selectors.figures import LEAST_DECIDED
from claimtrack.words import interval

WIDTH, HEIGHT = 600, 160
STATES = (ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.NEW)  # from the ground up
DAY = 86_400
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a bar; the numbers go into the picture, so they are strings with a decimal point."""

    kind: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """A row of the table behind the picture: when, and how many of each state."""

    when: str
    counts: list[int]
    total: int


@dataclass(frozen=True, slots=True)
class Flow:
    blocks: list[Block]
    columns: list[Column]
    totals: list[tuple[str, str, int]]
    highest: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with a number and its share of the largest, in per cent; `key` leads to its list."""

    key: int | None
    name: str
    number: int
    share: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What became of the machine's claims: shares in per cent for the picture; `rate` only where it says something."""

    name: str
    right: int
    fixed: int
    wrong: int
    blocks: list[Block]
    rate: float | None


def flow(bins: Sequence[dict[str, Any]]) -> Flow:
    """Return claims by day and state as stacked bars, with the table behind them."""
    sums = [sum(entry[state] for state in STATES) for entry in bins]
    highest = max(sums, default=0)
    step = WIDTH / max(len(bins), 1)
    blocks = [block for i, entry in enumerate(bins) for block in _stack(entry, i * step, step * 0.8, highest)]
    columns = [
        Column(_when(entry), [entry[state] for state in STATES], total) for entry, total in zip(bins, sums, strict=True)
    ]
    totals = [(state.value, str(state.label), sum(entry[state] for entry in bins)) for state in STATES]
    ends = (_when(bins[0], short=True), _when(bins[-1], short=True)) if bins else ("", "")
    return Flow(blocks, columns, totals, highest, *ends)


def bars(rows: Sequence[Sequence[Any]]) -> list[Bar]:
    """Return [id, name, number] rows as bars, the longest 100."""
    most = max((row[2] for row in rows), default=1)
    return [Bar(key, name, number, _unit(100 * number / most)) for key, name, number in rows]


def times(found: dict[str, Any]) -> list[Bar]:
    """Return verdicts by how long they took: within a day, 3, 7, 30 days, longer."""
    upto = [0, *found["within"], found["total"]]
    counts = [after - before for before, after in pairwise(upto)]
    names = [_("within a day"), _("1 to 3 days"), _("3 to 7 days"), _("7 to 30 days"), _("longer")]
    return bars([(None, name, count) for name, count in zip(names, counts, strict=True)]) if found["total"] else []


def span(seconds: float | None) -> str:
    """Return a time in words: minutes below an hour and a half, hours below two days, else days."""
    if seconds is None:
        return ""
    if seconds < 1.5 * HOUR:
        minutes = max(1, round(seconds / 60))
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if seconds < 2 * DAY:
        hours = max(1, round(seconds / HOUR))
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(seconds / DAY)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def accuracy(rows: Sequence[Sequence[Any]]) -> list[Accuracy]:
    """Return [name, right, fixed, wrong] rows as bars of three parts; a rate from a few decisions on."""
    return [_accuracy(*row) for row in rows]


def accuracy_of_all(rows: Sequence[Sequence[Any]]) -> Accuracy | None:
    """Return the sum of the rows, None where nothing was decided."""
    sums = [sum(row[i] for row in rows) for i in (1, 2, 3)]
    return _accuracy("", *sums) if sum(sums) else None


def _accuracy(name: str, right: int, fixed: int, wrong: int) -> Accuracy:
    total = right + fixed + wrong
    blocks, x = [], 0.0
    for kind, number in (("right", right), ("fixed", fixed), ("wrong", wrong)):
        width = 100 * number / total
        blocks.append(Block(kind, _unit(x), "0", _unit(width), "10"))
        x += width
    return Accuracy(name, right, fixed, wrong, blocks, (right + fixed) / total if total >= LEAST_DECIDED else None)


def _stack(entry: dict[str, Any], x: float, width: float, highest: int) -> list[Block]:
    blocks, y = [], float(HEIGHT)
    for state in STATES:
        height = HEIGHT * entry[state] / highest if highest else 0
        if height:
            y -= height
            blocks.append(Block(state.value, _unit(x), _unit(y), _unit(width), _unit(height)))
    return blocks


def _when(entry: dict[str, Any], *, short: bool = False) -> str:
    first, last = date.fromisoformat(entry["from"]), date.fromisoformat(entry["to"])
    return interval(first, first if short else last)


def _unit(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
