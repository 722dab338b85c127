"""Turns word ranges into the exact spans of an allegation, and says how much of it is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.extraction.framed import WordRange
from claims.extraction.passage import Passage
from claims.extraction.quotations import Quotation
from claims.extraction.types import Span

_NOTE_FIRST = re.compile(r"(?:\[(?:\w+\s)?\d{1,3}\]\s*)+")
_NOTE_LAST = re.compile(r"(?:\s*\[(?:\w+\s)?\d{1,3}\])+\s*\Z")
_EDGE = " \n\t,;:–—"
_FINAL = " \n\t,;:–—.…"


def allegation_spans(passage: Passage, content: Sequence[WordRange]) -> tuple[tuple[Span, ...], str]:
    """Trimmed character spans and the kind: direct, mixed or indirect; no span where nothing is left."""
    raw = [passage.span(first, last) for first, last in content if last > first]
    spans: list[Span] = []
    quoted: list[bool] = []
    for piece in raw:
        start, end = _without_notes(passage.text, *trim(passage.text, *piece))
        inner = _unquoted(passage, start, end)
        start, end = trim(passage.text, *inner) if inner else (start, end)
        if start < end:
            spans.append((start, end))
            quoted.append(inner is not None or _within(passage, start, end))
    if not spans:
        return (), "indirect"
    if all(quoted):
        return tuple(spans), "direct"
    touched = any(
        quotation.outer[0] < end and start < quotation.outer[1]
        for start, end in spans
        for quotation in passage.quotations
    )
    return tuple(spans), "mixed" if touched else "indirect"


def trim(text: str, start: int, end: int) -> Span:
    """Without blanks and commas at both edges, and without the final full stop."""
    while start < end and (text[start] in _EDGE or (text[start] == "." and text[start + 1 : start + 2].isspace())):
        start += 1
    while start < end and text[end - 1] in _FINAL:
        if text[end - 1] == "." and text[max(start, end - 3) : end] == "...":
            break
        end -= 1
    return start, end


def _without_notes(text: str, start: int, end: int) -> Span:
    """Without the number of a footnote at either edge ("« … » [1]")."""
    before, after = _NOTE_FIRST.match(text, start, end), _NOTE_LAST.search(text, start, end)
    if before:
        start = before.end()
    if after and after.start() > start:
        end = after.start()
    return trim(text, start, end)


def _unquoted(passage: Passage, start: int, end: int) -> Span | None:
    """The inside of the one quotation that fills the span."""
    for quotation in passage.quotations:
        if quotation.outer[0] == start and (quotation.outer[1] >= end or _only_marks(passage.text, quotation, end)):
            return quotation.inner[0], min(quotation.inner[1], end)
    return None


def _only_marks(text: str, quotation: Quotation, end: int) -> bool:
    return not any(sign.isalnum() for sign in text[quotation.outer[1] : end])


def _within(passage: Passage, start: int, end: int) -> bool:
    return any(quotation.outer[0] <= start and end <= quotation.outer[1] for quotation in passage.quotations)
