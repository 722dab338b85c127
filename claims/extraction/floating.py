"""Quotations that no cue attributes: they belong to the voice heard just before."""

from __future__ import annotations

from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.passage import Passage

_SPEECH_WORDS = 6


def find_floating(passage: Passage, framed: list[Framed], language: Language) -> list[WordRange]:
    """Word ranges of sentences that are, but for their marks, a quotation of speech without a cue."""
    claimed = {passage.unit_of[item.match.head] for item in framed}
    found = []
    for number, (first, last) in enumerate(passage.units):
        if number in claimed:
            continue
        inside = [index for index in range(first, last) if passage.quote[index] >= 0]
        outside = sum(passage.words[index].isalnum() for index in range(first, last) if passage.quote[index] < 0)
        if len(inside) >= _SPEECH_WORDS and outside <= 1 and any(passage.finite[index] for index in inside):
            found.append((first, last))
    return found
