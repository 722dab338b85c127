""" "Comme l'a souligné X, P", "P, comme le rappelle X"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_circumstances
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage


def frame_as_said(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """A comparison clause that names who says what the main clause states."""
    cue = match.cue_for("incise")
    start = match.first - 1
    if not cue or match.passive or match.form in ("gerund", "infinitive", "preposition"):
        return None
    while start > unit[0] and passage.words[start] in language["words.object_clitics"]:
        start -= 1
    start -= start > unit[0] and " ".join(passage.words[start - 1 : start + 1]) in language["words.just_as"]
    opening = {passage.words[start], " ".join(passage.words[start : start + 2])} if start >= unit[0] else set()
    if not opening & (language["words.comparing"] | language["words.just_as"]) or start == match.head:
        return None
    if not any(passage.words[at] in language["words.object_clitics"] for at in range(start + 1, match.head)):
        return None
    at = skip_circumstances(passage, match.last, unit[1], language)
    end = phrase_end(passage, at, unit[1], language)
    if end == at:
        return None
    after = skip_circumstances(passage, end, unit[1], language)
    if start == unit[0] and after < unit[1] and passage.words[after] == ",":
        return Framed("as_said", match, cue, unit, (start, after + 1), after + 1, (at, end))
    set_off = start > unit[0] and passage.words[start - 1] == ","
    if set_off or (passage.has_verb(unit[0], start) and passage.words[after : unit[1]] in ([], ["."])):
        return Framed("as_said", match, cue, unit, (start - set_off, after), -1, (at, end))
    return None
