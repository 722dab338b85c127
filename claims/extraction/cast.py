"""Everybody an article names, wherever it does: full names, surnames, acronyms, and who holds which office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from claims.extraction.language import Language
from claims.extraction.name_runs import last_of_two
from claims.extraction.place_context import country_of_demonym

_NAME = re.compile(
    r"[^\W\d_a-zà-ÿ][\w-]+'?"
    r"(?: +(?:(?:al-|el-)?[^\W\d_a-zà-ÿ][\w'-]*|[^\W\d_a-zà-ÿ]\.|al|el|ben|bin|de|van|von|der|da|dos))*"
    r" +(?:al-|el-)?[^\W\d_a-zà-ÿ][\w'-]+"
)
_ACRONYM = re.compile(r"([^\W\d_a-zà-ÿ][\w'-]*(?:[ '][\w'-]+){1,9})\s+\(([A-Z]{2,8})\)")
_REVERSED = re.compile(r"\b([A-Z]{2,8})\s+\(([^()\n]{6,80})\)")
_TOKEN = re.compile(r"[^\W\d_]+'|\w+(?:[-']\w+)*")
_EDGE = re.compile(r"[.;:«»()\n“”\"!?–—]")
_AFTER = re.compile(r"(?: \([^()\n]*\))?, (?:[^,\n]{1,20}\bans, )?([^,.;:«»()\n“”\"!?–—]{3,150})")
_BRACKETS = re.compile(r" \(([^()\n]{3,80})\)")
_REACH = 200
_LONGEST_NAME = 3
_OPENING = 3
_FULL = 2


@dataclass(frozen=True, slots=True)
class Office:
    """What the text says of somebody beside the name: "le maire de Sorval, Hugo Rey"."""

    offset: int
    name: str
    head: str
    words: frozenset[str]
    text: str


@dataclass(slots=True)
class Cast:
    """Built once for an article, before anybody is resolved."""

    language: Language
    names: tuple[tuple[int, str], ...]
    """Names of several words with their offsets, in text order."""
    by_surname: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    """The longest text of the offices of each name."""
    bodies: list[tuple[int, str, str]] = field(default_factory=list)
    """Offset, noun and name of "la compagnie Flydubai"."""

    @classmethod
    def of(cls, text: str, language: Language) -> Cast:
        """Reads the whole text."""
        cast = cls(language, tuple(_names(text, language)))
        for match in _ACRONYM.finditer(text):
            cast.acronyms.setdefault(match.group(2), _spelled(match.group(1), match.group(2), language))
        for match in _REVERSED.finditer(text):
            spelled = _spelled(match.group(2), match.group(1), language)
            if spelled and not cast.acronyms.get(match.group(1)):
                cast.acronyms[match.group(1)] = spelled
        for offset, name in cast.names:
            parts = name.split()
            if len(parts) <= _LONGEST_NAME or not language["words.of"] & set(parts):
                cast.by_surname.setdefault(parts[-1], name)
                if len(parts) > 2 and parts[-2].lower() in language["words.articles"]:
                    cast.by_surname.setdefault(" ".join(parts[-2:]), name)
            cast.offices += _offices(text, offset, name, language)
        for office in cast.offices:
            cast.roles[office.name] = max(cast.roles.get(office.name, ""), office.text, key=len)
        for match in _bodies(language["bodies.generic"]).finditer(text):
            cast.bodies.append((match.start(), match.group(1).lower(), match.group(2)))
        return cast

    def bodies_called(self, noun: str, position: int) -> frozenset[str]:
        """The names that the text gave before the offset to bodies of that noun."""
        return frozenset(name for offset, head, name in self.bodies if head == noun and offset < position)

    def full(self, name: str) -> str:
        """The fullest form of a surname or an acronym, "" where the text has none."""
        if name in self.acronyms:
            return self.acronyms[name]
        return self.by_surname.get(name, "")

    def gender(self, name: str) -> bool | None:
        """Whether the first name is a woman's; None where it does not tell."""
        first, _, rest = name.partition(" ")
        known = self.language.given_names.get(first, "") if rest else ""
        if not known and rest and "-" in first:
            known = self.language.given_names.get(first.partition("-")[0], "")
        if not known and first.endswith(tuple(self.language["people.feminine_endings"])) and self.role(name):
            return True
        return {"f": True, "m": False}.get(known)

    def person(self, name: str) -> bool:
        """Whether a name is surely somebody's: by its first name, or by the office that the text gives them."""
        return name.partition(" ")[0] in self.language.given_names or bool(self.role(name))

    def holder(self, head: str, words: set[str], position: int) -> Office | None:
        """Who holds the office that a description names: the last one before the offset, else the first after it."""
        fitting = [
            office
            for office in self.offices
            if words - {head} <= office.words and (_same_noun(office.head, head) or self._leads(office, head, words))
        ]
        before = [office for office in fitting if office.offset < position]
        if before:
            return before[-1]
        return fitting[0] if len({office.name for office in fitting}) == 1 else None

    def _leads(self, office: Office, head: str, words: set[str]) -> bool:
        """ "le patron de la SNCF" is its president."""
        leaders = self.language["people.leaders"]
        return office.head in leaders and head in leaders and len(words) > 1

    def role(self, name: str) -> str:
        """The longest description that the text gives of somebody, ""."""
        return self.roles.get(name, "")


@cache
def _bodies(nouns: frozenset[str]) -> re.Pattern[str]:
    capital = r"[^\W\d_a-zà-ÿ][\w'-]*"
    return re.compile(rf"\b({'|'.join(sorted(nouns))}) (?:[a-zà-ÿ-]+ ){{0,2}}?({capital}(?: {capital})*)")


def _same_noun(one: str, other: str) -> bool:
    return one == other or one + "e" == other or one == other + "e"


def _names(text: str, language: Language) -> Iterator[tuple[int, str]]:
    known = set(language.names.values())
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group().rstrip("'")
        link = re.search(r"\b(\w+)['\s]+(?:la |l')?$", text[max(start - 12, 0) : start])
        complement = link is not None and link.group(1).lower() in language["words.complement_links"]
        while name not in known and " " in name and _no_name(name.split(), language, complement=complement):
            first, _, name = name.partition(" ")
            start += len(first) + 1 + len(name) - len(name.lstrip())
            name = name.lstrip()
        words = name.split()
        second = last_of_two(words, language)
        if second:
            yield start, " ".join(words[:second])
            start += name.index(words[second], len(words[0]))
        if " " in name:
            yield start, " ".join(words[second:])


def _no_name(words: list[str], language: Language, *, complement: bool) -> bool:
    """Whether a capitalised word before a name is no part of it: "Selon Hugo Rey", "maire de Sorval Hugo Rey"."""
    lowered = words[0].lower()
    if any(lowered in language[name] for name in ("words.determiners", "words.openers", "words.honorifics")):
        return True
    if lowered in language["people"] and words[0] not in language.given_names:
        return True
    if words[1] not in language.given_names or words[0] in language.given_names:
        return len(words) > _FULL and words[1][0].isupper() and bool(country_of_demonym(lowered, language.code))
    common = any(lowered in language[name] for name in ("people", "bodies", "documents", "words.adjectives_before"))
    return common or complement or bool(country_of_demonym(lowered, language.code))


def _offices(text: str, offset: int, name: str, language: Language) -> Iterator[Office]:
    before = _described(_piece_before(text, offset, language), language)
    if before:
        yield Office(offset, name, *before)
    match = _AFTER.match(text, offset + len(name)) or _BRACKETS.match(text, offset + len(name))
    after = _described(match.group(1), language, first=_OPENING) if match else None
    if after:
        yield Office(offset, name, *after)


def _piece_before(text: str, offset: int, language: Language) -> str:
    """The words that a name may be the apposition of; "" where a preposition makes it their complement."""
    start = max(offset - _REACH, 0)
    edges = [match.end() for match in _EDGE.finditer(text, start, offset)]
    words = text[edges[-1] if edges else start : offset].strip()
    pieces = [piece.strip() for piece in words.rstrip(",").split(",")]
    piece = pieces.pop()
    while pieces and piece.split(" ")[0].lower().split("'")[0] in {word.strip("'") for word in language["words.of"]}:
        piece = f"{pieces.pop()}, {piece}"
    tokens = _TOKEN.findall(piece)
    links = language["words.of"] | language["words.to"] | language["words.by"]
    return "" if not tokens or (not words.endswith(",") and tokens[-1].lower() in links) else piece


def _described(piece: str, language: Language, first: int = 99) -> tuple[str, frozenset[str], str] | None:
    """Head, words and text of the office in a piece of a sentence: the first noun for people behind its last verb."""
    tokens = list(_TOKEN.finditer(piece))
    words = [token.group().lower() for token in tokens]
    verbs = [at for at, word in enumerate(words) if _verb(word, language)]
    begin = verbs[-1] + 1 if verbs else 0
    if verbs and first <= _OPENING:
        return None
    for at in range(begin, min(len(words), begin + first)):
        head = words[at] if words[at] in language["people"] else words[at].split("-")[-1]
        ranked = at > begin and head in language["people.ranks"] and words[at - 1].isalpha()
        if ranked and words[at - 1] not in language["words.determiners"] | language["words.adjectives_before"]:
            continue  # "procureure générale": no rank
        if head in language["people"] and (at == begin or words[at - 1] not in language["words.of"]):
            start = at
            while start > begin and words[start - 1] in language["words.adjectives_before"]:
                start -= 1
            content = {word for word in words[start:] if word not in language["words.determiners"]}
            return words[at], frozenset(content), piece[tokens[start].start() :].strip(" ,")
    return None


def _verb(word: str, language: Language) -> bool:
    if word in language["words.have"] or word in language["words.be"]:
        return True
    return word in language.verbs and word not in language["people"] and word not in language["bodies"]


def _spelled(words: str, acronym: str, language: Language) -> str:
    """The end of the words that an acronym in brackets abbreviates, from its first initial on; "" where none fits."""
    for match in re.finditer(r"[^\W\d_][\w-]*", words):
        article = match.group().lower() in language["words.determiners"]
        initial = match.group()[0].upper() == acronym[0]
        if initial and not article and " " in words[match.start() :]:
            return words[match.start() :].strip()
    return ""
