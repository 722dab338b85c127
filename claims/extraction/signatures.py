"""The line under a quotation that names who said it ("— Odile Granet, maire de Sorval")."""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-zà-ÿ][\w'’.-]*(?:\s+[\w'’.-]+){0,2}\s+[^\W\d_a-zà-ÿ][\w'’-]+"
_REST = r"(?:,\s[^\n.:;!?«»“”()—–]{3,90})?"
_LINE = re.compile(rf"\.?\s*(?:[—–]\s*|-\s+)({_NAME}{_REST})\s*(?=\n|\Z)|\.?\s*\(({_NAME}{_REST})\)\s*(?=\n|\Z)")


def signature(text: str, end: int) -> str:
    """The words that sign a quotation ending at `end` (code points), "" where none do."""
    found = _LINE.match(text, end, min(len(text), end + 200))
    return (found[1] or found[2]) if found else ""
