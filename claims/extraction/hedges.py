"""Whether an allegation is hedged: it stands in the conditional, or under "présumé" and the like."""

from __future__ import annotations

from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.passage import Passage

_FAR = 60
"""Words into an allegation up to which it is the allegation itself, not one of the sentences behind."""


def is_hedged(passage: Passage, content: tuple[WordRange, ...], language: Language, any_verb: bool) -> bool:
    """True for epistemic doubt in the allegation itself, not in a relative clause or a hypothesis.

    With `any_verb` every conditional counts; behind "a dit que" it may be a future seen from the past."""
    return any(_hedged(passage, first, last, language, any_verb) for first, last in content)


def _hedged(passage: Passage, first: int, last: int, language: Language, any_verb: bool) -> bool:
    words = passage.words
    for index in range(first, min(last, first + _FAR)):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else ""
        if word in language["hedges"]:
            able = word in language["hedges.able"] and after in language["words.partitive"]
            if able or _in_relative(passage, first, index, language):
                continue  # "il est possible de": a possibility to act; a relative clause is not the allegation
            return True
        conditional = word in language["hedges.conditional"] or (
            any_verb and passage.conditional[index] and word not in language["hedges.duties"]
        )
        if not conditional or after in language["hedges.unreal"]:
            continue
        if not _excused(passage, first, index, language):
            return True
    return False


def _in_relative(passage: Passage, first: int, index: int, language: Language) -> bool:
    before = passage.words[max(first, index - 8) : index]
    return any(word in language["words.relative_subject"] for word in before[-4:]) and first < index - len(before)


def _excused(passage: Passage, first: int, index: int, language: Language) -> bool:
    """In a relative clause, in a clause inside the content, beside a hypothesis, or a future seen from the past."""
    before = passage.words[max(first, index - 8) : index]
    if any(word in language["words.relative_subject"] for word in before[-4:]):
        return True
    inner = next((at for at in range(index - 1, first, -1) if passage.words[at] in language["words.that"]), first)
    if inner > first and passage.has_verb(first, inner) and passage.dep[inner] == "mark":
        return True
    around = " ".join(passage.words[max(first, index - 25) : index + 25])
    return any(f" {words} " in f" {around} " for words in language["hedges.hypotheses"])
