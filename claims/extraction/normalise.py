"""Writes typographic variants in one way without moving a single offset."""

from __future__ import annotations

_TWINS = {
    "'": "’‘ʼ´`′",
    " ": "\u00a0\u202f\u2009\u2007\u200b\ufeff\t",
    "-": "\u00ad\u2010\u2011",
    "—": "―",
    "\n": "\r\u2028\u2029\x0b\x0c\x85",
    "“": "„‟",
    "«": "‹《≪",
    "»": "›》≫",
}
_PLAIN = {twin: plain for plain, twins in _TWINS.items() for twin in twins}


def normalise(content: str) -> str:
    """The same number of code points, each in its plain form: straight apostrophes, ordinary spaces, « » “ ” and "."""
    for twin, plain in _PLAIN.items():
        if twin in content:
            content = content.replace(twin, plain)
    return content
