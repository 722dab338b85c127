"""Objects of a cue that are a figure or words in quotation marks: where they open, 0 where there is none."""

from __future__ import annotations

from claims.extraction.framed import WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import starts_phrase
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS

_NEAR = 12
_SOON = 4


def speak_of(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "parle de « … »", "parle de 15 blessés": the quoted words, the figure."""
    for index in range(at, min(at + _NEAR, unit[1] - 2)):
        if passage.finite[index] or passage.words[index] in ",;:":
            return 0
        if passage.words[index] in language["words.of"]:
            after = index + 1 + (passage.words[index + 1] in language["words.indefinites"])
            counted = passage.words[index + 1][:1].isdigit() or passage.pos[index + 1] == "NUM"
            if passage.words[after] in OPENING_MARKS or (
                index == at and (counted or _quoted_soon(passage, after, unit, language))
            ):
                return index + 1
    return 0


def _quoted_soon(passage: Passage, at: int, unit: WordRange, language: Language) -> bool:
    """ "d'un incendie « d'une violence inouïe »": words of the speaker right behind the noun."""
    ahead = range(at, min(at + _SOON, unit[1] - 1))
    mark = next(
        (n for n in ahead if passage.words[n] in OPENING_MARKS or passage.words[n] in ",;:" or passage.finite[n]), at
    )
    return mark > at and passage.words[mark] in OPENING_MARKS and passage.words[at - 1] in language["words.one"]


def estimate(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "estime à 3 millions les pertes": the figure and what it measures."""
    if at + 2 < unit[1] and passage.words[at] in language["words.to"]:
        window = passage.words[at + 1 : at + 5]
        figure = any(word[:1].isdigit() or word in language["words.amounts"] for word in window)
        return at + 1 if figure else 0
    return 0


def valued(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """ "chiffre les pertes à 3 millions": what is measured, where a figure follows it."""
    if not starts_phrase(passage, at, unit[1], language):
        return 0
    for index in range(at + 1, min(at + _NEAR, unit[1])):
        if passage.finite[index] or passage.words[index] in ",;:.":
            return 0
        if estimate(passage, index, unit, language):
            return at
    return 0
