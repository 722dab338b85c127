"""Whether a date stands between marks that part it from a cue: in quotation marks, brackets or dashes."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.types import Span

_PAIRS = {"»": "«", "”": "“", ")": "("}
_DASHES = (" — ", " – ")
_STOPS = (". ", "! ", "? ", "\n")


def enclosed(content: str, span: Span, cue: Sequence[Span]) -> bool:
    """Whether every span of the cue lies outside the marks that hold the date."""
    return bool(cue) and all(_parted(content, span, each) for each in cue)


def _parted(content: str, span: Span, cue: Span) -> bool:
    if span[1] <= cue[0]:
        between = content[span[1] : cue[0]]
        return _closes(between, _PAIRS) or _dashed(content, span[0], between)
    if cue[1] <= span[0]:
        mirrored = {opening: closing for closing, opening in _PAIRS.items()}
        return _closes(content[cue[1] : span[0]][::-1], mirrored)
    return False


def _closes(between: str, pairs: dict[str, str]) -> bool:
    """Whether a mark ends in these words that did not begin in them."""
    depth = dict.fromkeys(pairs, 0)
    openings = {opening: closing for closing, opening in pairs.items()}
    for sign in between:
        if sign in openings:
            depth[openings[sign]] += 1
        elif sign in depth:
            depth[sign] -= 1
            if depth[sign] < 0:
                return True
    return False


def _dashed(content: str, start: int, between: str) -> bool:
    """Whether one dash closes behind the date what another opened before it in the sentence."""
    if sum(between.count(dash) for dash in _DASHES) != 1:
        return False
    opening = max(content.rfind(stop, 0, start) for stop in _STOPS) + 1
    return sum(content.count(dash, opening, start) for dash in _DASHES) == 1
