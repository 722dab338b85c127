"""A quotation that the next paragraph takes up again is one claim with a span in each."""

from __future__ import annotations

from itertools import pairwise

from claims.extraction.draft import Found
from claims.extraction.passage import Passage

_SLACK = 4


def join_continued(passages: list[Passage], found: list[Found]) -> list[Found]:
    """Joins the two halves of quotations left open at a paragraph's end and opened again at the next one's start."""
    kept = list(found)
    for before, after in pairwise(passages):
        if not before.quotations or not after.quotations or before.quotations[-1].closed:
            continue
        opening = after.quotations[0]
        if opening.outer[0] > after.paragraph[0]:
            continue
        first = _ending(kept, before.paragraph[1])
        second = _starting(kept, opening.inner[0])
        if first and second and first is not second and not (first.cue_spans and second.cue_spans):
            speaker, other = (first, second) if first.cue_spans else (second, first)
            speaker.spans = (*first.spans, *second.spans)
            speaker.trace.append("quotation.continued")
            kept.remove(other)
    return kept


def _ending(found: list[Found], end: int) -> Found | None:
    return next((item for item in found if item.kind != "hearsay" and 0 <= end - item.spans[-1][1] <= _SLACK), None)


def _starting(found: list[Found], start: int) -> Found | None:
    return next((item for item in found if item.kind != "hearsay" and 0 <= item.spans[0][0] - start <= _SLACK), None)
