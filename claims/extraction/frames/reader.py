""" "P, lit-on dans X", "P, a-t-on appris auprès de X"."""

from __future__ import annotations

from claims.extraction.circumstances import skip_date
from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage


def frame_reader(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> Framed | None:
    """What somebody reads or learns: the text, or the one asked, speaks."""
    cue = match.cue_for("reader") or match.cue_for("incise")
    pronoun = match.inverted
    first = match.first
    if match.form == "infinitive" and first - 1 > unit[0] and passage.words[first].startswith("-"):
        pronoun, first = first, first - 1  # the group took the pronoun with it
    elif (
        match.form == "infinitive"
        and first - 2 > unit[0]
        and passage.words[first - 1 - (passage.words[first - 1] in language["words.there"])].startswith("-")
    ):
        pronoun = first - 1 - (passage.words[first - 1] in language["words.there"])  # "peut-on lire", "peut-on y lire"
        first = pronoun - 1
    if not cue or pronoun < 0 or not passage.words[pronoun].endswith(tuple(language["words.impersonal_tail"])):
        return None
    at = skip_date(passage, match.last, unit[1], language)
    while at < unit[1] and passage.pos[at] == "ADV":
        at += 1
    while at < unit[1] and (passage.pos[at] == "ADP" or passage.words[at] in language["words.source_prepositions"]):
        at += 1
    end = phrase_end(passage, at, unit[1], language)
    if end == at:
        return None
    first -= passage.words[first - 1] == ","
    return Framed("reader", match, cue, unit, (first, end), -1, (at, end))
