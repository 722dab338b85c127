"""The line under a quotation that names who said it ("— Odile Granet, maire de Sorval")."""

from __future__ import annotations

import re

_FULL = r"[^\W\d_a-zà-ÿ][\w'’.-]*(?:\s+[\w'’.-]+){0,2}\s+[^\W\d_a-zà-ÿ][\w'’-]+"
_FIRST = r"[^\W\d_a-zà-ÿ][\w'’-]+(?=,\s)"
_NAME = rf"(?:{_FULL}|{_FIRST})"
_REST = r"(?:,\s[^\n.:;!?«»“”()—–]{3,90})?"
_HOUSE = r"[^\W\d_a-zà-ÿ][\w'’-]*(?:[ ][\w'’-]+){1,9}"
_END = r"\s*(?=\n|\Z)"
_LINE = re.compile(
    rf"\.?\s*(?:[—–]\s*|-\s+)({_NAME}{_REST}){_END}|\s*\n\s*[—–]\s*({_HOUSE}){_END}|\.?\s*\(({_NAME}{_REST})\){_END}"
)


def signature(text: str, end: int) -> str:
    """The words that sign a quotation ending at `end` (code points), "" where none do."""
    found = _LINE.match(text, end, min(len(text), end + 200))
    return (found[1] or found[2] or found[3]) if found else ""
