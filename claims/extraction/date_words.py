"""Cuts text into words with calendar classes; each set of classes has a code, so rules are regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

Value = int | str
Classes = Mapping[str, Value]

_FIRST_CODE = 0xE000
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PIECE = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_PLAIN = r"[^\W\d_]+'?"


@dataclass(slots=True)
class Word:
    """A word or mark, its place in the content, what it may be and the value it has as each."""

    text: str
    """Lower case."""
    start: int
    end: int
    code: str
    classes: Classes


def number_classes(digits: str) -> dict[str, Value]:
    """What a run of digits may be, by its shape: "03" a day or month, "1998" a year, "90" a decade …"""
    if len(digits) > 4:
        return {"number": 0}
    value, size = int(digits), len(digits)
    tests = {
        "number": True,
        "count": size <= 3 and digits[0] != "0",
        "day": size <= 2 and 1 <= value <= 31,
        "month_number": size <= 2 and 1 <= value <= 12,
        "hour": size <= 2 and value <= 24,
        "minute": size == 2 and value <= 59,
        "year": size == 4 and 1000 <= value <= 2199,
        "decade": (size == 4 and 1000 <= value <= 2199 and value % 10 == 0) or (size == 2 and value % 10 == 0),
        "short_year": size == 2 and value >= 32,
    }
    return {name: value for name, true in tests.items() if true}


def roman(letters: str) -> int:
    """The value of a Roman numeral up to 39, or 0 where it is none."""
    if not re.fullmatch(r"x{0,3}(ix|iv|v?i{0,3})", letters):
        return 0
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


class Lexicon:
    """The words of one language by class, with one code character for each set of classes that can occur."""

    def __init__(self, words: Mapping[str, Classes], ordinal_suffixes: Iterable[str], anchors: Iterable[str]) -> None:
        suffixes = "|".join(re.escape(suffix) for suffix in sorted(ordinal_suffixes, key=len, reverse=True))
        self._pattern = re.compile(rf"\d+(?:(?:{suffixes})(?!\w))?|{_PLAIN}|\n|[^\w\s]|_")
        self._ordinal = re.compile(rf"(\d+|[ivx]+)(?:{suffixes})")
        self._phrases: dict[str, list[tuple[tuple[str, ...], Classes]]] = {}
        self._single: dict[str, Classes] = {}
        self._codes: dict[frozenset[str], str] = {}
        for phrase, classes in words.items():
            self._add(phrase, classes)
        anchored = [phrase for phrase, classes in words.items() if classes.keys() & set(anchors)]
        self._anchors = frozenset(_PIECE.findall(phrase)[0] for phrase in anchored)
        self._number_all()

    def _add(self, phrase: str, classes: Classes) -> None:
        parts = tuple(match.group() for match in self._pattern.finditer(phrase))
        if len(parts) == 1:
            self._single[parts[0]] = classes
            return
        known = self._phrases.setdefault(parts[0], [])
        known.append((parts, classes))
        known.sort(key=lambda item: -len(item[0]))

    def _number_all(self) -> None:
        shapes = [number_classes(digits) for digits in ("0", "00", "000", "00000", "1000", "1001", "9999")]
        shapes += [number_classes(f"{value}") for value in range(1000)] + [number_classes(f"{n:02}") for n in range(10)]
        shapes += [{"ordinal": 0}, {"ordinal": 0, "day": 0}]
        shapes += [{name: 0} for name in ("roman", "word", "name", "mark", "break")]
        phrases = (classes for known in self._phrases.values() for _, classes in known)
        for classes in chain(shapes, self._single.values(), phrases):
            for extra in ((), ("capital",)):
                self._codes.setdefault(frozenset((*classes, *extra)), chr(_FIRST_CODE + len(self._codes)))

    def members(self, name: str) -> str:
        """The codes of all sets that hold this class, "" where no word has it."""
        return "".join(code for classes, code in self._codes.items() if name in classes)

    def may_date(self, text: str) -> bool:
        """Whether any word or digit is there without which no expression can be."""
        return bool(_DIGIT.search(text)) or not self._anchors.isdisjoint(_PIECE.findall(text.lower()))

    def read(self, text: str, offset: int) -> list[Word]:
        """The words of a text that stands at that offset of the content; phrases of the lexicon are one word."""
        raw = [(match.group(), match.start(), match.end()) for match in self._pattern.finditer(text)]
        lower = [item[0].lower() for item in raw]
        words: list[Word] = []
        at = 0
        while at < len(raw):
            size, classes = self._phrase(lower, at, capital=text[raw[at][1]].isupper())
            first, last = raw[at][1], raw[at + size - 1][2]
            code = self._code(classes, text[first])
            spelt = lower[at] if size == 1 else " ".join(lower[at : at + size])
            words.append(Word(spelt, offset + first, offset + last, code, classes))
            at += size
        return words

    def _phrase(self, lower: list[str], at: int, *, capital: bool) -> tuple[int, Classes]:
        for parts, classes in self._phrases.get(lower[at], ()):
            if tuple(lower[at : at + len(parts)]) == parts:
                return len(parts), classes
        return 1, self._single.get(lower[at]) or self._by_shape(lower[at], capital=capital)

    def _by_shape(self, word: str, *, capital: bool) -> Classes:
        if word.isdecimal():
            return number_classes(word)
        match = self._ordinal.fullmatch(word)
        if match and match[1].isdecimal():
            value = int(match[1]) if len(match[1]) < 4 else 0
            return {"ordinal": value, "day": 1} if value == 1 else {"ordinal": value}
        if match and capital and roman(match[1]):
            return {"roman": roman(match[1])}
        if word == "\n":
            return {"break": 0}
        return {"word": 0} if word[0].isalpha() else {"mark": 0}

    def _code(self, classes: Classes, first: str) -> str:
        if first.isupper():
            return self._codes[frozenset(("name",) if "word" in classes else (*classes, "capital"))]
        return self._codes[frozenset(classes)]
