"""Whether an allegation is hedged: it stands in the conditional, or under "présumé" and the like."""

from __future__ import annotations

from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.passage import Passage


def is_hedged(passage: Passage, content: tuple[WordRange, ...], language: Language, any_verb: bool) -> bool:
    """True for epistemic doubt in the allegation itself, not in a relative clause or a hypothesis.

    With `any_verb` every conditional counts; behind "a dit que" it may be a future seen from the past."""
    return any(_hedged(passage, first, last, language, any_verb) for first, last in content)


def _hedged(passage: Passage, first: int, last: int, language: Language, any_verb: bool) -> bool:
    words = passage.words
    for index in range(first, last):
        word = words[index]
        if word in language["hedges"]:
            return True
        conditional = word in language["hedges.conditional"] or (
            any_verb and passage.conditional[index] and word not in language["hedges.duties"]
        )
        if conditional and not _excused(passage, first, index, language):
            return True
    return False


def _excused(passage: Passage, first: int, index: int, language: Language) -> bool:
    """In a relative clause, beside a hypothesis, or a future seen from the past."""
    before = passage.words[max(first, index - 8) : index]
    if any(word in language["words.relative_subject"] for word in before[-4:]):
        return first < index - len(before)
    around = " ".join(passage.words[max(first, index - 25) : index + 25])
    return any(f" {words} " in f" {around} " for words in language["hedges.hypotheses"])
