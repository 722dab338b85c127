"""Spellings of one name from another script meet under one key: its consonants, in alphabetical order."""

from __future__ import annotations

import re

# Spellings of one sound in the usual transliterations of Arabic, Russian and Ukrainian; applied in this order.
_SPELLINGS = (
    *(("sch", "s"), ("tch", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s")),
    *(("ph", "f"), ("dj", "j"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("x", "ks")),
)
# Arabic articles, as they are written before each consonant: left out by many.
_ARTICLE = re.compile(r"\b(?:al|el|as|es|ash|esh|ech|ach|ad|ed|ar|er|at|et|az|ez|an|en|ul) ")
_SILENT = re.compile(r"[^a-z]|[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")


def sound(folded: str) -> str:
    """The key of a folded name; "" where it has no consonant of the Latin script."""
    plain = _ARTICLE.sub("", folded)
    for spelt, heard in _SPELLINGS:
        plain = plain.replace(spelt, heard)
    return "".join(sorted(_SILENT.sub("", _DOUBLE.sub(r"\1", plain))))
