"""Finds quotation marks before anything is parsed: nested, mistyped, unclosed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.types import Span

_FAR = 3000
_DEEP = 8
_DIALOGUE = re.compile(r"[—]\s+(?=[^\W\d_])")
_SECONDS = ('"', "''", "”")
_MEASURES = re.compile(r"\d['’′]\d\d?$")
OPENING_MARKS = ("«", "“", '"')
CLOSING_MARKS = ("»", "”", '"')
_MARK = re.compile(r"<<|>>|''|[«»“”\"]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """An outermost quotation: `outer` with its marks, `inner` without; `closed`: the paragraph did not end first."""

    outer: Span
    inner: Span
    closed: bool


def find_quotations(text: str, paragraph: Span) -> list[Quotation]:
    """The outermost quotations of one paragraph, in order, never overlapping."""
    dialogue = _DIALOGUE.match(text, *paragraph)
    if dialogue and not _MARK.search(text, *paragraph):
        return [Quotation(paragraph, (dialogue.end(), paragraph[1]), False)]
    found: list[Quotation] = []
    opened: list[tuple[int, int, str]] = []
    for mark in _MARK.finditer(text, *paragraph):
        if mark.group() in _SECONDS and _MEASURES.search(text, max(mark.start() - 6, 0), mark.start()):
            continue  # 3'32"89
        sign = {"<<": "«", ">>": "»", "''": '"'}.get(mark.group(), mark.group())
        if _opens(text, mark, sign, opened):
            if opened and sign == "«" and opened[-1][2] == "«" and not _inner_quote(text, mark.end(), paragraph[1]):
                continue
            if len(opened) < _DEEP:
                opened.append((mark.start(), mark.end(), sign))
        elif opened and sign == "»" and _mistyped(text, mark, paragraph[1]):
            if _closes_twice(text, mark.end(), paragraph[1]):
                opened.append((mark.start(), mark.end(), "«"))
        elif opened:
            start = _close(opened, sign)
            if start is not None and not opened:
                found.append(Quotation((start[0], mark.end()), (start[1], mark.start()), True))
    if opened:
        found.append(Quotation((opened[0][0], paragraph[1]), (opened[0][1], paragraph[1]), False))
    return found


def _opens(text: str, mark: re.Match[str], sign: str, opened: list[tuple[int, int, str]]) -> bool:
    before = text[mark.start() - 1 : mark.start()] or "\n"
    after = text[mark.end() : mark.end() + 1] or "\n"
    if sign in "«“":
        return True
    if sign == "”":
        return not opened and (before.isspace() or before in "('") and not after.isspace()
    if sign == "»":
        return not opened and not after.isspace() and after not in ".,;:!?)" and (before.isspace() or before == "'")
    if any(entry[2] in '"“”' for entry in opened):
        return False
    return (not after.isspace() and after not in ".,;:!?)") or not opened


def _close(opened: list[tuple[int, int, str]], sign: str) -> tuple[int, int, str] | None:
    """Pops the quotation that this mark closes, with whatever was left open inside it."""
    pairs = {"»": "«»", "”": '“”"', '"': '"”“'}[sign]
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][2] in pairs:
            entry = opened[depth]
            del opened[depth:]
            return entry
    if sign == "»" and len(opened) == 1:
        return opened.pop()
    return None


def _inner_quote(text: str, start: int, end: int) -> bool:
    """Whether a second « before any » is a quotation inside: its own » and then another one must follow."""
    end = min(end, start + _FAR)
    first = text.find("»", start, end)
    if first < 0:
        return False
    second = text.find("»", first + 1, end)
    opening = text.find("«", start, first)
    following = text.find("«", first, second if second >= 0 else end)
    return opening < 0 and second >= 0 and following < 0


def _mistyped(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a » glued to the next word stands for an opening mark: another » closes it first."""
    if not text[mark.start() - 1].isspace() or not text[mark.end() : mark.end() + 1].isalnum():
        return False
    end = min(end, mark.end() + _FAR)
    closing = text.find("»", mark.end(), end)
    opening = text.find("«", mark.end(), end)
    return closing >= 0 and (opening < 0 or closing < opening)


def _closes_twice(text: str, start: int, end: int) -> bool:
    """Whether two » follow before the next «: one for the mistyped mark, one for the quotation around it."""
    end = min(end, start + _FAR)
    first = text.find("»", start, end)
    second = text.find("»", first + 1, end)
    opening = text.find("«", start, end)
    return second >= 0 and (opening < 0 or second < opening)
