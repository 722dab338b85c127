"""What a gazetteer is built from: towns with their names, countries, and places that ship with the languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import cos, hypot, radians

from claims.extraction.gazetteer import GazetteerPlace
from claims.extraction.place_language import TOWN, NamedPlace, fold

Entry = tuple[GazetteerPlace, Sequence[str]]

_NOTABLE = 100_000
_NOTABLE_NEARBY = 20_000
_LATIN = 0x250
_SAME_TOWN_KM = 8.0
_SAME_NAME = 0.6
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the list that the gazetteer takes over."""

    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    other_names: tuple[str, ...]


def entries(
    towns: Sequence[Town], country_names: Mapping[str, Sequence[str]], shipped: Sequence[NamedPlace]
) -> Iterator[Entry]:
    """Every entry with all its names; a shipped town that the list has under another spelling adds its names to it."""
    extra: dict[str, list[str]] = {}
    by_country: dict[str, list[Town]] = {}
    for town in towns:
        by_country.setdefault(town.country, []).append(town)
    for place in shipped:
        if place.latitude is None or place.longitude is None:
            continue
        same = same_town(place, by_country.get(place.country, ()))
        if same:
            extra.setdefault(same.id, []).extend(place.names)
        else:
            yield _entry(place), place.names
    for country, names in country_names.items():
        if by_country.get(country):
            yield _country(country, names[0], by_country[country]), names
    for town in towns:
        place_entry = GazetteerPlace(
            town.id, town.name, TOWN, town.country, town.latitude, town.longitude, town.population
        )
        yield place_entry, (*latin(town.other_names), *extra.get(town.id, ()))


def same_town(place: NamedPlace, towns: Iterable[Town]) -> Town | None:
    """The town of the list that a shipped one is: near by and of a like name."""
    if place.kind != TOWN or place.latitude is None or place.longitude is None:
        return None
    for town in towns:
        if (
            abs(town.latitude - place.latitude) < 0.1
            and _kilometres(place.latitude, place.longitude, town) < _SAME_TOWN_KM
        ):
            names = [fold(name) for name in (town.name, *latin(town.other_names))]
            if any(
                SequenceMatcher(None, fold(own), name).ratio() >= _SAME_NAME for own in place.names for name in names
            ):
                return town
    return None


def _kilometres(latitude: float, longitude: float, town: Town) -> float:
    east = (town.longitude - longitude) * cos(radians(latitude))
    return _KM_PER_DEGREE * hypot(town.latitude - latitude, east)


def _entry(place: NamedPlace) -> GazetteerPlace:
    latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
    slug = fold(place.names[0]).replace(" ", "-")
    return GazetteerPlace(f"claimtrack:{slug}", place.names[0], place.kind, place.country, latitude, longitude, 0)


def _country(code: str, name: str, towns: Sequence[Town]) -> GazetteerPlace:
    """A country stands in the middle of its people."""
    weights = [max(town.population, 1) for town in towns]
    total = sum(weights)
    latitude = sum(town.latitude * weight for town, weight in zip(towns, weights, strict=True)) / total
    longitude = sum(town.longitude * weight for town, weight in zip(towns, weights, strict=True)) / total
    return GazetteerPlace(f"country:{code}", name, "country", code, round(latitude, 3), round(longitude, 3), total)


def latin(names: Iterable[str]) -> list[str]:
    """The names in Latin letters, less codes such as those of airports."""
    return [name for name in names if len(name) > 2 and not _is_code(name) and _is_latin(name)]


def _is_code(name: str) -> bool:
    return len(name) <= 4 and name.isupper()


def _is_latin(name: str) -> bool:
    return all(ord(sign) < _LATIN for sign in name if sign.isalpha())


def notable(towns: Iterable[Town], nearby: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Folded names sure to be towns: large ones under every name, those of nearby countries under their own."""
    for town in towns:
        if town.population >= _NOTABLE:
            yield from ((fold(name), TOWN) for name in (town.name, *latin(town.other_names)) if len(name) > 3)
        elif town.population >= _NOTABLE_NEARBY and town.country in nearby and len(town.name) > 3:
            yield fold(town.name), TOWN
