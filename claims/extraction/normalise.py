"""Writes typographic variants in one way without moving a single offset."""

from __future__ import annotations

_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200b": " ", "\ufeff": " ", "\u00ad": "-", "\t": " ",
        "\u2011": "-", "\u2010": "-", "―": "—", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
        "„": "“", "‟": "“", "‹": "«", "›": "»", "《": "«", "》": "»", "≪": "«", "≫": "»",
    }
)  # fmt: skip


def normalise(content: str) -> str:
    """The same number of code points, each in its plain form: straight apostrophes, ordinary spaces, « » “ ” and "."""
    return content.translate(_SAME)
