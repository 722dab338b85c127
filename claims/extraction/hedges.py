"""Whether an allegation is hedged: it stands in the conditional, or under "présumé" and the like."""

from __future__ import annotations

from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.passage import Passage

_AHEAD = 4
_FAR = 60
"""Words into an allegation up to which it is the allegation itself, not one of the sentences behind."""


def is_hedged(
    passage: Passage, content: tuple[WordRange, ...], language: Language, *, any_verb: bool = False, past: bool = False
) -> bool:
    """True for epistemic doubt in the allegation itself, not in a relative clause or a hypothesis.

    With `any_verb` every conditional counts; behind a `past` cue "serait" is the future seen from then."""
    return any(_hedged(passage, first, last, language, any_verb, past) for first, last in content)


def _hedged(passage: Passage, first: int, last: int, language: Language, any_verb: bool, past: bool) -> bool:
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
        if not conditional or after in language["hedges.unreal"] or (past and _future(passage, index, language)):
            continue
        if not _excused(passage, first, index, language):
            return True
    return False


def _future(passage: Passage, index: int, language: Language) -> bool:
    """ "a annoncé qu'il serait incinéré"; "serait parti" and "se serait enfui" are past all the same."""
    if passage.words[index] not in language["hedges.future"]:
        return False
    if passage.words[index - 1] in language["words.reflexive"]:
        return False
    ahead = passage.words[index + 1 : index + 1 + _AHEAD]
    return not any(word in language["hedges.gone"] for word in ahead)


def _in_relative(passage: Passage, first: int, index: int, language: Language) -> bool:
    """In a relative clause that opens inside the content; one that opens it is the allegation."""
    return any(
        passage.words[at] in language["words.relative_subject"] for at in range(max(first + 1, index - 4), index)
    )


def _excused(passage: Passage, first: int, index: int, language: Language) -> bool:
    """In a relative clause, in a clause inside the content, beside a hypothesis, or a future seen from the past."""
    if _in_relative(passage, first, index, language):
        return True
    inner = next((at for at in range(index - 1, first, -1) if passage.words[at] in language["words.that"]), first)
    if inner > first and passage.has_verb(first, inner) and passage.dep[inner] == "mark":
        return True
    around = " ".join(passage.words[max(first, index - 25) : index + 25])
    return any(f" {words} " in f" {around} " for words in language["hedges.hypotheses"])
