"""Cuts text into words and finds the names in it: known ones first, else runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.place_language import REGION, STREET, PlaceLanguage, fold

KindOf = Callable[[str], str]
"""A folded name to its kind, "" where nothing is known of it."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?:'|\.)?|\d+|[^\w\s]|\n")
_LONGEST = 6
_LINKS = 4


@dataclass(slots=True)
class Token:
    """A word or mark with its place in the content."""

    text: str
    lower: str
    start: int
    end: int
    capital: bool
    """Whether it starts with a capital, or does so behind a particle and hyphen ("al-Nouman")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a run of tokens [first, last) with its kind, "" where unknown."""

    first: int
    last: int
    text: str
    kind: str


def tokenize(text: str, start: int, end: int, language: PlaceLanguage) -> list[Token]:
    """The words and marks of text[start:end]; elided articles stand apart, an abbreviation keeps its stop."""
    tokens: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        word, first, last = match.group(), match.start(), match.end()
        if "'" in word:
            while (elided := language.elided.match(text, first, last)) and elided.end() < last:
                tokens.append(_token(elided.group(), first, language))
                first = elided.end()
            word = text[first:last]
        if word[-1] == "." and last - first > 1 and word.lower() not in language.words["persons"]:
            tokens.append(_token(word[:-1], first, language))
            first, word = last - 1, "."
        tokens.append(_token(word, first, language))
    return tokens


def _token(word: str, start: int, language: PlaceLanguage) -> Token:
    capital = word[0].isupper() or (word[2:3] == "-" and word[3:4].isupper())
    return Token(word, language.capitals.get(word) or word.lower(), start, start + len(word), capital)


def find_names(text: str, tokens: list[Token], kind_of: KindOf, language: PlaceLanguage) -> list[Name]:
    """The names in order, none overlapping; the longest known one wins, else the run of capitals."""
    names: list[Name] = []
    free = 0
    for at, token in enumerate(tokens):
        street = at >= free and token.lower in language.words["streets"]
        if at >= free and (street or token.capital or token.lower in language.openers):
            name = _street(text, tokens, at, language) if street else None
            name = name or _known(text, tokens, at, kind_of, language) or _run(text, tokens, at, kind_of, language)
            if name:
                names.append(name)
                free = name.last
    return names


def _street(text: str, tokens: list[Token], at: int, language: PlaceLanguage) -> Name | None:
    """ "rue des Lilas", "place Tahrir": the class word is part of the name."""
    first = at + 1
    while first < min(at + _LINKS, len(tokens)) and any(
        tokens[first].lower in language.words[name] and not tokens[first].capital for name in ("of", "articles")
    ):
        first += 1
    if first >= len(tokens) or not tokens[first].text[0].isupper() or tokens[first].start - tokens[first - 1].end > 1:
        return None
    lead = " ".join(token.lower for token in tokens[max(at - 2, 0) : at])
    sure = tokens[at].lower not in language.words["street_homonyms"] or tokens[at].capital or first == at + 1
    if not (sure or lead in language.words["street_leads"]):
        return None
    last = first + 1
    while last < len(tokens) and tokens[last].capital and text[tokens[last - 1].end : tokens[last].start] == " ":
        last += 1
    return Name(at, last, text[tokens[at].start : tokens[last - 1].end], STREET)


def _known(text: str, tokens: list[Token], at: int, kind_of: KindOf, language: PlaceLanguage) -> Name | None:
    most = at + 1
    while most < min(at + _LONGEST, len(tokens)) and (tokens[most].capital or tokens[most].lower in language.inner):
        most += 1
    for last in range(most, at, -1):
        if not tokens[last - 1].text[-1].isalpha() or (last - at == 1 and not tokens[at].capital):
            continue
        words = text[tokens[at].start : tokens[last - 1].end]
        kind = kind_of(fold(words))
        if kind and (kind == REGION or last == len(tokens) or not _goes_on(text, tokens, last)):
            return Name(at, last, words, kind)
    return None


def _goes_on(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a capitalised word follows after a blank: then the name is longer than what is known."""
    return tokens[at].text[0].isupper() and text[tokens[at - 1].end : tokens[at].start] == " "


def _run(text: str, tokens: list[Token], at: int, kind_of: KindOf, language: PlaceLanguage) -> Name | None:
    if not tokens[at].capital or _leads(tokens[at], language):
        return None
    last = at + 1
    while last < len(tokens) and last - at < _LONGEST and text[tokens[last - 1].end : tokens[last].start] == " ":
        particle = tokens[last].lower in language.words["particles"] and last + 1 < len(tokens)
        if not tokens[last].capital and not (particle and tokens[last + 1].capital):
            break
        last += 1
    words = text[tokens[at].start : tokens[last - 1].end]
    if tokens[at].lower in language.words["articles"] and (
        last == at + 1 or _known(text, tokens, at + 1, kind_of, language)
    ):
        return None
    return Name(at, last, words, kind_of(fold(words)))


def _leads(token: Token, language: PlaceLanguage) -> bool:
    """Whether it is a capital only because a sentence opens with that preposition."""
    return any(token.lower in language.words[name] for name in ("in", "at", "at_the", "inside", "around", "of", "for"))
