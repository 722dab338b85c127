"""What is compared of a name: its folded form, the words that matter, the countries, the keys it is found by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.matching.name_words import NameWords, name_words, plain, singular, words_of

NAME_LENGTH = 300
_DEMONYM_ENDING = 3
_LONGEST_COUNTRY = 4
_INITIALS = range(3, 9)
_MOST_KEYS = 12
_VOWELS = re.compile(r"[aeiou]")
_ELIDED = re.compile(r"\s*(\w)['’ʼ]\s*(?=\w)")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def fold_name(name: str) -> str:
    """Return what two spellings of one name share: no case, accents, apostrophes, hyphens, articles or "M.".

    The people of a state body stand behind its head: "ministère de la Défense russe", "ministère russe de la Défense".
    Two names with one folded form are surely the same.
    """
    words = name_words()
    parts = words_of(_without_article(name, words))
    while len(parts) > 1 and parts[0] in words.articles | words.honorifics:
        parts = parts[1:]
    parts = _people_first(parts, words)
    return (" ".join(parts) or " ".join(plain(name).split()))[:NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class Profile:
    """A name taken apart. `core` are the words that distinguish it; `body` whether it names an institution."""

    folded: str
    body: bool
    office: bool
    """Whether it names somebody by office only: "chef du centre"."""
    head: str
    core: tuple[str, ...]
    countries: frozenset[str]
    part: bool
    """Whether it is a part of its field: the army, of the defence."""
    proper: bool
    """Whether one of the words that distinguish it is no common word."""
    acronym: str
    initials: str
    latin: bool

    @property
    def surname(self) -> str:
        return self.core[-1] if self.core else ""


@lru_cache(maxsize=1 << 12)
def profile(name: str) -> Profile:
    """Return the name taken apart."""
    words = name_words()
    folded = fold_name(name)
    if folded in words.seats:
        return profile(words.seats[folded])
    countries, rest = _countries(_compounded(folded, words), words)
    singulars = [singular(part) for part in rest]
    office = bool(singulars) and singulars[0] in words.people
    heads = {part for part in singulars if part in words.bodies or part in words.fields}
    lower = any(
        token[:1].islower() and token not in words.connectors | words.particles for token in _TOKEN.findall(name)
    )
    body = bool(heads or (countries and lower)) and not office
    core = _core(singulars, rest, words, body=body)
    return Profile(
        folded=folded,
        body=body,
        office=office,
        head=singulars[0] if singulars else "",
        core=core,
        countries=frozenset(countries),
        part=any(part in words.parts for part in singulars),
        proper=any(part not in words.common and part not in words.fields.values() for part in core),
        acronym=_acronym(name, folded),
        initials="".join(part[0] for part in folded.split() if part not in words.connectors),
        latin=folded.isascii(),
    )


def sound(word: str) -> str:
    """Return how a plain word is heard, whatever language's spelling it is written in."""
    words = name_words()
    for written, sounds in words.scripts if not word.isascii() else ():
        word = written.sub(sounds, word)
    heard = word.translate(words.letters)
    for written, sounds in words.spellings:
        heard = written.sub(sounds, heard)
    return heard


def skeleton(word: str) -> str:
    """Return the consonants that are heard; the first sound where it has none."""
    heard = sound(word)
    return _VOWELS.sub("", heard) or heard[:1]


def keys_of(name: str) -> list[str]:
    """Return the keys under which a name is kept and looked for: two names that may be one share one of them."""
    found = profile(name)
    keys: list[str] = []
    if found.office or not found.folded:
        return keys
    if found.acronym:
        keys.append(f"a:{found.acronym}")
    elif len(found.initials) in _INITIALS:
        keys.append(f"a:{found.initials}")
    keys += _body_keys(found) if found.body else _name_keys(found)
    return list(dict.fromkeys(key[:NAME_LENGTH] for key in keys))[:_MOST_KEYS]


def is_described(name: str) -> bool:
    """Return whether a name only describes: "le document", "riverains" mean another one in every article."""
    words = name_words()
    parts = [singular(part) for part in fold_name(name).split() if part not in words.connectors]
    capitals = [token for token in _TOKEN.findall(name)[1:] if any(sign.isupper() or sign.isdigit() for sign in token)]
    if not parts or capitals or name[1:2].isupper():
        return False
    return parts[0] in words.documents or all(part in words.common for part in parts)


def own_name(name: str) -> str:
    """Return somebody's own name without the office in front: "général Viktor Kupchishin" is "Viktor Kupchishin"."""
    words = name_words()
    parts = name.split()
    start = len(parts)
    while start and parts[start - 1][:1].isupper():
        start -= 1
    before = plain(parts[start - 1]) if start else ""
    named = profile(name).office and len(parts) - start > 1 and before not in words.connectors | words.articles
    return " ".join(parts[start:]) if named and before.isalpha() else name


def is_short_for(name: str, other: str) -> bool:
    """Return whether `name` leaves out words of `other`: "Ministère de la Défense", "Ministère russe de la Défense"."""
    own, full = fold_name(name).split(), fold_name(other).split()
    if own == full:
        return False
    if not (profile(name).body and profile(other).body):
        return len(own) == 1 and own[-1] == full[-1] and _is_proper_name(other)
    missing = iter(full)
    return own[0] == full[0] and all(part in missing for part in own)


def _is_proper_name(name: str) -> bool:
    """Return whether every word of a name has a capital: "Ammar Jamal", not "évaluations du Pentagone"."""
    words = name_words()
    tokens = [token for token in _TOKEN.findall(name) if plain(token) not in words.particles]
    return all(token[:1].isupper() for token in tokens) and not profile(name).office


def _without_article(name: str, words: NameWords) -> str:
    """Return the name without an elided article; the "L." of a first name is none."""
    match = _ELIDED.match(name)
    return name[match.end() :] if match and plain(match.group(1)) + "'" in words.articles else name


def _people_first(parts: list[str], words: NameWords) -> list[str]:
    if len(parts) < 4 or parts[0] not in words.state_bodies or parts[1] not in words.connectors:
        return parts
    named = " ".join(parts[-2:]) in words.countries or " ".join(parts[-3:]) in words.countries
    people = not named and parts[-1] not in words.countries and _country_at(parts, len(parts) - 1, words)[1]
    return [parts[0], parts[-1], *parts[1:-1]] if people else parts


def _countries(parts: Sequence[str], words: NameWords) -> tuple[list[str], list[str]]:
    """Return the codes of the countries that words name or whose people they name, and the words that are left."""
    found: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(parts):
        size, code = _country_at(parts, at, words)
        if code:
            found.append(code)
        else:
            rest.append(parts[at])
        at += size
    left = [part for part in rest if part not in words.connectors]
    return (found, left) if left else ([], list(parts))


def _compounded(folded: str, words: NameWords) -> list[str]:
    spaced = f" {folded} "
    for parts, joined in words.compounds.items():
        spaced = spaced.replace(f" {parts} ", f" {joined} ")
    for word in words.joined:
        spaced = spaced.replace(f" {word} ", f"{word} ")
    return spaced.split()


def _country_at(parts: Sequence[str], at: int, words: NameWords) -> tuple[int, str]:
    for size in range(min(_LONGEST_COUNTRY, len(parts) - at), 0, -1):
        code = words.countries.get(" ".join(parts[at : at + size]))
        if code:
            return size, code
    for size in (2, 1):
        word = " ".join(parts[at : at + size])
        for stem, code in words.demonyms:
            if word.startswith(stem) and len(word) <= len(stem) + _DEMONYM_ENDING and " " not in word[len(stem) :]:
                return min(size, len(parts) - at), code
    return 1, ""


def _core(singulars: Sequence[str], rest: Sequence[str], words: NameWords, *, body: bool) -> tuple[str, ...]:
    """Return the words that distinguish: for an institution what it is about, for others their own name."""
    dropped = words.legal_forms | words.generic
    if body:
        kept = [words.fields.get(part, part) for part in singulars if part not in dropped]
        return tuple(sorted(set(kept)))
    kept = [part for part in rest if part not in words.particles]
    return tuple([part for part in kept if singular(part) not in dropped and part not in dropped] or kept)


def _acronym(name: str, folded: str) -> str:
    letters = [sign for sign in name if sign.isalpha()]
    return folded if " " not in folded and len(letters) > 1 and all(sign.isupper() for sign in letters) else ""


def _body_keys(found: Profile) -> list[str]:
    core = " ".join(found.core)
    if not core:
        return []
    keys = [f"c:{core}", *(f"c:{core}:{country}" for country in sorted(found.countries))]
    return keys + [f"w:{word}:{country}" for word in found.core for country in sorted(found.countries)]


def _name_keys(found: Profile) -> list[str]:
    if not found.core:
        return []
    heard = [skeleton(part) for part in found.core]
    keys = [f"c:{' '.join(sorted(found.core))}", f"n:{heard[-1]}"]
    if len(heard) > 1:
        keys += [f"s:{heard[-1]}:{heard[0][:1]}", f"o:{' '.join(sorted(heard))}"]
    return keys
