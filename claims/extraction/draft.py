"""A claim in the making: what was found, before dates, places and the final record."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.types import Span


@dataclass(slots=True)
class Found:
    """One attribution with its spans; `speaker` and `antecedent` are words still to be resolved."""

    spans: tuple[Span, ...]
    kind: str
    cue_spans: tuple[Span, ...]
    speaker: str
    antecedent: str
    stated_region: tuple[Span, ...]
    hedged: bool
    denied: bool
    relays: list[str]
    confidence: float
    trace: list[str] = field(default_factory=list)
    shared: bool = False
