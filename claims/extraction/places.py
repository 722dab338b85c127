"""Named places that say where something is or happens; words and names are the language's `places.toml`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction.language import load_language
from claims.extraction.normalise import normalise
from claims.extraction.place_around import Surroundings
from claims.extraction.place_context import countries_of
from claims.extraction.place_language import STREET, PlaceLanguage, fold, load_places
from claims.extraction.place_names import KindOf, Name, find_names, tokenize
from claims.extraction.place_rules import LISTED, QUARTER, place_rule, strong_rule
from claims.extraction.types import PlaceMention, Span

if TYPE_CHECKING:
    from claims.extraction.gazetteer import Gazetteer


class PlaceReader:
    """The places of one article: read once, asked for each claim."""

    def __init__(self, content: str, *, language: str, gazetteer: Gazetteer | None) -> None:
        self._content = content
        self._gazetteer = gazetteer
        around = _surroundings(normalise(content), load_places(language), gazetteer)
        self._tokens = around.tokens
        self._named: list[Name] = []
        self._quarters: set[int] = set()
        taken: list[int] = []
        for number, name in enumerate(around.names):
            rule = place_rule(around, number, taken)
            if rule == QUARTER or (rule == LISTED and around.names[taken[-1]].first in self._quarters):
                self._quarters.add(name.first)
            if rule:
                taken.append(number)
                self._named.append(name)
        self._starts = [around.tokens[name.first].start for name in self._named]

        self._countries = countries_of(around.tokens, around.names, around.language) if gazetteer else ()

    def find(self, spans: Sequence[Span], *, context: Sequence[str] = ()) -> list[PlaceMention]:
        """The places inside the spans, in text order, each name once.

        Of places with one name, those in `context` (country codes) come first, then those in the article's countries.
        """
        found: dict[str, PlaceMention] = {}
        for start, end in sorted(spans):
            for name in self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
                if self._tokens[name.last - 1].end <= end:
                    found.setdefault(fold(name.text), self._mention(name, (*context, *self._countries)))
        return list(found.values())

    def _mention(self, name: Name, context: Sequence[str]) -> PlaceMention:
        span = self._tokens[name.first].start, self._tokens[name.last - 1].end
        text = self._content[span[0] : span[1]]
        known = self._gazetteer and name.kind != STREET and name.first not in self._quarters
        place = self._gazetteer.resolve(text, context) if self._gazetteer and known else None
        if place is None:
            return PlaceMention(text, span, text, "", None, None, "")
        return PlaceMention(text, span, place.name, place.country, place.latitude, place.longitude, place.id)


def _surroundings(text: str, language: PlaceLanguage, gazetteer: Gazetteer | None) -> Surroundings:
    """The article's words and names, with those that it surely uses as places and those that are persons'."""
    tokens = tokenize(text, 0, len(text), language)
    names = find_names(text, tokens, _kinds(language, gazetteer), language)
    around = Surroundings(tokens, names, language)
    around = replace(around, surnames=frozenset(_last_words(around)))
    evident = (fold(name.text) for number, name in enumerate(names) if strong_rule(around, number))
    given = load_language(language.code).given_names
    return replace(around, evident=frozenset(evident), given=given)


def _kinds(language: PlaceLanguage, gazetteer: Gazetteer | None) -> KindOf:
    kinds = language.kinds
    if gazetteer is None:
        return lambda folded: kinds.get(folded, "")
    return lambda folded: kinds.get(folded) or gazetteer.kind_of(folded)


def _last_words(around: Surroundings) -> Iterable[str]:
    for name in around.names:
        if not name.kind and name.last - name.first > 1 and not around.is_in(name.first, "articles", "classes"):
            yield fold(around.tokens[name.last - 1].text)


def find_places(
    content: str,
    spans: Sequence[Span],
    *,
    language: str,
    gazetteer: Gazetteer | None,
    context: Sequence[str] = (),
) -> list[PlaceMention]:
    """The named places inside the spans that say where, as written; see PlaceReader, which serves a whole article.

    Without a gazetteer, or where it knows no such place, a mention has no country, coordinates or id.
    Raises UnknownLanguage where the language has no place words.
    """
    return PlaceReader(content, language=language, gazetteer=gazetteer).find(spans, context=context)
