"""Interviews with labels and no quotation marks: "Le Courrier : Pourquoi ?", "Anne Roy : C'était trop tard."."""

from __future__ import annotations

import re
from collections import defaultdict

from claims.extraction.confidence import COLON
from claims.extraction.draft import Found
from claims.extraction.paragraphs import BODY, HEADLINE, Paragraph
from claims.extraction.spans import trim
from claims.extraction.types import Span

_TURN = re.compile(r"[«\"“]?\s*(?P<label>[^\W\d_a-zà-ÿ][^\n:«\"]{0,39}?)\s*:\s+(?=\S)")
_MARKS = ' «»"“”'
_ASKED = re.compile(r"\?[\s»\"”]*$")
_LABEL_WORDS = 5


def interview_turns(text: str, paragraphs: list[Paragraph]) -> list[Found]:
    """What the labelled voices of an interview answer, each turn to the end of its paragraph; [] where nobody asks."""
    turns: dict[str, list[tuple[Span, Span]]] = defaultdict(list)
    for paragraph in paragraphs:
        match = _TURN.match(text, *paragraph.span) if paragraph.kind in (BODY, HEADLINE) else None
        if match and len(match["label"].split()) <= _LABEL_WORDS:
            turns[match["label"]].append((match.span("label"), (match.end(), paragraph.span[1])))
    asking = {label for label, said in turns.items() if 2 * _asked(text, said) >= len(said)}
    if not asking or len(turns) == len(asking):
        return []
    answers = [turn for label, said in turns.items() if label not in asking for turn in said]
    return [found for turn in sorted(answers) if (found := _answer(text, *turn))]


def _asked(text: str, turns: list[tuple[Span, Span]]) -> int:
    """How many of the turns end with a question."""
    return sum(bool(_ASKED.search(text, *said)) for _, said in turns)


def _answer(text: str, label: Span, said: Span) -> Found | None:
    start, end = said
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    start, end = trim(text, start, end)
    if start >= end:
        return None
    cue = (label[1], said[0])
    return Found(
        ((start, end),), "direct", (cue,), text[slice(*label)], "", (), False, False, [], COLON, ["frame.interview"]
    )
