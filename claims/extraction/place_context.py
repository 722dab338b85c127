"""Which countries an article is about: they decide between places of one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from claims.extraction.place_language import PlaceLanguage, fold, load_places
from claims.extraction.place_names import Name, Token

_ENDING = 3
"""Letters that may follow the stem of a demonym."""
_OPENING = 2
"""Letters by which the stems are found: the shortest that one can have."""
_SHORT = 3
"""Letters of words that are not counted."""


def countries_of(tokens: Iterable[Token], names: Iterable[Name], language: PlaceLanguage) -> tuple[str, ...]:
    """Codes of the countries named, or whose people or regions are, the most often named first; else those at home."""
    counts: Counter[str] = Counter()
    for name in names:
        country = language.countries.get(fold(name.text))
        if country:
            counts[country] += 2
    for word, often in Counter(token.lower for token in tokens).items():
        country = country_of_demonym(word, language.code) if len(word) > _SHORT else ""
        if country:
            counts[country] += often
    return tuple(country for country, _ in counts.most_common()) or language.home


@lru_cache(maxsize=1 << 14)
def country_of_demonym(word: str, code: str) -> str:
    """The country whose people the word names, "" where none."""
    for stem, country in _stems(code).get(word[:_OPENING], ()):
        if word.startswith(stem) and len(word) <= len(stem) + _ENDING:
            return country
    return ""


@cache
def _stems(code: str) -> dict[str, list[tuple[str, str]]]:
    """The stems of demonyms with their countries, the longest first, by their first letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for stem, country in load_places(code).demonyms:
        found.setdefault(stem[:_OPENING], []).append((stem, country))
    return found
