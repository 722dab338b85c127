"""The gazetteer: the right place of a name or none, from one small file built here."""

import sqlite3
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.extraction.gazetteer import BadGazetteer, Gazetteer, GazetteerPlace, open_gazetteer, write_gazetteer
from claims.extraction.gazetteer_sources import Town, entries, latin, notable
from claims.extraction.place_language import NamedPlace, fold
from claims.extraction.place_sounds import sound
from claims.extraction.places import PlaceReader, find_places

TOWNS = [
    Town("t:lyon", "Lyon", "FR", 45.75, 4.85, 520_000, ("Lione", "里昂", "LYS")),
    Town("t:valence-fr", "Valence", "FR", 44.93, 4.89, 64_000, ()),
    Town("t:valence-es", "Valencia", "ES", 39.47, -0.37, 800_000, ("Valence",)),
    Town("t:tripoli-ly", "Tripoli", "LY", 32.88, 13.19, 1_150_000, ("Tarabulus",)),
    Town("t:tripoli-lb", "Tripoli", "LB", 34.43, 35.84, 230_000, ()),
    Town("t:paris", "Paris", "FR", 48.85, 2.35, 2_100_000, ()),
    Town("t:paris-us", "Paris", "US", 33.66, -95.55, 25_000, ()),
    Town("t:saraqib", "Saraqib", "SY", 35.86, 36.80, 34_000, ("Serakab",)),
    Town("t:khan", "Khān Shaykhūn", "SY", 35.44, 36.65, 0, ("Khan Shaykhun",)),
    Town("t:ariha-sy", "Arīḩā", "SY", 35.81, 36.61, 0, ("Ariha",)),
    Town("t:jericho", "Jericho", "PS", 31.86, 35.46, 20_000, ("Ariha",)),
    Town("t:jiblah", "Jiblah", "YE", 13.92, 44.14, 15_000, ()),
]
SHIPPED = [
    NamedPlace(("Syrie",), "country", "SY", None, None),
    NamedPlace(("Khan Cheikhoun",), "town", "SY", 35.45, 36.65),
    NamedPlace(("Zerba",), "town", "SY", 36.07, 36.98),
    NamedPlace(("mer Noire",), "sea", "", 43.4, 34.3),
]
COUNTRIES = {"FR": ["France"], "SY": ["Syrie", "République arabe syrienne"], "ES": ["Espagne"], "XX": ["Nulle-Part"]}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("places") / "gazetteer.sqlite3"
    assert write_gazetteer(path, entries(TOWNS, COUNTRIES, SHIPPED), notable(TOWNS, frozenset(["FR"]))) == 17
    return path


@pytest.fixture
def gazetteer(file: Path) -> Iterator[Gazetteer]:
    opened = Gazetteer(file)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "countries", "found"),
    [
        ("Lyon", (), "t:lyon"),
        ("LYON", (), "t:lyon"),
        ("Valence", ("FR",), "t:valence-fr"),
        ("Valence", ("ES",), "t:valence-es"),
        ("Valence", (), "t:valence-es"),
        ("Ariha", ("SY", "PS"), "t:ariha-sy"),
        ("Ariha", ("PS", "SY"), "t:jericho"),
        ("Ariha", ("FR",), None),
        ("Paris", ("US",), "t:paris"),
        ("Tripoli", ("LB",), "t:tripoli-lb"),
        ("Tripoli", (), "t:tripoli-ly"),
        ("Saraqeb", ("SY",), "t:saraqib"),
        ("Saraqeb", ("FR",), None),
        ("Khan Cheikhoun", ("SY",), "t:khan"),
        ("Khan Chaykhoun", ("SY",), "t:khan"),
        ("Zerba", ("SY",), "claimtrack:zerba"),
        ("mer Noire", (), "claimtrack:mer-noire"),
        ("République arabe syrienne", (), "country:SY"),
        ("Jiblah", (), None),
        ("Nulle-Part", (), None),
        ("", (), None),
        ("'; DROP TABLE place; --", ("SY",), None),
    ],
)
def test_the_place_meant_or_none(
    gazetteer: Gazetteer, name: str, countries: tuple[str, ...], found: str | None
) -> None:
    place = gazetteer.resolve(name, countries)
    assert (place.id if place else None) == found


def test_a_town_keeps_the_name_of_the_article_and_a_country_its_own(gazetteer: Gazetteer) -> None:
    names = [gazetteer.resolve(name, ("SY",)) for name in ("Valence", "République arabe syrienne", "Saraqeb")]
    assert [place.name for place in names if place] == ["Valence", "Syrie", "Saraqib"]


def test_a_country_stands_among_its_people(gazetteer: Gazetteer) -> None:
    france = gazetteer.resolve("France")
    assert france and 47.5 < france.latitude < 48.85 and france.country == "FR"


def test_only_large_towns_are_sure_to_be_places(gazetteer: Gazetteer) -> None:
    assert [gazetteer.kind_of(fold(name)) for name in ("Lyon", "Valence", "Saraqib", "Lune")] == [
        "town",
        "town",
        "",
        "",
    ]


def test_an_article_s_countries_decide_between_namesakes(gazetteer: Gazetteer) -> None:
    def place(content: str) -> str:
        (found,) = find_places(content, [(0, len(content))], language="fr", gazetteer=gazetteer)
        return found.gazetteer_id

    assert place("Les rebelles syriens sont à Ariha.") == "t:ariha-sy"
    assert place("Les Palestiniens sont à Ariha.") == "t:jericho"
    assert place("Ils sont à Ariha.") == ""


def test_a_sure_name_needs_no_article_to_say_so(gazetteer: Gazetteer) -> None:
    sentence = "Les défenseurs de Lyon tiennent, ceux de Serakab aussi."
    with_it = PlaceReader(sentence, language="fr", gazetteer=gazetteer).find([(0, len(sentence))])
    without = PlaceReader(sentence, language="fr", gazetteer=None).find([(0, len(sentence))])
    assert ([item.text for item in with_it], [item.text for item in without]) == (["Lyon"], [])
    assert (with_it[0].country, with_it[0].latitude, with_it[0].longitude) == ("FR", 45.75, 4.85)


def test_spellings_from_other_scripts_meet() -> None:
    for one, other in [
        ("Idlib", "Ildeb"),
        ("Saraqib", "Saraqeb"),
        ("Khan Cheikhoun", "Khan Shaykhun"),
        ("Raqqa", "Al-Rakka"),
    ]:
        assert sound(fold(one)) == sound(fold(other))
    assert sound(fold("Homs")) != sound(fold("Hama"))


def test_codes_and_other_scripts_are_no_names() -> None:
    assert latin(["LYS", "Lione", "里昂", "Ай", "Aÿ", "Île"]) == ["Lione", "Île"]


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer(tmp_path / "nowhere.sqlite3")
    assert open_gazetteer(tmp_path / "nowhere.sqlite3") is None
    for name, content in (("text", b"no database at all, but long enough to look at"), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadGazetteer):
            Gazetteer(tmp_path / name)


def test_a_file_of_another_layout_is_refused(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_bytes(file.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE about SET value = 0")
    connection.close()
    with pytest.raises(BadGazetteer, match="layout 0"):
        Gazetteer(other)


def test_a_build_that_breaks_off_leaves_the_old_file(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "gazetteer.sqlite3"
    path.write_bytes(file.read_bytes())

    def broken() -> Iterator[tuple[GazetteerPlace, list[str]]]:
        yield GazetteerPlace("a", "A", "town", "FR", 1.0, 1.0, 0), []
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        write_gazetteer(path, broken(), [])
    assert Gazetteer(path).resolve("Lyon")


def test_all_towns_of_the_world() -> None:
    """The real file as the set-up builds it: whole, small in memory, with the traps of namesakes."""
    built = Path(sys.prefix) / "share" / "claimtrack" / "gazetteer.sqlite3"
    with sqlite3.connect(f"file:{built}?mode=ro", uri=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM place").fetchone()
    connection.close()
    assert count > 100_000
    tracemalloc.start()
    world = Gazetteer(built)
    found = {
        name: world.resolve(name, ("SY", "RU")) for name in ("Idleb", "Ariha", "Moscou", "Londres", "Osa", "Ghouta")
    }
    world.kind_of("paris")
    memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert memory < 50_000_000
    assert {name: place and place.country for name, place in found.items()} == {
        "Idleb": "SY",
        "Ariha": "SY",
        "Moscou": "RU",
        "Londres": "GB",
        "Osa": "RU",
        "Ghouta": "SY",
    }


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ("Des tirs dans la zone de désescalade de Lyon et la zone de Paris.", ["t:lyon", "t:paris"]),
        ("Des tirs dans le quartier de Lyon.", [""]),
    ],
)
def test_a_zone_is_that_of_the_town_and_a_quarter_is_none(gazetteer: Gazetteer, content: str, ids: list[str]) -> None:
    found = find_places(content, [(0, len(content))], language="fr", gazetteer=gazetteer)
    assert [place.gazetteer_id for place in found] == ids
