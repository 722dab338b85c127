"""Loads one language folder, checks it, and keeps it: `load_language("fr")`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claims.extraction.cue_lexicon import ANY, BadLanguageData, Cue, Reading, build_cue, readings_by_form
from claims.extraction.types import UnknownLanguage

FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True, eq=False)
class Language(dict[str, frozenset[str]]):
    """Everything a language folder says, ready for look-up. All words are lower case with straight apostrophes.

    It is the dictionary of its word lists as well: extraction looks into them at every word, and nothing is quicker.
    """

    code: str
    model: str
    cues: tuple[Cue, ...]
    verbs: dict[str, tuple[Reading, ...]]
    according: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    nouns: dict[str, tuple[Cue, ...]]
    """Nouns of saying that take who says it and what ("l'annonce par X de N")."""
    any_verb: tuple[Cue, ...]
    """Cues that any verb can be where its place alone shows that somebody speaks."""
    signals: dict[str, tuple[str, ...]]
    """Prepositional cues that make a sentence worth parsing, by their first letters."""
    lists: dict[str, frozenset[str]]
    names: dict[str, str]
    """Full names of outlets by the word they go by behind a preposition ("au Monde")."""
    offices: dict[str, str]
    """What somebody with that title heads: "ministre" to "ministère"."""
    metonyms: dict[str, str]
    """Seats of power that stand for who sits there ("Kremlin"), and their country."""
    given_names: dict[str, str]
    """First names and their gender: "f", "m" or "fm"."""

    def __post_init__(self) -> None:
        self.update(self.lists)

    __hash__ = object.__hash__  # type: ignore[assignment]  # one object a folder: what follows from it is kept by it


def languages() -> frozenset[str]:
    """Codes that have a folder."""
    return frozenset(path.parent.name for path in FOLDER.glob("*/language.toml"))


@cache
def load_language(code: str) -> Language:
    """The language, validated once; raises UnknownLanguage, or BadLanguageData naming file and entry."""
    if code not in languages():
        raise UnknownLanguage(code)
    folder = FOLDER / code
    settings = _read(folder / "language.toml")
    cues = _cues(folder / "cues.toml")
    titles = _read(folder / "titles.toml")
    names = titles.pop("names", {})
    offices, metonyms = titles.pop("offices", {}), titles.pop("metonyms", {})
    lists = _lists(settings, titles)
    lists["adverbials.openings"] = _openings(lists.get("adverbials.phrases", frozenset()))
    paradigms = {entry["ending"]: entry for entry in settings.get("paradigm", [])}
    according = _according(cues, lists)
    return Language(
        code=code,
        model=settings["model"],
        cues=cues,
        verbs=readings_by_form(cues, paradigms, lists["words.reflexive"]),
        according=according,
        nouns={word: (cue,) for cue in cues if "noun" in cue.frames for word in cue.words},
        any_verb=tuple(cue for cue in cues if ANY in cue.words),
        signals=_signals(cues, lists),
        lists=lists,
        names=names,
        offices=offices,
        metonyms=metonyms,
        given_names=_given_names(folder / "given_names.toml"),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise BadLanguageData(f"{path.name}: {error}") from error


def _given_names(path: Path) -> dict[str, str]:
    """First names with their genders; none where the language has no such file."""
    found: dict[str, str] = {}
    for gender, names in (_read(path) if path.is_file() else {}).items():
        for name in names.split():
            found[name] = found.get(name, "") + gender[0]
    return found


def _cues(path: Path) -> tuple[Cue, ...]:
    cues = tuple(build_cue(block) for block in _read(path).get("cue", []))
    seen: set[str] = set()
    for cue in cues:
        if cue.id in seen:
            raise BadLanguageData(f"{path.name}: {cue.id}: there twice")
        seen.add(cue.id)
    return cues


def _according(
    cues: tuple[Cue, ...], lists: dict[str, frozenset[str]]
) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Prepositional cues by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues:
        if "according" in cue.frames:
            for phrase in _contracted(cue, lists):
                parts = tuple(phrase.replace("'", "' ").split()) if phrase not in lists["tokens.keep"] else (phrase,)
                found.setdefault(parts[0], []).append((parts, cue))
    return {word: tuple(sorted(items, key=lambda item: -len(item[0]))) for word, items in found.items()}


def _openings(phrases: frozenset[str]) -> frozenset[str]:
    """The first words of phrases, an elided one with its apostrophe."""
    return frozenset(part for phrase in phrases for part in (phrase.split()[0], re.split(r"(?<=')| ", phrase)[0]))


def _contracted(cue: Cue, lists: dict[str, frozenset[str]]) -> list[str]:
    """The cue's phrases, with "du", "des" and "d'" for a last "de" ("aux dires du témoin")."""
    found = []
    for phrase in cue.words:
        first, _, last = phrase.rpartition(" ")
        of = last in lists["words.partitive"] and cue.cue_class != "source"
        found += [f"{first} {word}" for word in sorted(lists["words.of"])] if of else [phrase]
    return found


def _signals(cues: tuple[Cue, ...], lists: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Prepositional cues by first word; "pour" alone says too little."""
    found: dict[str, list[str]] = {}
    for cue in cues:
        if "according" in cue.frames and cue.cue_class != "opinion":
            for phrase in _contracted(cue, lists):
                found.setdefault(re.split(r"\W", phrase)[0], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}


def _lists(*tables: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Every list of words as a set, named "table.list"; titles lose the ".words"."""
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for section, entries in table.items():
            if not isinstance(entries, dict):
                continue
            for name, words in entries.items():
                if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                    raise BadLanguageData(f"{section}.{name}: must be a list of words")
                found[f"{section}.{name}" if name != "words" else section] = frozenset(words)
    return found
