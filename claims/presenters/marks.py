"""Marks in a text: overlapping and nested claims, by code points. Pure: no Django, nothing is escaped here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LANES = 3  # underlines that fit between two lines of text


@dataclass(frozen=True, slots=True)
class Stretch:
    """One claim over [start, end) of the content. `first` where the claim begins; `lane` counts underlines from 0."""

    claim: int
    start: int
    end: int
    first: bool
    lane: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that the same claims cover, outermost claim first; `begins` are the claims that start here."""

    text: str
    claims: tuple[int, ...]
    begins: tuple[int, ...]


def stretches(claims: Iterable[tuple[int, Sequence[Sequence[int]]]]) -> list[Stretch]:
    """Return the stretches of claims given as (id, spans), in text order, with a free lane for each claim."""
    ordered = sorted(claims, key=lambda claim: (claim[1][0][0], -claim[1][-1][1], claim[0]))
    busy_until = [0] * LANES
    found = []
    for claim, spans in ordered:
        start, end = spans[0][0], spans[-1][1]
        lane = next((i for i in range(LANES) if busy_until[i] <= start), LANES - 1)
        busy_until[lane] = max(end, busy_until[lane])
        found += [Stretch(claim, a, b, first=i == 0, lane=lane) for i, (a, b) in enumerate(spans)]
    return sorted(found, key=lambda s: (s.start, -s.end, s.claim))


def segments(content: str, start: int, end: int, marks: Sequence[Stretch]) -> list[Segment]:
    """Return content[start:end] cut at every boundary of `marks`; the texts joined give the content again.

    A claim that several touching or overlapping spans cover twice is listed once.
    """
    here = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    cuts = {start, end}
    for mark in here:
        cuts |= {max(mark.start, start), min(mark.end, end)}
    edges = sorted(cuts)
    return [_segment(content, a, b, here) for a, b in pairwise(edges)]


def _segment(content: str, start: int, end: int, marks: Sequence[Stretch]) -> Segment:
    over = [mark for mark in marks if mark.start <= start and mark.end >= end]
    over.sort(key=lambda mark: (mark.lane, mark.start, mark.claim))
    begins = tuple(dict.fromkeys(mark.claim for mark in over if mark.first and mark.start == start))
    # The lowest underline belongs to the outermost element, so that inner ones stand above it.
    claims = tuple(dict.fromkeys(mark.claim for mark in reversed(over)))
    return Segment(content[start:end], claims, begins)
