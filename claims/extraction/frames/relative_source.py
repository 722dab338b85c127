""" "Le barrage, qui selon X devait tenir un siècle, a cédé": the relative clause alone is the source's."""

from __future__ import annotations

from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.object_ends import past_clitics
from claims.extraction.passage import Passage

_FAR = 12


def relative_content(
    passage: Passage, match: CueMatch, source: WordRange, unit: WordRange, language: Language
) -> Framed | None:
    """A source phrase in the middle of a relative clause that goes on behind it."""
    cue = match.cue_for("according")
    after = source[1] + (source[1] < unit[1] and passage.words[source[1]] == ",")
    opens = _relative(passage, match.first, unit, language)
    if not cue or cue.cue_class == "opinion" or not opens or after >= unit[1] - 1:
        return None
    begun = passage.has_verb(opens, match.first)
    closed = after > source[1] and past_clitics(passage, after, unit[1], language)
    if begun and closed and closed < unit[1] and passage.finite[closed]:
        first = match.first - (passage.words[match.first - 1] == ",")
        return Framed("according", match, cue, unit, (first, after), -1, source, content=((opens, first),))
    waiting = passage.finite[match.first - 1 - (passage.words[match.first - 1] == ",")]
    end = _clause_end(passage, after, unit, language)
    if (begun and not waiting) or not (begun or passage.has_verb(after, end)):
        return None
    first = match.first - (passage.words[match.first - 1] == ",")
    return Framed("according", match, cue, unit, (first, after), -1, source, content=((opens, first), (after, end)))


def _relative(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """The relative pronoun whose clause is still open at a word; 0 where there is none."""
    for index in range(at - 1, max(unit[0], at - _FAR), -1):
        word = passage.words[index]
        if word in language["words.relatives"] and word not in language["words.that"]:
            return index
        if (word == "," and index < at - 1) or word in ";:" or passage.quote[index] >= 0:
            return 0
    return 0


def _clause_end(passage: Passage, at: int, unit: WordRange, language: Language) -> int:
    """The comma behind which the sentence's own verb comes, or the end of the sentence."""
    for index in range(at, unit[1] - 1):
        if passage.words[index] == "," and passage.quote[index] < 0:
            verb = past_clitics(passage, index + 1, unit[1], language)
            if verb < unit[1] and passage.finite[verb]:
                return index
    return unit[1]
