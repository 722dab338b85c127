""" "X affirme avoir vu", "X nie être venu"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames.clause import framed_left
from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS


def frame_infinitive(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A cue with a bare infinitive as its content."""
    cue = match.cue_for("infinitive")
    if not cue or match.passive or (match.negated and not cue.denies) or match.form == "infinitive":
        return None
    at = skip_circumstances(passage, match.last, unit[1], language, commas=True)
    at += at < unit[1] and at > match.last and passage.words[at] == ","
    opens = at
    while at < unit[1] and (
        passage.words[at] in OPENING_MARKS
        or passage.words[at] in language["words.negation"]
        or passage.words[at] in language["words.negators"]
        or passage.words[at] in language["words.object_clitics"]
        or passage.words[at] in language["words.reflexive"]
    ):
        at += 1
    if at >= unit[1] or not passage.words[at].endswith(tuple(language["words.infinitive_endings"])):
        return None
    if match.reflexive and passage.words[at] not in language["words.helpers"]:
        return None
    if passage.words[at] in language["words.showing"] or passage.pos[at] not in ("VERB", "AUX") or passage.finite[at]:
        return None
    if any(reading.cue.cue_class in ("think", "judge") for reading in language.verbs.get(passage.words[at], ())):
        if at + 1 < unit[1] and passage.words[at + 1] in language["words.that"]:
            return None
    return framed_left("infinitive", passage, match, unit, opens=opens, language=language)
