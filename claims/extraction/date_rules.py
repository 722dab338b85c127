"""Loads a language's `dates.toml`: its words, its tense marks, and its rules as regular expressions over word codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extraction.cue_lexicon import BadLanguageData
from claims.extraction.date_words import Lexicon, Value
from claims.extraction.language import FOLDER
from claims.extraction.types import UnknownLanguage

USES = ("claim", "clock", "duration", "window")

_ITEM = re.compile(r"(?:(\w+):)?([a-z_]+)([?*]?)")
_GROUP = re.compile(r"\([^()]*\)[?*]?")
_MACRO = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class DateRule:
    """One block of `dates.toml`."""

    id: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    """Codes of the classes without which the pattern never matches: one of each must be there."""
    labels: Mapping[str, str]
    """Group of the pattern ("label__number") and the class whose value it takes."""
    resolve: str
    use: str
    example: str
    on: str
    gives: str
    counter: str


@dataclass(frozen=True, slots=True)
class TenseMarks:
    """Words and endings that show whether a verb looks ahead or back."""

    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DateLanguage:
    """What `dates.toml` says, ready for use."""

    code: str
    lexicon: Lexicon
    rules: tuple[DateRule, ...]
    tense: TenseMarks
    typed_before: str
    """What makes a date of a month or year that a person types alone."""
    typed_beside: frozenset[str]
    """Words that may stand beside the dates that a person types."""


@cache
def load_dates(code: str) -> DateLanguage:
    """The calendar of a language; raises UnknownLanguage where it has none, BadLanguageData naming the entry."""
    path = FOLDER / code / "dates.toml"
    if not code.isalpha() or not path.is_file():
        raise UnknownLanguage(code)
    with path.open("rb") as file:
        data = tomllib.load(file)
    tokens = data["tokens"]
    lexicon = Lexicon(_words(data["words"]), tokens["ordinal_suffixes"], tokens["anchors"])
    rules = tuple(_rule(block, code, data["macros"], lexicon) for block in data["rule"])
    if len({rule.id for rule in rules}) < len(rules):
        raise BadLanguageData("dates.toml: a rule id is there twice")
    typed = data["typed"]
    return DateLanguage(code, lexicon, rules, _tense(data["tense"]), typed["before"], frozenset(typed["beside"]))


def _words(tables: Mapping[str, Any]) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for name, entries in tables.items():
        for word in entries:
            value = entries[word] if isinstance(entries, dict) else 1
            found.setdefault(word, {})[name] = value
    return found


def _tense(table: Mapping[str, list[str]]) -> TenseMarks:
    return TenseMarks(
        words={name: frozenset(words) for name, words in table.items() if not name.endswith("_endings")},
        endings={name: tuple(words) for name, words in table.items() if name.endswith("_endings")},
    )


def _rule(block: Mapping[str, str], language: str, macros: Mapping[str, str], lexicon: Lexicon) -> DateRule:
    name = block.get("id", "?")
    for key in ("id", "pattern", "resolve", "example", "on", "gives", "counter", "why"):
        if not block.get(key, "").strip():
            raise BadLanguageData(f"dates.toml: {name}: {key} is missing or empty")
    use = block.get("use", "claim")
    if use not in USES:
        raise BadLanguageData(f"dates.toml: {name}: unknown use {use!r}")
    labels: dict[str, str] = {}
    source = _expand(block["pattern"], name, macros)
    pattern = _compile(source, name, lexicon, labels)
    return DateRule(
        id=f"{language}.date.{name}", pattern=pattern, needs=_needs(source, lexicon), labels=labels,
        resolve=block["resolve"], use=use, example=block["example"], on=block["on"], gives=block["gives"],
        counter=block["counter"],
    )  # fmt: skip


def _expand(source: str, name: str, macros: Mapping[str, str]) -> str:
    while _MACRO.search(source):
        try:
            source = _MACRO.sub(lambda match: macros[match[1]], source)
        except KeyError as error:
            raise BadLanguageData(f"dates.toml: {name}: unknown macro {error}") from error
    return source


def _needs(source: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """What stands outside brackets, no branch of an alternative and not optional."""
    while _GROUP.search(source):
        source = _GROUP.sub("", source)
    if "|" in source:
        return ()
    return tuple(frozenset(lexicon.members(match[2])) for match in _ITEM.finditer(source) if not match[3])


def _compile(source: str, name: str, lexicon: Lexicon, labels: dict[str, str]) -> re.Pattern[str]:
    """Turns class names into sets of codes; a label may occur in several branches, so its groups are numbered."""

    def codes(match: re.Match[str]) -> str:
        members = lexicon.members(match[2])
        if not members:
            raise BadLanguageData(f"dates.toml: {name}: no word has the class {match[2]!r}")
        if not match[1]:
            return f"[{members}]{match[3]}"
        group = f"{match[1]}__{len(labels)}"
        labels[group] = match[2]
        return f"(?P<{group}>[{members}]){match[3]}"

    try:
        return re.compile(_ITEM.sub(codes, source).replace(" ", ""))
    except re.error as error:
        raise BadLanguageData(f"dates.toml: {name}: {error}") from error
