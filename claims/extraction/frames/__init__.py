"""The frames a cue can stand in, tried in order; one file each, one function each."""

from __future__ import annotations

from collections.abc import Callable

from claims.extraction.cues import CueMatch
from claims.extraction.framed import Framed, WordRange
from claims.extraction.frames.according import frame_according
from claims.extraction.frames.announced import frame_announced
from claims.extraction.frames.as_said import frame_as_said
from claims.extraction.frames.clause import frame_clause
from claims.extraction.frames.incise import frame_incise
from claims.extraction.frames.infinitive import frame_infinitive
from claims.extraction.frames.learned import frame_learned
from claims.extraction.frames.noun import frame_noun
from claims.extraction.frames.objects import frame_object
from claims.extraction.frames.passive import frame_passive
from claims.extraction.frames.quoted import frame_quote
from claims.extraction.frames.reader import frame_reader
from claims.extraction.frames.resumed import frame_resumed
from claims.extraction.language import Language
from claims.extraction.passage import Passage

Frame = Callable[[Passage, CueMatch, WordRange, Language], Framed | None]

FRAMES: tuple[Frame, ...] = (
    frame_noun,
    frame_according,
    frame_reader,
    frame_learned,
    frame_resumed,
    frame_as_said,
    frame_passive,
    frame_clause,
    frame_incise,
    frame_quote,
    frame_infinitive,
    frame_object,
    frame_announced,
)


def frame_cue(passage: Passage, match: CueMatch, language: Language) -> Framed | None:
    """The first frame that fits the cue where it stands, or None."""
    unit = passage.units[passage.unit_of[match.head]]
    if _points_back(passage, match, unit, language):
        return None
    for frame in FRAMES:
        found = frame(passage, match, unit, language)
        if found:
            return found
    return None


def _points_back(passage: Passage, match: CueMatch, unit: WordRange, language: Language) -> bool:
    """ "comme l'en accuse X": what X says stands before, in the words of somebody else."""
    clitics = passage.words[max(match.first - 3, unit[0]) : match.head]
    return bool(set(clitics) & language["words.thereof"]) and bool(set(clitics) & language["words.comparing"])
