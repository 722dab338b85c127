"""Where a list that a noun phrase holds comes to its "et"."""

from __future__ import annotations

from claims.extraction.language import Language
from claims.extraction.passage import Passage

_LONGEST = 30


def closing_and(passage: Passage, at: int, limit: int, language: Language) -> int:
    """The "et" that closes the list of complements or adjectives that goes on at `at`; 0 where none follows."""
    return _listed(passage, at, limit, language) or _adjectives(passage, at, limit, language)


def _listed(passage: Passage, at: int, limit: int, language: Language) -> int:
    """The "et" that closes a list of complements, ", de la Presse et des Arts"; 0 where none follows."""
    of = language["words.of"]
    if at >= limit or passage.words[at] not in of:
        return 0
    for index in range(at + 1, min(at + _LONGEST, limit - 1)):
        word, follow = passage.words[index], passage.words[index + 1]
        if word in language["words.and"]:
            return index if follow in of else 0
        if passage.finite[index] or word in ".;:«»()" or (word == "," and follow not in of):
            return 0
    return 0


def _adjectives(passage: Passage, at: int, limit: int, language: Language) -> int:
    """The "et" that closes a list of adjectives, "les gouvernements britannique, australien et danois"; else 0."""
    index = at
    while index + 2 < limit and passage.pos[index] == "ADJ" and not passage.capital(index):
        if passage.words[index + 1] in language["words.and"]:
            alone = passage.pos[index + 2] == "ADJ" and passage.pos[index + 3 : index + 4] != ["NOUN"]
            return index + 1 if alone else 0
        if passage.words[index + 1] != ",":
            return 0
        index += 2
    return 0


def first_and_last(passage: Passage, end: int) -> bool:
    """Whether two proper names stand right before a word: a first name and a surname."""
    if end < 2 or end > len(passage.words):
        return False
    return all(passage.capital(at) and passage.words[at].isalpha() for at in (end - 2, end - 1))
