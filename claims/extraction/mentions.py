"""Whom an article speaks of, with or without their saying anything: what a later pronoun can stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.extraction.antecedents import phrase_start
from claims.extraction.cast import Cast
from claims.extraction.draft import Found
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.subjects import apposed_start

SPOKE, SUBJECT, AGENT, NAMED, OBJECT, ALLEGED = 2.2, 2.0, 1.6, 1.0, 0.5, -4.0
"""How likely a pronoun goes back to a voice, a subject, "par X", a name, any other body, one inside an allegation."""

_EARLY = 4
_OPENING = re.compile(r"(?:^|[.!?…]\s+|\n\s*|»\s+)(\w+)(?:\s+(\S+))?")
_SURNAME = re.compile(r"(?<![\w'-])[^\W\d_a-zà-ÿ][\w-]+\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody, and how much they stand out."""

    offset: int
    words: str
    weight: float


def find_mentions(passage: Passage, language: Language) -> list[Mention]:
    """Subjects of sentences, agents and bodies, outside quotation marks."""
    found = []
    passage.floor = 0
    for index, dep in enumerate(passage.dep):
        if passage.quote[index] >= 0:
            continue
        if _stands_in(passage, index, language):
            found.append(Mention(passage.starts[index], passage.words[index], SUBJECT))
        if not _names(passage, index, dep):
            continue
        weight = _weight(passage, index, dep, language)
        if weight:
            unit = passage.units[passage.unit_of[index]]
            start = phrase_start(passage, index, unit, language)
            if start > unit[0] and passage.words[start - 1] in language["words.becoming"]:
                continue  # "a été élue Miss France": nobody new
            end = max(phrase_end(passage, start, unit[1], language), index + 1)
            end = _before_cue(passage, index, end, language)
            start = apposed_start(passage, start, unit, language) if weight == SUBJECT else start
            found.append(Mention(passage.starts[start], passage.surface(start, end), weight))
    return found


def _before_cue(passage: Passage, noun: int, end: int, language: Language) -> int:
    """The end of a phrase that runs on over a cue ("L'Union en doute"), before the cue and its clitics."""
    said = next((at for at in passage.said if noun < at < end), end)
    while noun + 1 < said < end and passage.words[said - 1] in language["words.object_clitics"]:
        said -= 1
    return said


def _stands_in(passage: Passage, index: int, language: Language) -> bool:
    """Whether it is the pronoun that a sentence is about, wherever it stands ("Hier, elle déclarait")."""
    if passage.dep[index] != "nsubj" or passage.words[index] not in language["words.anaphors"]:
        return False
    follow = passage.words[index + 1] if index + 1 < len(passage.words) else ""
    return passage.dep[passage.head[index]] == "ROOT" and follow not in language["words.after_impersonal"]


def _names(passage: Passage, index: int, dep: str) -> bool:
    """Whether the word is a noun, or a capital that the parser calls a subject all the same ("Monsanto, lui, …")."""
    if passage.pos[index] in ("NOUN", "PROPN"):
        return True
    capital = passage.capital(index) and passage.pos[index] != "PRON"
    return dep.startswith("nsubj") and (capital or passage.pos[index] == "ADJ")


def _weight(passage: Passage, index: int, dep: str, language: Language) -> float:
    opening = index - passage.units[passage.unit_of[index]][0] < _EARLY
    if dep.startswith("nsubj") and (opening or passage.dep[passage.head[index]] == "ROOT"):
        return SUBJECT
    if dep == "ROOT" and opening and (passage.words[index] in language["people"] or passage.capital(index)):
        return SUBJECT  # what the parser left without its verb
    if dep == "obl:agent":
        return AGENT
    body = passage.words[index] in language["bodies"] and passage.words[index] not in language["bodies.no_opinion"]
    voice = body or passage.words[index] in language["people"]
    definite = index > 0 and passage.words[index - 1] in language["words.definite"]
    return OBJECT if voice and definite else 0.0


def named_mentions(text: str, cast: Cast, language: Language) -> Iterator[Mention]:
    """Names and pronouns that the text shows without a parse: first in their sentence they are its subject."""
    openings = {match.start(1) for match in _OPENING.finditer(text)}
    people = {name for _, name in cast.names if cast.person(name)}
    for offset, name in cast.names:
        if name in people:
            yield Mention(offset, name, SUBJECT if offset in openings else NAMED)
    for match in _SURNAME.finditer(text):
        if cast.by_surname.get(match.group()) in people and match.group().lower() not in language["words.openers"]:
            yield Mention(match.start(), match.group(), SUBJECT if match.start() in openings else NAMED)
    for match in _OPENING.finditer(text):
        word, follow = match.group(1), match.group(2) or ""
        if word.lower() in language["words.anaphors"] and follow.lower() not in language["words.after_impersonal"]:
            yield Mention(match.start(1), word, SUBJECT)


def weigh(mentions: list[Mention], found: list[Found]) -> list[Mention]:
    """In text order; those that stand in what somebody alleges count for little."""
    spans = sorted(span for item in found if item.kind != "hearsay" for span in item.spans)
    starts = [start for start, _ in spans]
    weighed = []
    for mention in mentions:
        at = bisect_right(starts, mention.offset) - 1
        alleged = at >= 0 and mention.offset < spans[at][1]
        weighed.append(replace(mention, weight=ALLEGED) if alleged else mention)
    return sorted(weighed, key=lambda mention: (mention.offset, mention.weight))
