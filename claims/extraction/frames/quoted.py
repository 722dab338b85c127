""" "X a déclaré : « Q »", "X dénonce « Q »"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames.clause import framed_left, speaks_through
from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS

_SPEECH = 6
_FAR = 15


def frame_quote(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A cue followed by a colon or at once by a quotation."""
    cue = match.cue_for("quote")
    if not cue or (match.negated and not cue.denies):
        return None
    voice = speaks_through(passage, match.last, unit[1], language)
    gap = voice[1] if voice else skip_circumstances(passage, match.last, unit[1], language, commas=True)
    if gap < unit[1] and passage.words[gap] == ",":
        gap += 1
    colon = gap < unit[1] and passage.words[gap] == ":"
    opens = gap + 1 if colon else gap
    if opens >= unit[1] or match.passive:
        return None
    quoted = passage.words[opens] in OPENING_MARKS and passage.quote[opens] < 0
    late = 0 if quoted or colon else _late_quotation(passage, match, unit, language)
    if late:
        return framed_left("quoted", passage, match, unit, opens=late, language=language)
    beside = quoted and not colon and not voice and gap > match.last and passage.pos[gap - 1] == "NOUN"
    if beside and passage.words[gap - 1] not in language["when"] and not _speech_to_the_end(passage, opens, unit):
        return None
    if quoted and not colon and opens + 3 < unit[1] and "»" in passage.words[opens + 2 : opens + 4]:
        if passage.words[opens + 3] not in ",." and not passage.has_verb(opens, opens + 4):
            return None  # "a dit « oui » au référendum"
    says = any("que" in other.frames or other.cue_class == "judge" for other in match.cues)
    if not colon and not says and not (quoted and _speech_to_the_end(passage, opens, unit)):
        return None
    if not quoted and not (colon and "que" in cue.frames and passage.has_verb(opens, unit[1])):
        return None
    if match.form == "infinitive" and not (quoted and colon):
        return None
    found = framed_left("quoted", passage, match, unit, opens=opens, language=language)
    if found and voice:
        found.subject = voice
    return found


def _speech_to_the_end(passage: Passage, mark: int, unit: WordRange) -> bool:
    """Whether a quotation of speech, with a verb and words enough, fills the rest of the sentence."""
    end = mark + 1
    while end < unit[1] and passage.quote[end] == passage.quote[mark + 1] and passage.quote[end] >= 0:
        end += 1
    rest = any(word.isalnum() for word in passage.words[end : unit[1]])
    return not rest and end - mark > _SPEECH and passage.has_verb(mark, end)


def _late_quotation(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> int:
    """The mark of "a dit en parlant d'eux « Q »" or "résume la chose par la phrase suivante « Q »"; 0 where none is."""
    for at in range(match.last, min(match.last + _FAR, unit[1] - 1)):
        if passage.words[at] in OPENING_MARKS and passage.quote[at] < 0:
            before = passage.words[at - 1]
            told = passage.pos[at - 1] in ("NOUN", "PROPN") and any(
                "que" in cue.frames and cue.cue_class == "say" for cue in match.cues
            )
            follows = before in language["words.following"]
            return at if (told or follows) and _speech_to_the_end(passage, at, unit) else 0
        if passage.finite[at] or passage.words[at] in ",;:":
            return 0
    return 0
