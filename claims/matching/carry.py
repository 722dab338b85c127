"""Where words stand that an editor changed: spans are carried from one text of an article to the next."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from claims.matching.overlap import SAME_CLAIM

LINE = re.compile(r"[^\n]*\n|[^\n]+")
WORD = re.compile(r"\w+|[^\w\s]")
MOST_WORDS = 20_000  # of a stretch that was written anew; a longer one is another text


class Kept(NamedTuple):
    """A stretch that both texts have: where it begins in the old one and in the new one, and its length."""

    old: int
    new: int
    length: int


def kept_stretches(old: str, new: str) -> list[Kept]:
    """Return what both texts have, in order: whole lines first, then the words of the lines that differ."""
    lines = SequenceMatcher(None, LINE.findall(old), LINE.findall(new))
    before, after = (_starts(LINE, text) for text in (old, new))
    found: list[Kept] = []
    for tag, i, i_end, j, j_end in lines.get_opcodes():
        a, b = before[i], after[j]
        if tag == "equal":
            found.append(Kept(a, b, before[i_end] - a))
        elif tag == "replace":
            found += [
                Kept(a + k.old, b + k.new, k.length) for k in _words(old[a : before[i_end]], new[b : after[j_end]])
            ]
    return found


def carry(old: str, new: str, spans: Sequence[Sequence[int]], kept: Sequence[Kept]) -> list[list[int]] | None:
    """Return where the words of `spans` stand in `new`, those in their place included; None where most are gone.

    Most: less than half of the letters of both (Dice), as for two readings of one claim.
    """
    carried: list[list[int]] = []
    same = 0
    for start, end in spans:
        (begin, stop), there = _carry(old, new, start, end, kept)
        begin = max(begin, carried[-1][1] if carried else 0)
        words = new[begin:stop]
        if words.strip():
            carried.append([begin + len(words) - len(words.lstrip()), stop - len(words) + len(words.rstrip())])
            same += there
    letters = sum(_letters(old[a:b]) for a, b in spans) + sum(_letters(new[a:b]) for a, b in carried)
    return carried if letters and 2 * same / letters >= SAME_CLAIM else None


def _carry(old: str, new: str, start: int, end: int, kept: Sequence[Kept]) -> tuple[tuple[int, int], int]:
    """Return one span in the new text, empty where all of it is gone, and how many of its letters are the same."""
    inside = [n for n, k in enumerate(kept) if k.old < end and k.old + k.length > start]
    if not inside:
        return (0, 0), 0
    pieces = [(max(start, kept[n].old), min(end, kept[n].old + kept[n].length), kept[n]) for n in inside]
    (first, _, head), (_, last, tail) = pieces[0], pieces[-1]
    begin, stop = head.new + first - head.old, tail.new + last - tail.old
    # Words at either end that others stand for now: the others belong to it, where they replace nothing else.
    left, _right = _gap(kept, inside[0] - 1, old, new)
    if old[start:first].strip() and not old[left[0] : start].strip():
        begin = left[1]
    _left, right = _gap(kept, inside[-1], old, new)
    if old[last:end].strip() and not old[end : right[0]].strip():
        stop = right[1]
    return (begin, stop), sum(_letters(old[a:b]) for a, b, _ in pieces)


def _gap(kept: Sequence[Kept], before: int, old: str, new: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the gap after that stretch begins and ends, each in the old and in the new text."""
    k = kept[before] if before >= 0 else Kept(0, 0, 0)
    begins = k.old + k.length, k.new + k.length
    if before + 1 < len(kept):
        return begins, (kept[before + 1].old, kept[before + 1].new)
    return begins, (len(old), len(new))


def _words(old: str, new: str) -> Iterator[Kept]:
    a, b = WORD.findall(old), WORD.findall(new)
    if max(len(a), len(b)) > MOST_WORDS:
        return
    before, after = (_starts(WORD, text) for text in (old, new))
    for i, j, length in SequenceMatcher(None, a, b).get_matching_blocks():
        for n in range(length):
            yield Kept(before[i + n], after[j + n], len(a[i + n]))


def _starts(token: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in token.finditer(text)] + [len(text)]


def _letters(text: str) -> int:
    return len("".join(text.split()))
