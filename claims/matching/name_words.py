"""The words that names of actors are compared with: data of all language folders, for a name has no language."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "extraction" / "languages"
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Return the text without case, accents and marks; O.N.U. is onu."""
    undotted = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", text)
    bare = unicodedata.normalize("NFKD", undotted)
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text in their plain form; apostrophes and hyphens part them."""
    return _WORD.findall(plain(text))


@dataclass(slots=True)
class NameWords:
    """Word lists, every word in its plain form and in the singular where it is compared so."""

    articles: set[str] = field(default_factory=set)
    """One that is elided ends with an apostrophe."""
    compounds: dict[str, str] = field(default_factory=dict)
    """Words joined by a hyphen that are one word here: "etat major" is "etatmajor"."""
    honorifics: set[str] = field(default_factory=set)
    connectors: set[str] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)
    legal_forms: set[str] = field(default_factory=set)
    generic: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    state_bodies: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    """Words that with a people's name are the state itself."""
    people: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    """Words of people, bodies and documents: a capital at their head names nobody."""
    subjects: set[str] = field(default_factory=set)
    """Words that say what a body is about, though bodies go by them too: "ministère de la défense"."""
    of: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    """What a word of a kind of body stands for: "armee" is of the "defense"."""
    parts: set[str] = field(default_factory=set)
    seats: dict[str, str] = field(default_factory=dict)
    """Plain name of a building or an address to the institution that goes by it."""
    spellings: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    joined: tuple[str, ...] = ()
    """Words that are one with the word before them."""
    scripts: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    """What is read in other scripts before their letters are."""
    letters: dict[int, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    """Plain name of a country to its code."""
    state_names: dict[str, str] = field(default_factory=dict)
    """Code of a country to its name, as written."""
    demonyms: list[tuple[str, str]] = field(default_factory=list)


@cache
def name_words() -> NameWords:
    """Return the words of all languages that have an actors.toml, together."""
    words = NameWords()
    for path in sorted(FOLDER.glob("*/actors.toml")):
        _add_actors(words, _read(path))
        _add_titles(words, _read(path.with_name("titles.toml")))
        _add_places(words, _read(path.with_name("places.toml")))
    words.demonyms.sort(key=lambda pair: -len(pair[0]))
    return words


def singular(word: str) -> str:
    """Return a plain word without the mark of the plural: "affaires" and "affaire" meet."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _plain_words(words: Iterable[str]) -> set[str]:
    return {part for word in words for part in words_of(word)}


def _singulars(words: Iterable[str]) -> set[str]:
    return {singular("".join(words_of(word))) for word in words}


def _add_actors(words: NameWords, data: Mapping[str, Any]) -> None:
    words.articles |= {plain(word) for word in data["articles"]["words"]}
    for name in ("honorifics", "connectors", "particles", "legal_forms"):
        getattr(words, name).update(_plain_words(data[name]["words"]))
    for name in ("generic", "known", "state_bodies", "states"):
        getattr(words, name).update(_singulars(data[name]["words"]))
    words.of += tuple(data["of"]["words"])
    words.seats |= {" ".join(words_of(seat)): institution for seat, institution in data["seats"].items()}
    for kin in data["kin"]:
        hyphened = [words_of(word) for word in (*kin["parts"], *kin["same"]) if "-" in word]
        words.compounds |= {" ".join(parts): "".join(parts) for parts in hyphened}
        head = singular(plain(kin["field"]))
        parts = _singulars(kin["parts"])
        words.parts |= parts
        words.fields |= dict.fromkeys(parts | _singulars(kin["same"]), head)
    words.spellings += [(re.compile(written), heard) for written, heard, *_ in data["spellings"]["rules"]]
    words.scripts += [(re.compile(plain(written)), heard) for written, heard, *_ in data["scripts"]["rules"]]
    words.joined += tuple(plain(word) for word in data["joined"]["words"])
    words.letters |= {ord(letter): sound for letter, sound in data["letters"].items()}


def _add_titles(words: NameWords, data: Mapping[str, Any]) -> None:
    words.people |= _singulars(data["people"]["words"])
    words.bodies |= _singulars(data["bodies"]["words"])
    words.subjects |= _singulars(data["ties"]["fields"])
    words.documents |= _singulars(data["documents"]["words"])
    words.common |= words.people | words.bodies | words.documents | words.known


def _add_places(words: NameWords, data: Mapping[str, Any]) -> None:
    for code, names in data["country"].items():
        words.countries |= {" ".join(words_of(name)): code for name in names}
        if names:
            words.state_names.setdefault(code, names[0])
    words.demonyms += [
        (plain(stem).replace("-", " "), code) for code, stems in data["demonym"].items() for stem in stems
    ]
