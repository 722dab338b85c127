"""Whom an office or a bare body goes back to where the article names them only later, or inside somebody's role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from claims.extraction.cast import Cast
from claims.extraction.language import Language
from claims.extraction.name_runs import ELISION
from claims.extraction.names import Person, describe
from claims.extraction.place_context import country_of_demonym

_AHEAD = 1000
"""Code points within which a name follows the office: two paragraphs of news."""
_WORD = re.compile(r"[^\W\d_]+'|\w+(?:-\w+)*")


def holds(known: Person, person: Person, language: Language) -> bool:
    """Whether somebody's role is the office described: the same noun, or another word for who leads the same body."""
    role = known.role.lower().replace("'", "' ").replace("’", "' ").split()
    if not known.person or known.plural != person.plural or not person.words - {person.head} <= known.words | set(role):
        return False
    leads = language["people.leaders"] | language["people.in_charge"]
    return person.head in role[:2] or (role[:1] != [] and {role[0], person.head} <= leads and len(person.words) > 1)


def named_later(cast: Cast, person: Person, position: int) -> str:
    """The name of an unnamed head of a body: the first person shown soon after, by rank alone; "" where there is none.

    "a déclaré le chef du centre. … a ajouté le général Hugo Rey".
    """
    language = cast.language
    speaks = person.head in language["people.leaders"] or person.head in language["ties.speaks_for"]
    if not speaks or person.plural or len(person.words) < 2:
        return ""
    ahead = (office for office in cast.offices if position < office.offset <= position + _AHEAD)
    name = next((office.name for office in ahead), "")
    if not name or any(other == name for offset, other in cast.names if offset < position):
        return ""
    gender = cast.gender(name)
    if gender is not None and person.feminine is not None and gender != person.feminine:
        return ""
    return name if _is_rank(cast.role(name), language) else ""


def body_in_roles(person: Person, known: Iterable[Person], language: Language) -> str:
    """The body that a bare noun names again: "le centre" after "chef du Centre pour la paix"; "" where none does."""
    if person.words != {person.head}:
        return ""
    for other in known:
        words = list(_WORD.finditer(other.role.split(",", maxsplit=1)[0]))
        for before, word in pairwise(words):
            if before.group().lower() in language["words.definite"] and word.group().lower() == person.head:
                return other.role[word.start() :].split(",", maxsplit=1)[0]
    return ""


def _is_rank(role: str, language: Language) -> bool:
    words = [word.lower() for word in _WORD.findall(role)]
    ranked = bool(words) and words[0] in language["people.ranks"]
    return ranked and all(w in language["people.ranks"] or country_of_demonym(w, language.code) for w in words)


def many_in_one(person: Person, language: Language) -> bool:
    """Whether one noun stands for several people: "l'équipe … selon eux"."""
    return not person.plural and person.head in language["people.collectives"]


def writers_of(person: Person, language: Language) -> Person:
    """Who wrote what a plural pronoun seems to mean ("les calculs d'astronomes … selon eux"), or whoever it means."""
    words = ELISION.sub(r"\1 ", person.name).split() if person.head in language["documents"] else []
    at = next((at for at in range(2, len(words)) if words[at].lower() in language["people"]), 0)
    return describe(" ".join(words[at:]), language) if at and words[at - 1] in language["words.of"] else person
