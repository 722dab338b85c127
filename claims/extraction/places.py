"""Named places that say where something is or happens; words and names are the language's `places.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction.normalise import normalise
from claims.extraction.place_language import PlaceLanguage, fold, load_places
from claims.extraction.place_names import KindOf, Name, find_names, tokenize
from claims.extraction.place_rules import Surroundings, place_rule, strong_rule
from claims.extraction.types import PlaceMention, Span

if TYPE_CHECKING:
    from claims.extraction.gazetteer import Gazetteer


class PlaceReader:
    """Reads the places of one article: made once for it, asked once for each claim."""

    def __init__(self, content: str, *, language: str, gazetteer: Gazetteer | None) -> None:
        self.language: PlaceLanguage = load_places(language)
        self.gazetteer = gazetteer
        self.content = content
        self._text = normalise(content)
        self._evident: frozenset[str] = frozenset()
        self._surnames: frozenset[str] = frozenset()
        whole = self._around(0, len(self._text))
        self._surnames = frozenset(self._last_words(whole))
        whole = replace(whole, surnames=self._surnames)
        self._evident = frozenset(
            fold(name.text) for number, name in enumerate(whole.names) if strong_rule(whole, number)
        )

    def find(self, spans: Sequence[Span], *, context: Iterable[str] = ()) -> list[PlaceMention]:
        """The places inside the spans, in text order, each name once; `context` are country codes that come first."""
        countries = tuple(context)
        found: dict[str, PlaceMention] = {}
        for start, end in sorted(spans):
            around = self._around(start, end)
            taken: list[int] = []
            for number, name in enumerate(around.names):
                if place_rule(around, number, taken):
                    taken.append(number)
                    mention = self._mention(around, name, countries)
                    found.setdefault(fold(mention.text), mention)
        return list(found.values())

    def _kind_of(self) -> KindOf:
        kinds, gazetteer = self.language.kinds, self.gazetteer
        if gazetteer is None:
            return lambda folded: kinds.get(folded, "")
        return lambda folded: kinds.get(folded) or gazetteer.kind_of(folded)

    def _around(self, start: int, end: int) -> Surroundings:
        tokens = tokenize(self._text, start, end, self.language)
        names = find_names(self._text, tokens, self._kind_of(), self.language)
        return Surroundings(tokens, names, self.language, self._evident, self._surnames)

    def _last_words(self, around: Surroundings) -> Iterable[str]:
        for name in around.names:
            if not name.kind and name.last - name.first > 1 and not around.is_in(name.first, "articles", "classes"):
                yield fold(around.tokens[name.last - 1].text)

    def _mention(self, around: Surroundings, name: Name, countries: tuple[str, ...]) -> PlaceMention:
        span = around.tokens[name.first].start, around.tokens[name.last - 1].end
        text = self.content[span[0] : span[1]]
        return PlaceMention(text, span, text, "", None, None, "")


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
