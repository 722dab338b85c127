"""Where sentences start, by rule; the parser is told, never asked."""

from __future__ import annotations

import re
from itertools import pairwise

from claims.extraction.language import Language
from claims.extraction.types import Span

_END = re.compile(r"(?:[.!?…]+|\.\.\.)[\])»\"”*]*(?:\s*[»\"”])?(?:\s*\[\d+\])?(?=\s|[«“\"—]|$)|[;](?=\s)")
_NEXT = re.compile(r"[\s*]*([«“\"(\[—–-]\s*)*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
LONGEST = 4000
_DATELINE = re.compile(
    r"(?:[^\W\d_a-zà-ÿ][^\Wa-zà-ÿ]*[\s,/-]*){1,4}(?:\([^)\n]{2,30}\)\s*)?(?:,[^.\n]{3,25})?\s*[–—-]\s+(?=\S)"
    r"|[^\n–—]{0,30}\b(?:19|20)\d\d\.?\s*[–—-]\s*(?=\S)"
)


def split_sentences(text: str, paragraph: Span, language: Language) -> list[Span]:
    """Sentences of a paragraph, covering it from its first character to its last; none longer than LONGEST."""
    start, end = paragraph
    cuts = [start]
    dateline = _DATELINE.match(text, start, min(end, start + 80))
    if dateline and dateline.end() < end:
        cuts.append(dateline.end())
    for match in _END.finditer(text, start, end):
        after = _NEXT.match(text, match.end(), end)
        following = after.end() if after else match.end()
        if match.start() < cuts[-1]:
            continue
        if following >= end:
            break
        if _ends_here(text, match, following, language):
            cuts.append(_skip_blanks(text, match.end(), end))
    return _cap(text, [*cuts, end])


def _ends_here(text: str, match: re.Match[str], following: int, language: Language) -> bool:
    sign = match.group()
    if sign[0] == ";":
        return True
    nxt = text[following]
    if not (nxt.isupper() or nxt.isdigit() or nxt in "['"):
        return False
    if sign[0] == "." and len(sign) == 1:
        last = _LAST_WORD.search(text, max(match.start() - 25, 0), match.start())
        if last and (
            len(last.group()) == 1 or "." in last.group() or last.group().lower() in language["tokens.abbreviations"]
        ):
            if text[last.start() - 1 : last.start()] == "°":
                return True  # "40 °C. La nuit …"
            return len(last.group()) == 1 and last.group().islower() and last.group() not in "mpv"
    return True


def _skip_blanks(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _cap(text: str, cuts: list[int]) -> list[Span]:
    found: list[Span] = []
    for start, end in pairwise(cuts):
        at = start
        while end - at > LONGEST:
            blank = text.rfind(" ", at + 1, at + LONGEST)
            middle = blank + 1 if blank > at else at + LONGEST
            found.append((at, middle))
            at = middle
        if end > at:
            found.append((at, end))
    return found
