"""How far a draft can be trusted, from the rules that made it."""

from __future__ import annotations

from claims.extraction.framed import Framed

_BY_FRAME = {
    "clause": 0.95, "incise": 0.95, "according": 0.92, "quoted": 0.93, "reader": 0.9, "as_said": 0.88, "resumed": 0.85,
    "infinitive": 0.9, "object": 0.84, "accuse": 0.85, "object_quoted": 0.82, "against": 0.82, "passive": 0.77,
    "qualify": 0.78, "estimate": 0.78, "noun": 0.78, "attribute": 0.76, "to_do": 0.85, "of": 0.75, "on": 0.75,
    "to": 0.75, "for": 0.75, "sees": 0.8, "as": 0.75, "state": 0.78, "speak_of": 0.72, "judged": 0.76,
    "predicate": 0.74,
}  # fmt: skip
"""Share right by frame on annotated articles, less what unseen ones cost; pulled towards 0.75 where there were few."""
_OTHER = 0.7
_UNNAMED = 0.95
COLON = 0.84
FLOATING = 0.76
HEADLINE = 0.83
HEARSAY = 0.8


def confidence(item: Framed, *, named: bool) -> float:
    """How likely a draft of this make is a claim with these bounds; less where the cue has no subject of its own."""
    base = _BY_FRAME.get(item.frame, _OTHER)
    return round(base if named else base * _UNNAMED, 2)
