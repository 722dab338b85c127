"""How far a draft can be trusted, from the rules that made it."""

from __future__ import annotations

from claims.extraction.framed import Framed

_BY_FRAME = {
    "clause": 0.94, "incise": 0.94, "according": 0.91, "quoted": 0.92, "reader": 0.92, "as_said": 0.9, "resumed": 0.85,
    "infinitive": 0.86, "object": 0.82, "accuse": 0.82, "object_quoted": 0.8, "against": 0.8, "passive": 0.78,
    "qualify": 0.78, "estimate": 0.78, "gerund_object": 0.75, "noun": 0.75, "attribute": 0.75, "to_do": 0.72,
    "speak_of": 0.7, "judged": 0.7, "predicate": 0.7,
}  # fmt: skip
"""Share right by frame: measured where there were enough, pulled towards 0.75 where there were few."""
_OTHER = 0.7
_UNNAMED = 0.9
COLON = 0.8
FLOATING = 0.72
HEADLINE = 0.85
HEARSAY = 0.8


def confidence(item: Framed, *, named: bool) -> float:
    """How likely a draft of this make is a claim with these bounds; less where the cue has no subject of its own."""
    base = _BY_FRAME.get(item.frame, _OTHER)
    return round(base if named else base * _UNNAMED, 2)
