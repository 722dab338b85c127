"""What a frame found: where the attributing phrase lies, and on which side its content."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.cue_lexicon import Cue
from claims.extraction.cues import CueMatch

WordRange = tuple[int, int]


@dataclass(slots=True)
class Framed:
    """A cue with its frame, in word numbers; `phrase` holds cue, speaker and what is said about saying."""

    frame: str
    match: CueMatch
    cue: Cue
    unit: WordRange
    phrase: WordRange
    opens: int
    """First word of the content where it follows the cue; -1 where it stands before (incise, final "selon")."""
    subject: WordRange | None
    """The speaker's words; None where the cue has no subject of its own."""
    antecedent: WordRange | None = None
    """What a relative pronoun stands for."""
    shared: bool = False
    """Whether the subject is that of the attribution before it ("et a promis que", "ajoutant que")."""
    content: tuple[WordRange, ...] = ()
    relay: bool = False
    """Whether it passes on the attribution before it instead of making a claim."""
    note: str = ""
