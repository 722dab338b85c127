"""What a noun phrase may hold in one piece: a name in quotation marks, a parenthesis, "ceux qui ont vu la scène"."""

from __future__ import annotations

from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.quotations import CLOSING_MARKS

_PARENTHESIS = 9
_NAME = 10
_BREAKS = frozenset(',.;:!?()«»“”"–—')


def quoted_name(passage: Passage, index: int, limit: int) -> int:
    """Words of a name in quotation marks that opens here; 0 for speech and for marks that do not close."""
    for at in range(index + 1, min(index + _NAME, limit)):
        if passage.words[at] in CLOSING_MARKS and passage.quote[at] < 0:
            spoken = passage.has_verb(index, at) or any(word in "!?…" for word in passage.words[index:at])
            return 0 if spoken else at + 1 - index
    return 0


def parenthesis(passage: Passage, index: int, limit: int) -> int:
    """Words of a short parenthesis that opens here; 0 where none closes."""
    for at in range(index + 1, min(index + _PARENTHESIS, limit)):
        if passage.words[at] == ")":
            return at + 1 - index
    return 0


def counts_on(passage: Passage, index: int) -> bool:
    """Whether a figure opens another phrase: "selon les syndicats 400 personnes"."""
    counted = passage.words[index][:1].isdigit() and passage.pos[index + 1 : index + 2] == ["NOUN"]
    return counted and not passage.capital(index + 1)


def those_who(passage: Passage, index: int, limit: int, language: Language) -> int:
    """Words of "ceux qui ont vu la scène" or "celles et ceux qui …" up to the next verb that is not theirs; or 0."""
    at = index + 1
    if at + 1 < limit and passage.words[at] in language["words.and"] and passage.words[at + 1] in _those(language):
        at += 2
    if passage.words[index] not in _those(language) or passage.words[at : at + 1] != [
        *language["words.relative_subject"]
    ]:
        return 0
    clauses = verbs = 0
    for end in range(at, limit):
        word = passage.words[end]
        clauses += word in language["words.relatives"]
        verbs += passage.finite[end]
        if word in _BREAKS or verbs > clauses:
            break
    else:
        end = limit
    while end > at and verbs > clauses and _before_verb(passage.words[end - 1], language):
        end -= 1
    return end - index if verbs and end > at + 1 else 0


def _those(language: Language) -> frozenset[str]:
    return language["words.that_of"]


def _before_verb(word: str, language: Language) -> bool:
    kinds = ("words.object_clitics", "words.negation", "words.reflexive")
    return any(word in language[kind] for kind in kinds)
