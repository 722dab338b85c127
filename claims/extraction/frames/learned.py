""" "P, a appris la radio X de source policière", "Il ressort de X que P"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.subjects import names_voice

_BOUNDARY = frozenset(',»”"')


def frame_learned(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """What an outlet learnt from somebody, or what is to be seen from a text: who was asked, or the text, speaks."""
    if not match.cue_for("reader") or match.inverted >= 0 or match.negated:
        return None
    return _emerges(passage, match, unit, language) or _outlet_learnt(passage, match, unit, language)


def _outlet_learnt(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    cue = match.cue_for("reader")
    before = passage.words[match.first - 1] if match.first > unit[0] else ""
    if not cue or match.form not in ("participle", "finite") or before[-1:] not in _BOUNDARY:
        return None
    start = skip_circumstances(passage, match.last, unit[1], language)
    end = phrase_end(passage, start, unit[1], language)
    asked = language["words.source_prepositions"] - language["words.of"]
    end = next((at for at in range(start + 1, end) if passage.words[at] in asked), end)
    if end == start or not names_voice(passage, start, end, language) or not passage.has_verb(unit[0], match.first):
        return None
    first = match.first - (before == ",")
    phrase = (first, skip_circumstances(passage, end, unit[1], language))
    return Framed("reader", match, cue, unit, phrase, -1, (start, end), note="learned")


def _emerges(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """ "Il ressort du rapport que P": the text that it is seen from."""
    cue = match.cue_for("reader")
    pronoun = match.first - 1
    if not cue or match.form != "finite" or pronoun < unit[0] or match.last >= unit[1] - 3:
        return None
    seen = passage.words[pronoun] in language["words.anaphors"] and passage.words[match.last] in language["words.of"]
    start = match.last + 1
    end = phrase_end(passage, start, unit[1], language) if seen else start
    if end == start or end >= unit[1] - 1 or passage.words[end] not in language["words.that"]:
        return None
    return Framed("reader", match, cue, unit, (pronoun, end + 1), end + 1, (start, end))
