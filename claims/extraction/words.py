"""Cuts a sentence into words the way the parser was trained on: elisions, inverted pronouns and marks apart."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.extraction.language import Language
from claims.extraction.types import Span

_LONGEST_WORD = 100


@lru_cache(maxsize=8)
def _pattern(
    code: str, keep: frozenset[str], elisions: frozenset[str], abbreviations: frozenset[str], ordinals: frozenset[str]
) -> re.Pattern[str]:
    def either(words: frozenset[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    return re.compile(
        rf"(?P<keep>(?:{either(keep)})\b(?!-))"
        rf"|(?P<elision>\b(?:{either(elisions)})')"
        rf"|(?P<number>\d+(?:[.,]\d+)*(?:(?:{either(ordinals)})\d*)?\b%?)"
        rf"|(?P<short>\b(?:{either(abbreviations)})\.(?!\.))"
        r"|(?P<initials>\b(?:[^\W\d_]\.)+(?=\s|-|$))"
        r"|(?P<word>\w+(?:[-']\w+)*)"
        r"|(?P<dots>\.{2,})"
        r"|(?P<sign>\S)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _clitics(code: str, clitics: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(clitics, key=len, reverse=True))
    return re.compile(rf"(?:{words})$", re.IGNORECASE)


def split_words(text: str, sentence: Span, language: Language) -> list[Span]:
    """Spans of the words and marks of one sentence, in order, blanks left out."""
    pattern = _pattern(
        language.code,
        language["tokens.keep"],
        language["tokens.elisions"],
        language["tokens.abbreviations"],
        language["tokens.ordinals"],
    )
    clitics = _clitics(language.code, language["tokens.clitics"])
    found: list[Span] = []
    for match in pattern.finditer(text, *sentence):
        start, end = match.span()
        if match.lastgroup == "word" and "-" in match.group():
            inverted = clitics.search(text, start, end)
            if inverted and inverted.start() > start:
                found += [(start, inverted.start()), (inverted.start(), end)]
                continue
        while end - start > _LONGEST_WORD:
            found.append((start, start + _LONGEST_WORD))
            start += _LONGEST_WORD
        found.append((start, end))
    return found
