""" "Les accusations de X selon lesquelles P", "l'annonce par X de N", "la promesse de X que P"."""

from __future__ import annotations

from claims.extraction.antecedents import antecedent
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage

_FAR = 20


def frame_noun(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A noun of saying with "selon lequel", or with who says it and what: its complement speaks."""
    if match.form == "noun":
        return _announcement(passage, match, unit, language)
    cue = match.cue_for("according")
    if not cue or cue.cue_class == "opinion" or match.last >= unit[1] - 1:
        return None
    if passage.words[match.last] not in language["words.which"]:
        return None
    found = (find(passage, match.first, unit, language) for find in (antecedent, _contracted, _noun_of_saying))
    noun = next((noun for noun in found if noun and _says(passage, noun, language)), None)
    if noun is None:
        return None
    speaker = _complement(passage, noun, language)
    return Framed("noun", match, cue, unit, (noun[0], match.last + 1), match.last + 1, speaker)


def _announcement(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "L'annonce par X de N": X ends at the next "de" before a plain noun, N with its phrase, P with the sentence."""
    cue = match.cue_for("noun")
    by = match.last
    if not cue or by + 3 >= unit[1] or passage.words[by] not in language["words.of"] | language["words.by"]:
        return None
    opens = _opens_thing(passage, by + 1, unit[1], language)
    if not opens or not _voice(passage, by + 1, opens, language):
        return None
    asserted = passage.words[opens] in language["words.that"]
    start = opens + 1
    end = unit[1] if asserted else phrase_end(passage, start, unit[1], language)
    item = Framed("noun", match, cue, unit, (match.first, start), start, (by + 1, opens))
    if not asserted:
        item.content = ((start, end),)
    return item if end > start else None


def _voice(passage: Passage, first: int, end: int, language: Language) -> bool:
    """Whether one of these words is somebody who can speak."""
    return not any(passage.words[at] in language["words.gerund"] for at in range(first, end)) and any(
        passage.words[at] in language["people"]
        or passage.words[at] in language["bodies"]
        or (passage.capital(at) and passage.pos[at] == "PROPN")
        for at in range(first, end)
    )


def _opens_thing(passage: Passage, at: int, limit: int, language: Language) -> int:
    """Where "de N" or "que P" opens behind the speaker's words; 0 where neither does."""
    inner = language["people"] | language["bodies"] | language["bodies.generic"]
    for index in range(at + 1, min(at + _FAR, limit - 2)):
        word = passage.words[index]
        if word in language["words.that"]:
            return index
        if passage.finite[index] or word in ",;:«»":
            return 0
        if word in language["words.of"]:
            noun = index + 1 + (passage.words[index + 1] in language["words.determiners"])
            if not passage.capital(noun) and passage.words[noun] not in inner and passage.pos[noun] in ("NOUN", "ADJ"):
                return index
    return 0


def _noun_of_saying(passage: Passage, relative: int, unit: WordRange, language: Language) -> WordRange | None:
    """ "les accusations de Maud Perrin selon lesquelles": the noun of saying behind which only names stand."""
    for index in range(relative - 1, max(unit[0], relative - _FAR), -1):
        if passage.words[index] in language["sayings"]:
            return index - 1, relative
        if passage.finite[index] or passage.words[index] in ";:,":
            return None
    return None


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
