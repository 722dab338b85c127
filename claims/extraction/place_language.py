"""Loads a language's `places.toml`: the words that say where, and the names that ship with the project."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.cue_lexicon import BadLanguageData
from claims.extraction.language import FOLDER
from claims.extraction.types import UnknownLanguage

TOWN = "town"
REGION = "region"
SEAT = "seat"
"""A house that stands for who sits there: a place only where one is, or goes to."""
STREET = "street"
ACTING = frozenset(("country", "continent"))
"""Kinds of places that also act, are addressed and own."""


_LEADS = ("in", "at", "at_the", "inside", "around", "of", "for", "with", "against", "joints", "direct_classes")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that ships with a language folder; latitude and longitude are WGS 84 degrees, None for a country."""

    names: tuple[str, ...]
    kind: str
    country: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class PlaceLanguage:
    """What `places.toml` says, ready for use."""

    code: str
    words: Mapping[str, frozenset[str]]
    """Word lists by name: prepositions and all others."""
    governments: frozenset[str]
    """Folded names of capitals that stand for their government."""
    home: tuple[str, ...]
    """Codes of the countries that an article which names none is likely to speak of."""
    capitals: Mapping[str, str]
    """Capitals that stand for another word, as written."""
    elided: re.Pattern[str]
    inner: frozenset[str]
    """Words in lower case that a name may go on with."""
    openers: frozenset[str]
    """Words in lower case that names may start with."""
    leads: frozenset[str]
    """Words and marks one of which stands before every name that is a place."""
    never: frozenset[str]
    """Folded names that are no places."""
    places: tuple[NamedPlace, ...]
    countries: Mapping[str, str]
    """Folded name of a country, or of a region of one, to the country's code; towns have too many namesakes."""
    demonyms: tuple[tuple[str, str], ...]
    """How words for inhabitants begin, and their country, the longest first."""
    kinds: Mapping[str, str]
    """Folded name to kind, for all names of `places`."""


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name without accents, case, hyphens and doubled blanks, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return " ".join(letters.replace("-", " ").replace("'", " ").replace("’", " ").split())


@cache
def load_places(code: str) -> PlaceLanguage:
    """The place words of a language; raises UnknownLanguage where it has none, BadLanguageData naming the entry."""
    path = FOLDER / code / "places.toml"
    if not code.isalpha() or not path.is_file():
        raise UnknownLanguage(code)
    with path.open("rb") as file:
        data = tomllib.load(file)
    words = {**data["prepositions"], **data["words"]}
    places = [NamedPlace(tuple(names), "country", iso, None, None) for iso, names in data["country"].items() if names]
    places += [_supplement(row) for row in data["supplement"]["places"]]
    elisions = "|".join(words["elisions"])
    return PlaceLanguage(
        code=code,
        words={name: frozenset(entries) for name, entries in words.items()},
        governments=frozenset(fold(name) for name in words["governments"]),
        home=tuple(data["home"]["countries"]),
        capitals=data["capitals"],
        elided=re.compile(rf"(?:{elisions})'", re.IGNORECASE),
        inner=frozenset(_inner(places)) | frozenset(words["name_joiners"]) | frozenset(words["particles"]),
        openers=frozenset(_openers(places)),
        leads=frozenset(word for name in _LEADS for word in words[name]) | {"(", "["},
        never=frozenset(fold(name) for name in words["never"]),
        places=tuple(places),
        countries={
            fold(name): place.country
            for place in places
            if place.country and place.kind != TOWN
            for name in place.names
        },
        demonyms=_demonyms(data["demonym"]),
        kinds={fold(name): place.kind for place in reversed(places) for name in place.names},
    )


def _demonyms(table: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(stem, country) for country, stems in table.items() for stem in stems]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _openers(places: Iterable[NamedPlace]) -> Iterable[str]:
    for place in places:
        for name in place.names:
            if name[0].islower():
                yield name.split()[0]


def _inner(places: Iterable[NamedPlace]) -> Iterable[str]:
    for place in places:
        for name in place.names:
            yield from (word for word in name.replace("'", "' ").split()[1:] if word[0].islower())


def _supplement(row: list[object]) -> NamedPlace:
    match row:
        case [list() as names, str() as kind, str() as country, float() as latitude, float() as longitude]:
            return NamedPlace(tuple(str(name) for name in names), kind, country, latitude, longitude)
    raise BadLanguageData(f"places.toml: supplement: {row!r}")
