"""Where did the words go? Follows spans from one text of an article to the next."""

import re
from collections.abc import Sequence


def relocate(old: str, new: str, spans: Sequence[Sequence[int]]) -> list[list[int]] | None:
    """Return the spans in `new` that hold the same words as `spans` in `old`, None where any word is gone.

    Only white space may differ. Of several places the one that keeps the order of the spans and lies nearest to
    the old relative position is taken. Offsets are code points.
    """
    if old == new:
        return [list(span) for span in spans]
    found: list[list[int]] = []
    floor = 0
    for start, end in spans:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in old[start:end].split()))
        expected = start * len(new) / max(len(old), 1)
        places = [match.span() for match in pattern.finditer(new, floor)]
        if not places or not pattern.pattern:
            return None
        best = min(places, key=lambda place: abs(place[0] - expected))
        found.append(list(best))
        floor = best[1]
    return found
