""" "P. C'est ce qu'affirme X.": the sentence before is what X says."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage

_OPENING = 7


def frame_resumed(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A sentence that only says whose statement the sentence before it was."""
    cue = match.cue_for("que")
    number = passage.unit_of[match.head]
    before = passage.words[unit[0] : match.first]
    if not cue or number == 0 or match.first - unit[0] > _OPENING or before[-1:] == []:
        return None
    if before[-1] not in language["words.that"] or before[0] not in language["words.this"]:
        return None
    at = skip_circumstances(passage, match.last, unit[1], language)
    end = phrase_end(passage, at, unit[1], language)
    if end == at or (end < unit[1] and passage.words[end] not in ".,;"):
        return None
    return Framed("resumed", match, cue, unit, unit, -1, (at, end), content=(passage.units[number - 1],))
