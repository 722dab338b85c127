"""Which new claim is which old one, by the characters they share."""

from collections.abc import Sequence

Span = tuple[int, int]
Spans = Sequence[Sequence[int]]

# A quotation that grew by a sentence still shares more than half of its characters; two neighbours share none.
SAME_CLAIM = 0.5


def shared_characters(a: Spans, b: Spans) -> int:
    """Return how many code points two sets of spans have in common."""
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in a for s2, e2 in b)


def dice(a: Spans, b: Spans) -> float:
    """Return the Dice overlap of two sets of spans, 0.0 to 1.0."""
    total = sum(e - s for s, e in a) + sum(e - s for s, e in b)
    return 2 * shared_characters(a, b) / total if total else 0.0


def shared_part(a: Spans, b: Spans) -> float:
    """Return how much of the shorter of two sets of spans lies in the other, 0.0 to 1.0."""
    shorter = min(sum(e - s for s, e in a), sum(e - s for s, e in b))
    return shared_characters(a, b) / shorter if shorter else 0.0


def pair_by_overlap(
    old: Sequence[tuple[Spans, Spans]], new: Sequence[tuple[Spans, Spans]], *, minimum: float = SAME_CLAIM
) -> list[tuple[int, int]]:
    """Return pairs (index in old, index in new), one to one, best overlap first.

    Each item is (spans of the allegation, spans of the cue); among equal overlaps the same cue decides,
    so that two claims made of the same words by two cues keep their ids.
    """
    order = sorted(range(len(new)), key=lambda j: min(s for s, _ in new[j][0]))
    scored: list[tuple[float, float, int, int]] = []
    for i, (spans, cue) in enumerate(old):
        first, last = min(s for s, _ in spans), max(e for _, e in spans)
        for j in order:
            other, other_cue = new[j]
            if min(s for s, _ in other) >= last:
                break
            if max(e for _, e in other) <= first:
                continue
            score = dice(spans, other)
            if score >= minimum:
                scored.append((score, dice(cue, other_cue), -i, -j))
    pairs: list[tuple[int, int]] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _score, _cue, i, j in sorted(scored, reverse=True):
        if -i not in taken_old and -j not in taken_new:
            taken_old.add(-i)
            taken_new.add(-j)
            pairs.append((-i, -j))
    return pairs
