""" "X demande l'arrêt du mouvement : P", "X a donné une autre version : P": a phrase and a colon open what is said."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames.clause import framed_left
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS
from claims.extraction.subjects import names_voice


def frame_announced(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A cue of saying whose object only announces the statement behind a colon."""
    cue = match.cue_for("quote")
    if not cue or cue.cue_class != "say" or match.passive or match.negated or match.form == "infinitive":
        return None
    at = skip_circumstances(passage, match.last, unit[1], language)
    end = phrase_end(passage, at, unit[1], language)
    colon = skip_circumstances(passage, end, unit[1], language)
    said = any("que" in other.frames for other in match.cues) or _names_speech(passage, (at, end), language)
    asked = passage.words[match.head].startswith(tuple(language["words.demanding"]))
    if not (said or asked):
        return None
    if end == at or colon + 2 >= unit[1] or passage.words[colon] != ":" or passage.words[colon + 1] in OPENING_MARKS:
        return None
    if not passage.has_verb(colon + 1, unit[1]):
        return None
    found = framed_left("quoted", passage, match, unit, opens=colon + 1, language=language, cue=cue)
    voice = found.subject if found else None
    if voice is None:
        return None
    speaks = passage.words[voice[0]] in language["words.third_person"] or names_voice(passage, *voice, language)
    return found if speaks else None


def _names_speech(passage: Passage, phrase: WordRange, language: Language) -> bool:
    """Whether the object is a thing said or written: "une autre version", "les mêmes chiffres"."""
    words = set(passage.words[slice(*phrase)])
    return any(words & language[kind] for kind in ("sayings", "documents"))
