""" "Les accusations de X selon lesquelles P"."""

from __future__ import annotations

from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.subjects import antecedent

_FAR = 20


def frame_noun(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A noun of saying with "selon lequel": its complement speaks."""
    cue = match.cue_for("according")
    if not cue or match.last >= unit[1] - 1 or passage.words[match.last] not in language["words.which"]:
        return None
    noun = antecedent(passage, match.first, unit, language)
    if noun is None or not _says(passage, noun, language):
        noun = _contracted(passage, match.first, unit, language)
    if noun is None or not _says(passage, noun, language):
        return None
    speaker = _complement(passage, noun, language)
    return Framed("noun", match, cue, unit, (noun[0], match.last + 1), match.last + 1, speaker)


def _complement(passage: Passage, noun: WordRange, language: Language) -> WordRange:
    """The words behind "de" or "par" in the phrase, or the whole phrase."""
    if any(word in language[kind] for word in passage.words[noun[0] : noun[0] + 3] for kind in ("people", "bodies")):
        return noun
    for index in range(noun[0] + 1, noun[1] - 1):
        if passage.words[index] in language["words.of"] or passage.words[index] in language["words.by"]:
            return index + 1, noun[1]
    return noun


def _contracted(passage: Passage, relative: int, unit: WordRange, language: Language) -> WordRange | None:
    """ "au ministère des Ports, selon lequel": a noun phrase whose article is part of the preposition."""
    end = relative - (passage.words[relative - 1] == ",")
    for start in range(max(unit[0] + 1, end - _FAR), end):
        before = passage.words[start - 1]
        to = before in language["words.contracted"] and before not in language["words.determiners"]
        if to and phrase_end(passage, start, end, language) == end:
            return start, end
    return None


def _says(passage: Passage, noun: WordRange, language: Language) -> bool:
    """Whether the noun is one of saying or a source ("un message", "des rumeurs"; not "un scandale")."""
    words = passage.words[noun[0] : noun[0] + 4]
    return any(word in language[kind] for word in words for kind in ("people", "bodies", "documents", "sayings"))
