""" "Selon X, P", "P, selon X", "P1, selon X, P2"."""

from __future__ import annotations

from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage


def frame_according(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A source phrase; its content lies behind it where it opens the sentence, around it elsewhere."""
    cue = match.cue_for("according")
    if not cue or match.form != "preposition":
        return None
    end = _source_end(passage, match.last, unit[1], language)
    if end == match.last or not _can_speak(passage, match.last, end, language):
        return None
    opening = _opens_sentence(passage, match.first, unit, language)
    if opening is not None:
        after = end + 1 if end < unit[1] and passage.words[end] == "," else end
        return Framed("according", match, cue, unit, (opening, after), after, (match.last, end))
    first = match.first - 1 if passage.words[match.first - 1] == "," else match.first
    return Framed("according", match, cue, unit, (first, end), -1, (match.last, end))


def _source_end(passage: Passage, at: int, limit: int, language: Language) -> int:
    """End of the source; "selon ce qu'a confié X" names X behind a verb."""
    if at < limit and passage.words[at] in language["words.honorifics"]:
        return phrase_end(passage, at, limit, language)
    return phrase_end(passage, at, limit, language)


def _can_speak(passage: Passage, first: int, end: int, language: Language) -> bool:
    words = passage.words[first:end]
    if any(passage.capital(index) for index in range(first, end)) or words[0] in language["words.third_person"]:
        return True
    nouns = [word for word in words if word not in language["words.determiners"]]
    if any(word in language["people"] or word in language["bodies"] or word in language["documents"] for word in nouns):
        return True
    return not nouns or nouns[0] not in language["not_a_source"]


def _opens_sentence(passage: Passage, first: int, unit: WordRange, language: Language) -> int | None:
    """First word of the sentence where nothing but a connective stands before the source phrase."""
    if first == unit[0]:
        return first
    for start in range(first - 1, max(unit[0] - 1, first - 7), -1):
        between = [word for word in passage.words[start:first] if word != ","]
        if " ".join(between).replace("' ", "'") in language["connectives"] or not between:
            if start == unit[0] or passage.words[start - 1] in ",;:" or (between and between[0] in language["words.and"]):
                return start
    return None
