"""How far a draft can be trusted, from the rules that made it."""

from __future__ import annotations

from claims.extraction.framed import Framed

_BY_FRAME = {
    "clause": 0.93, "incise": 0.92, "according": 0.92, "quoted": 0.85, "reader": 0.9,
    "infinitive": 0.8, "headline": 0.8,
    "accuse": 0.75, "attribute": 0.7, "qualify": 0.7, "against": 0.75, "to_do": 0.6, "object": 0.6,
}  # fmt: skip
FLOATING = 0.55
HEADLINE = 0.8
HEARSAY = 0.7


def confidence(item: Framed, named: bool) -> float:
    """The share of drafts of this make that were right when last measured."""
    base = _BY_FRAME.get(item.frame, 0.6)
    return round(base if named else base * 0.85, 2)
