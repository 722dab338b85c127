"""A gazetteer as one read-only SQLite file: opened in milliseconds, read page by page, shared by many processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote

from claims.extraction.place_language import TOWN, fold
from claims.extraction.place_sounds import sound

LAYOUT = 1
"""Version of the tables: a file of another one is not opened."""

_LARGE = 100_000
_DOMINANT = 3
"""A town far from the article's countries must be so many times larger than the next of its name."""
_FAMOUS = 30
"""A town so many times larger than its namesake in the article's countries is the one meant."""
_METROPOLIS = 2_000_000
_ALIKE = 0.78
_KNOWN_ABROAD = 300_000
"""Smaller towns are not expected under the name that another language gives them, far from the article's countries."""
# Countries whose names reach French and English in several spellings, from another script.
_TRANSLITERATED = frozenset(
    (
        *(
            "AE",
            "AF",
            "AM",
            "AZ",
            "BH",
            "BY",
            "DZ",
            "EG",
            "GE",
            "IL",
            "IQ",
            "IR",
            "JO",
            "KG",
            "KW",
            "KZ",
            "LB",
            "LY",
            "MA",
        ),
        *("MD", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SY", "TD", "TJ", "TM", "TN", "UA", "UZ", "YE"),
    )
)
_COLUMNS = "place.id, place.name, place.kind, place.country, place.latitude, place.longitude, place.population"
_COUNTRY, _POPULATION = 3, 6


class BadGazetteer(ValueError):
    """A file that is no gazetteer of this layout; build it again."""


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """An entry: WGS 84 degrees, ISO 3166-1 country or "" where none or several."""

    id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int


class Gazetteer:
    """Looks places up by name. Raises FileNotFoundError or BadGazetteer when opened on what is none."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise FileNotFoundError(path)
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            (layout,) = self._connection.execute("SELECT value FROM about WHERE name = 'layout'").fetchone()
        except (sqlite3.DatabaseError, TypeError) as error:
            raise BadGazetteer(str(path)) from error
        if layout != LAYOUT:
            raise BadGazetteer(f"{path}: layout {layout}, not {LAYOUT}")
        self._named = lru_cache(maxsize=1 << 12)(self._by_name)
        self._similar = lru_cache(maxsize=1 << 12)(self._alike)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def kind_of(self, folded: str) -> str:
        """The kind of a name (see `fold`) that is sure to be a place's, "" for any other."""
        return self._notable.get(folded, "")

    @cached_property
    def _notable(self) -> dict[str, str]:
        """Kept in memory: every capitalised word of every article is looked up here."""
        return dict(self._connection.execute("SELECT folded, kind FROM notable"))

    def resolve(self, name: str, countries: Sequence[str] = ()) -> GazetteerPlace | None:
        """The place meant, given the article's countries, the likeliest first; None rather than a guess.

        A town comes back under the name asked for, which is that of the article's language.
        """
        found = self._named(fold(name))
        known = [place for place in found if place.kind != TOWN]
        towns = [place for place in found if place.kind == TOWN]
        near = [place for place in towns if place.country in countries]
        if known and (not near or known[0].country in ("", *countries)):
            return known[0]
        if not towns:
            return self._similar(name, tuple(countries))
        own = [place for place in towns if fold(place.name) == fold(name)]
        town = _nearest(near, own, towns, countries) if near else _far(own, _LARGE) or _far(towns, _KNOWN_ABROAD)
        return town and replace(town, name=name)

    def named(self, name: str) -> tuple[GazetteerPlace, ...]:
        """All of that name, in any spelling known: countries and regions first, then by population."""
        return self._named(fold(name))

    def search(self, words: str, limit: int = 8) -> list[tuple[GazetteerPlace, str]]:
        """Places with a name that begins so, each with that name folded: whole names first, then the largest."""
        folded = fold(words)
        query = (
            f"SELECT {_COLUMNS}, min(folded) FROM name JOIN place ON place.number = name.place "  # noqa: S608
            "WHERE folded >= ? AND folded < ? GROUP BY place.number "
            "ORDER BY min(folded) <> ?, place.kind = 'town', place.population DESC LIMIT ?"
        )
        rows = self._connection.execute(query, (folded, f"{folded}\U0010ffff", folded, limit)).fetchall()
        return [(GazetteerPlace(*row[:-1]), row[-1]) for row in rows] if folded else []

    def _by_name(self, folded: str) -> tuple[GazetteerPlace, ...]:
        """All of that name: countries and regions first, then by population."""
        query = f"SELECT {_COLUMNS} FROM name JOIN place ON place.number = name.place WHERE folded = ?"  # noqa: S608
        found = [GazetteerPlace(*row) for row in self._connection.execute(query, (folded,))]
        return tuple(sorted(found, key=lambda place: (place.kind == TOWN, place.kind != "country", -place.population)))

    def _alike(self, name: str, countries: Sequence[str]) -> GazetteerPlace | None:
        """A town of the article's countries whose name is spelt much like this one."""
        folded = fold(name)
        query = (
            f"SELECT {_COLUMNS}, sound.folded FROM sound JOIN place ON place.number = sound.place "  # noqa: S608
            "WHERE sound.key = ?"
        )
        best: tuple[float, int, GazetteerPlace] | None = None
        near = _TRANSLITERATED.intersection(countries)
        for *row, spelt in self._connection.execute(query, (sound(folded),)) if near else ():
            if row[_COUNTRY] not in near:
                continue
            ratio = SequenceMatcher(None, folded, spelt).ratio()
            if ratio >= _ALIKE and (best is None or (ratio, row[_POPULATION]) > best[:2]):
                best = (ratio, row[_POPULATION], GazetteerPlace(*row))
        return best[2] if best else None


def _nearest(
    near: Sequence[GazetteerPlace],
    own: Sequence[GazetteerPlace],
    towns: Sequence[GazetteerPlace],
    countries: Sequence[str],
) -> GazetteerPlace:
    """The town of the likeliest country, unless one elsewhere is very much larger: of that name, or a metropolis."""
    best = min(near, key=lambda place: (countries.index(place.country), place not in own, -place.population))
    rivals = [*own, *(place for place in towns if place.population >= _METROPOLIS)]
    largest = max(rivals, key=lambda place: place.population, default=best)
    famous = largest.population >= _LARGE and largest.population > _FAMOUS * max(best.population, 1000)
    return largest if famous else best


def _far(towns: Sequence[GazetteerPlace], least: int) -> GazetteerPlace | None:
    """The one large town of the name, clearly larger than its namesakes."""
    first, *others = (*sorted(towns, key=lambda place: -place.population), None)
    if first is None or first.population < least:
        return None
    clear = others[0] is None or first.population >= _DOMINANT * others[0].population
    return first if clear else None


@cache
def open_gazetteer(path: Path) -> Gazetteer | None:
    """The gazetteer of that file, opened once; None where there is no such file."""
    return Gazetteer(path) if path.is_file() else None


def write_gazetteer(
    path: Path, places: Iterable[tuple[GazetteerPlace, Sequence[str]]], notable: Iterable[tuple[str, str]]
) -> int:
    """Writes the file from entries with all their names, and the folded names sure to be places, with their kind.

    Returns the number of entries. The file appears at once and complete, or not at all.
    """
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript(_TABLES)
        count = _fill(connection, places)
        connection.executemany("INSERT OR IGNORE INTO notable VALUES (?, ?)", notable)
        connection.execute("INSERT INTO about VALUES ('layout', ?)", (LAYOUT,))
        connection.commit()
    finally:
        connection.close()
    unfinished.replace(path)
    return count


_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE about (name TEXT PRIMARY KEY, value);
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (folded TEXT, place INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, place INTEGER, folded TEXT, PRIMARY KEY (key, place, folded)) WITHOUT ROWID;
CREATE TABLE notable (folded TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
"""


def _fill(connection: sqlite3.Connection, places: Iterable[tuple[GazetteerPlace, Sequence[str]]]) -> int:
    number = 0
    for number, (place, names) in enumerate(places, start=1):
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                place.id,
                place.name,
                place.kind,
                place.country,
                place.latitude,
                place.longitude,
                place.population,
            ),
        )
        folded = {fold(name) for name in (place.name, *names)} - {""}
        connection.executemany("INSERT INTO name VALUES (?, ?)", [(name, number) for name in folded])
        if place.kind == TOWN:
            rows = [(sound(name), number, name) for name in folded]
            connection.executemany("INSERT INTO sound VALUES (?, ?, ?)", [row for row in rows if len(row[0]) > 1])
    return number
