"""Who owns, controls or pays a speaker: "Sputnik, contrôlée par l'État russe", "Aurenco, filiale du groupe Morvan"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.language import Language
from claims.extraction.place_context import country_of_demonym

RELATIONS = ("controlled_by", "owned_by", "funded_by")
_WORD = re.compile(r"[^\W\d_]+['’]|[^\W_][\w&.-]*")
_STOP = re.compile(r"[.;:!?\n«»]")
_REACH = 3
"""Words between a name and the participle ("Sputnik, une agence contrôlée par")."""
_WIDEST = 200
"""Characters of the longest name with the words behind it that is looked for."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """Where an article says that something is held: at which character, by whom ("" for nobody named), and how."""

    at: int
    organisation: str
    relation: str


def find_ownerships(content: str, language: Language) -> list[Ownership]:
    """All of them in text order, found in one pass."""
    said = {word: kind for kind in RELATIONS for word in language[f"ties.{kind}"]}
    signs = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)", re.IGNORECASE)
    links = language["words.by"] | language["words.of"]
    found = []
    for sign in signs.finditer(content):
        link = next(_words(content, sign.end()), None)
        if link and _bare(link) in links:
            held_by = _organisation(content, link.end(), language)
            found.append(Ownership(sign.start(), held_by, said[sign.group().lower()]))
    return found


def owner(name: str, content: str, ownerships: list[Ownership]) -> tuple[str, str]:
    """The organisation that holds the one of this name, and how, by the first of them beside it; else ("", "")."""
    for found in ownerships:
        before = content[max(0, found.at - _WIDEST) : found.at]
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", before) if name else ():
            between = before[place.end() :]
            if not _STOP.search(between) and len(_WORD.findall(between)) <= _REACH:
                return (found.organisation, found.relation) if found.organisation else ("", "")
    return "", ""


def _organisation(content: str, start: int, language: Language) -> str:
    """A body with what names it, or a proper name: the words up to the first that is neither."""
    words = list(_words(content, start))
    while words and _bare(words[0]) in language["words.articles"]:
        words = words[1:]
    if not words or not (words[0].group()[0].isupper() or words[0].group() in language["bodies"]):
        return ""
    end = words[0].end()
    for before, word in pairwise(words):
        if "," in content[before.end() : word.start()]:
            break
        if word.group()[0].isupper() or country_of_demonym(_bare(word), language.code):
            end = word.end()
        elif _bare(word) not in language["words.of"] | language["words.articles"]:
            break
    return content[words[0].start() : end]


def _words(content: str, start: int) -> Iterator[re.Match[str]]:
    """The words from here on, in the same clause."""
    stop = _STOP.search(content, start, start + _WIDEST)
    return _WORD.finditer(content, start, stop.start() if stop else min(start + _WIDEST, len(content)))


def _bare(word: re.Match[str]) -> str:
    return word.group().lower().replace("’", "'")
