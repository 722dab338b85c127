"""Cuts a sentence into words the way the parser was trained on: elisions, inverted pronouns and marks apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.extraction.language import Language
from claims.extraction.types import Span

_LONGEST_WORD = 100
_LONGEST_KEPT = 40
_UNBROKEN = re.compile(r"\S+")


def split_words(text: str, sentence: Span, language: Language) -> list[Span]:
    """Spans of the words and marks of one sentence, in order, blanks left out."""
    found: list[Span] = []
    for match in _UNBROKEN.finditer(text, *sentence):
        signs, at = match.group(), match.start()
        cut = _known_cut if len(signs) <= _LONGEST_KEPT else _cut
        found += [(at + start, at + end) for start, end in cut(signs, language)]
    return found


def _cut(signs: str, language: Language) -> list[Span]:
    """The words and marks in what no blank parts."""
    clitics = _clitics(language)
    found: list[Span] = []
    for match in _pattern(language).finditer(signs):
        start, end = match.span()
        if match.lastgroup == "word" and "-" in match.group():
            inverted = clitics.search(signs, start, end)
            if inverted and inverted.start() > start:
                found += [(start, inverted.start()), (inverted.start(), end)]
                continue
        while end - start > _LONGEST_WORD:
            found.append((start, start + _LONGEST_WORD))
            start += _LONGEST_WORD
        found.append((start, end))
    return found


@lru_cache(maxsize=1 << 14)
def _known_cut(signs: str, language: Language) -> list[Span]:
    return _cut(signs, language)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    def either(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(language[name], key=len, reverse=True))

    return re.compile(
        rf"(?P<keep>(?:{either('tokens.keep')})\b(?!-))"
        rf"|(?P<elision>\b(?:{either('tokens.elisions')})')"
        rf"|(?P<number>\d+(?:[.,]\d+)*(?:(?:{either('tokens.ordinals')})\d*)?\b%?)"
        rf"|(?P<short>\b(?:{either('tokens.abbreviations')})\.(?!\.))"
        r"|(?P<initials>\b(?:[^\W\d_]\.)+(?=\s|-|$))"
        r"|(?P<word>\w+(?:[-']\w+)*)"
        r"|(?P<dots>\.{2,})"
        r"|(?P<sign>\S)",
        re.IGNORECASE,
    )


@cache
def _clitics(language: Language) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(language["tokens.clitics"], key=len, reverse=True))
    return re.compile(rf"(?:{words})$", re.IGNORECASE)
