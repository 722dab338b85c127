"""What the words say of a speaker: its kind, the organisation it speaks for or is part of, its country."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extraction.language import Language
from claims.extraction.ownership import find_ownerships, owner
from claims.extraction.place_context import country_of_demonym
from claims.extraction.place_language import fold, load_places

if TYPE_CHECKING:
    from claims.extraction.gazetteer import Gazetteer

PERSON, ORGANISATION, STATE, DOCUMENT, ANONYMOUS, UNKNOWN = (
    "person",
    "organisation",
    "state",
    "document",
    "anonymous",
    "unknown",
)
KINDS = (PERSON, ORGANISATION, STATE, DOCUMENT, ANONYMOUS, UNKNOWN)
RELATIONS = ("owned_by", "controlled_by", "part_of", "funded_by", "speaks_for", "member_of")

_TOKEN = re.compile(r"[^\W\d_]+'|[\w&.]+(?:[-'’][\w&.]+)*|[^\w\s]")
_ACRONYM = 8
_WIDEST = 4
"""Words of the longest name of a country that is looked for."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One of KINDS; an organisation's name as written; one of RELATIONS, or ""; an ISO country, or ""."""

    kind: str
    organisation: str = ""
    relation: str = ""
    country: str = ""


class Affiliations:
    """Reads the ties of the speakers of one article."""

    def __init__(self, language: Language, gazetteer: Gazetteer | None, content: str) -> None:
        self._content = content
        self._ownerships = find_ownerships(content, language)
        self._language = language
        self._places = load_places(language.code)
        self._gazetteer = gazetteer
        self._joint = re.compile(r",| (?:{}) ".format("|".join(sorted(language["words.and"]))))
        self._owners: dict[str, tuple[str, str]] = {}

    def of(self, name: str, role: str, *, person: bool, anonymous: bool) -> Affiliation:
        """What name and role say; the two are the same where the words give no name."""
        kind = self.kind(name, role, person=person, anonymous=anonymous)
        phrase = role or name
        organisation, relation = self.tie(phrase)
        country = self.country(phrase) or (self.country(name) if kind != PERSON else "")
        return Affiliation(kind, organisation, relation, country)

    def held(self, tie: Affiliation, name: str) -> Affiliation:
        """The same, or for an organisation with no tie who holds it, if the article says so beside its name."""
        if tie.relation or tie.kind not in (ORGANISATION, UNKNOWN):
            return tie
        if name not in self._owners:
            self._owners[name] = owner(name, self._content, self._ownerships)
        organisation, relation = self._owners[name]
        return replace(tie, organisation=organisation, relation=relation) if relation else tie

    def kind(self, name: str, role: str, *, person: bool, anonymous: bool) -> str:
        """What sort of voice it is, "unknown" where the words do not show it."""
        if anonymous:
            return ANONYMOUS
        words = [word.lower() for word in _TOKEN.findall(name)]
        if words and words[0] in self._language["documents"]:
            return DOCUMENT
        if self._state(name):
            return STATE
        if self._body(name, words, role):
            return ORGANISATION
        given = len(words) > 1 and name.split(maxsplit=1)[0] in self._language.given_names
        plural = words and words[0] in self._language["people.plural"]
        return PERSON if given or (person and not plural) else UNKNOWN

    def _body(self, name: str, words: list[str], role: str) -> bool:
        roles = role.lower().split() if role != name else []
        if any(word in self._language["people"] for word in (*roles[:2], *words[:1])):
            return False
        acronym = name.isupper() and 2 <= len(name) <= _ACRONYM
        bodies = [self._language[kind] for kind in ("bodies", "relays.media", "bodies.names")]
        known = name in self._language.metonyms or name in self._language.names.values()
        said = (*words[:2], *words[-1:], *roles[:1], name.lower())
        return acronym or known or any(word in kind for kind in bodies for word in said)

    def _state(self, name: str) -> bool:
        folded = fold(name)
        known = self._places.kinds.get(folded) == "country" or folded in self._places.governments
        return known and name[:1].isupper()

    def tie(self, phrase: str) -> tuple[str, str]:
        """The organisation that a role or a part belongs to, and how: "porte-parole du ministère" speaks for it."""
        tokens = list(_TOKEN.finditer(phrase))
        words = [token.group().lower() for token in tokens]
        for at, word in enumerate(words):
            if word in (",", "et"):
                break
            relation = self._relation(word)
            if word in self._language.offices and (not at or words[at - 1] not in self._language["ties.no_office"]):
                office = self._language.offices[word] + phrase[tokens[at].end() :].split(",", maxsplit=1)[0]
                return (office, "member_of") if len(words) > at + 1 else ("", "")
            if relation:
                organisation = self._complement(phrase, tokens[at + 1 :], relation)
                return (organisation, relation) if organisation else ("", "")
        return "", ""

    def _relation(self, word: str) -> str:
        return next(
            (relation for relation in RELATIONS if word in self._language.lists.get(f"ties.{relation}", ())), ""
        )

    def _complement(self, phrase: str, tokens: list[re.Match[str]], relation: str) -> str:
        """The first organisation behind "de", "à" or "chez", up to the comma."""
        links = self._language["words.of"]
        if relation != "speaks_for":
            links = links | self._language["ties.links"]
        for number, token in enumerate(tokens):
            if token.group() == ",":
                return ""
            if token.group().lower() not in links:
                continue
            start = number + 1
            while start < len(tokens) and tokens[start].group().lower() in self._language["words.articles"]:
                start += 1
            if relation == "part_of" and number > 1 and self._in_a_name(tokens[number - 1], tokens[start : start + 1]):
                continue
            bare = start == number + 1 and token.group().lower() in self._language["ties.bare"]
            if start < len(tokens) and self._organisation(phrase[tokens[start].start() :], relation, bare=bare):
                return self._whole(
                    phrase[tokens[start].start() :].split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0].strip()
                )
        return ""

    def _in_a_name(self, before: re.Match[str], follow: list[re.Match[str]]) -> bool:
        """Whether the link stands inside a name in capitals: "Centre pour la Réconciliation des Parties"."""
        word = follow[0].group() if follow else ""
        known = word.isupper() or word in self._language.metonyms or word.lower() in self._language["bodies"]
        return before.group()[:1].isupper() and word[:1].isupper() and not known

    def _whole(self, words: str) -> str:
        """A proper name without what follows: "MSF pour la Syrie" is MSF; a body keeps it."""
        found = list(_TOKEN.finditer(words))
        for joint, follow in pairwise(found):
            if joint.group() in self._language["ties.since"]:
                return words[: joint.start()].strip()
            if joint.group() in self._language["words.and"] and follow.group().lower() in self._language["people"]:
                return self._whole(words[: joint.start()].strip())
        if words[0].isupper() and found[0].group().lower() not in self._language["bodies"]:
            for token in found[1:]:
                if token.group().lower() in self._language["ties.after_name"]:
                    return words[: token.start()].strip()
        return words

    def _organisation(self, words: str, relation: str, *, bare: bool) -> bool:
        """Whether the words name an organisation; `bare` where no article stands before them ("chef de mission")."""
        name = re.split(self._joint, words, maxsplit=1)[0].strip()
        first = _TOKEN.findall(name)[0]
        if first[0].islower():
            head = first.lower().split("-")[0] if first not in self._language["bodies"] else first
            return not bare and head in self._language["bodies"] and head not in self._language["ties.fields"]
        if self._state(name):
            return relation == "speaks_for"
        given = first in self._language.given_names or first.endswith(".")
        seat = name in self._language.metonyms
        place = (not seat and fold(name) in self._places.kinds) or (
            self._gazetteer and self._gazetteer.kind_of(fold(name))
        )
        body = first.lower() in self._language["bodies"] and first.lower() not in self._language["ties.fields"]
        return body or not (place or (given and " " in name) or first.lower() in self._language["ties.fields"])

    def country(self, phrase: str) -> str:
        """The country of a body or an office in the words, else the first that they name, or whose people they name."""
        words = [word for word in _TOKEN.findall(phrase) if word not in ".,"]
        heads = self._language["bodies"], self._language["people"]
        first = ""
        for at, word in enumerate(words):
            found = self._country_at(words, at) or country_of_demonym(word.lower(), self._language.code)
            if found and at and any(words[at - 1].lower() in kind for kind in heads):
                return found
            if (
                found
                and not first
                and not {w.lower() for w in words[max(at - 2, 0) : at]} & self._language["ties.after_name"]
            ):
                first = found
        return first

    def _country_at(self, words: list[str], at: int) -> str:
        for size in range(_WIDEST, 0, -1):
            name = " ".join(words[at : at + size]).replace("' ", "'")
            if name[:1].islower():
                return ""
            if name in self._language.metonyms:
                return self._language.metonyms[name]
            folded = fold(name)
            if self._places.kinds.get(folded) == "country":
                return self._places.countries.get(folded, "")
            if folded in self._places.governments and self._gazetteer:
                place = self._gazetteer.resolve(name)
                return place.country if place else ""
        return ""
