"""The words of an article around its names, as the rules of places ask for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claims.extraction.place_language import PlaceLanguage, fold
from claims.extraction.place_names import Name, Token


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of an article and its names."""

    tokens: Sequence[Token]
    names: Sequence[Name]
    language: PlaceLanguage
    evident: frozenset[str] = frozenset()
    """Folded names that the article surely uses as places."""
    surnames: frozenset[str] = frozenset()
    """Folded last words of names of several words: alone they are persons rather than places."""

    given: Collection[str] = ()
    """First names of people: behind a verb they are rather somebody than a town."""

    def lower(self, at: int) -> str:
        """The word at a number in lower case, "" outside."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_in(self, at: int, *lists: str) -> bool:
        """Whether that word is in one of the word lists."""
        word, words = self.lower(at), self.language.words
        return any(word in words[name] for name in lists)

    def trusted(self, name: Name) -> bool:
        """Whether it is known for a place, or evidently one in this article."""
        return bool(name.kind) or fold(name.text) in self.evident or self.shaped(name)

    def shaped(self, name: Name) -> bool:
        """Whether the name is formed like that of a town."""
        lower, words = name.text.lower(), self.language.words
        middle = any(part in lower for part in words["town_middles"])
        return middle or (name.last == name.first + 1 and lower.startswith(tuple(words["town_starts"])))

    def somebody(self, name: Name) -> bool:
        """Whether a name of one word is rather a first name: one that the article does not surely use as a place."""
        return name.text in self.given and fold(name.text) not in self.evident

    def names_after(self, name: Name) -> Sequence[Name]:
        """The name behind that one, if any."""
        at = bisect_left(self.names, name.first, key=lambda each: each.first) + 1
        return self.names[at : at + 1]
