"""Follows speakers through an article: pronouns, surnames and bare nouns to the fullest earlier mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from claims.extraction.language import Language
from claims.extraction.names import Person, describe

_NAME = re.compile(
    r"[^\W\d_a-zà-ÿ][\w-]+(?:\s+(?:[^\W\d_a-zà-ÿ][\w'-]*|[^\W\d_a-zà-ÿ]\.|al|el|ben|de|van|von))*\s+[^\W\d_a-zà-ÿ][\w'-]+"
)

_LONGEST_NAME = 3
_MEMORY = 200
_NEAR = 3
_ACRONYM = re.compile(r"([^\W\d_a-zà-ÿ][\w'-]*(?:[ '][\w'-]+){1,9})\s+\(([A-Z]{2,8})\)")


@dataclass(slots=True)
class Speaker:
    """One resolved speaker and how it was found."""

    name: str | None
    role: str
    anonymous: bool
    rule: str
    person: Person | None = None


@dataclass(slots=True)
class Speakers:
    """The voices of one article so far, latest last."""

    language: Language
    full_names: tuple[tuple[int, str], ...] = ()
    """Capitalised names of several words, with their offsets."""
    by_surname: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    mentions: list[tuple[int, str]] = field(default_factory=list)
    """Subjects of sentences still to come, first one last."""
    known: list[Person] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, mentions: list[tuple[int, str]], language: Language) -> Speakers:
        """With every full name of the text, for surnames."""
        names = tuple((match.start(), match.group()) for match in _NAME.finditer(text))
        acronyms = {
            match.group(2): _spelled(match.group(1), match.group(2), language) for match in _ACRONYM.finditer(text)
        }
        by_surname: dict[str, str] = {}
        for _, full in names:
            parts = full.split()
            if len(parts) <= _LONGEST_NAME or not language["words.of"] & set(parts):
                by_surname.setdefault(parts[-1], full)
        return cls(language, names, by_surname, acronyms, sorted(mentions, reverse=True))

    def resolve(self, words: str, antecedent: str, position: int) -> Speaker:
        """Who the words at this offset are; `antecedent` is what a relative pronoun or a dropped subject stands for."""
        self._hear(position)
        speaker = self._resolve(words, antecedent, position)
        if speaker.person:
            speaker.person.spoke = True
        return speaker

    def _hear(self, position: int) -> None:
        """Takes in the subjects named before this offset."""
        while self.mentions and self.mentions[-1][0] < position:
            words = self.mentions.pop()[1]
            person = describe(words, self.language)
            if person.person or person.name[:1].isupper() or person.head in self.language["bodies"]:
                self._named(words)

    def _resolve(self, words: str, antecedent: str, position: int) -> Speaker:
        lowered = words.lower()
        if lowered in self.language["words.relative_subject"] and antecedent:
            return self._resolve(antecedent, "", position)
        if not lowered and antecedent:
            return self._resolve(antecedent, "", position)
        if not lowered or lowered in self.language["words.relative_subject"]:
            return self._last("coref.shared")
        if lowered in self.language["words.latter"]:
            return self._latter(position)
        tail = "-" + lowered.split("-")[-1] if lowered.startswith("-") else lowered
        if tail.strip("-") in self.language["words.impersonal"]:
            return Speaker(None, "", True, "coref.impersonal")
        if tail.strip("-") in self.language["words.third_person"] or lowered in self.language["words.subject_pronouns"]:
            return self._pronoun(tail.strip("-"))
        return self._named(words)

    def _last(self, rule: str) -> Speaker:
        person = next((person for person in reversed(self.known) if person.spoke), None)
        return self._again(person, rule) if person else Speaker(None, "", False, "coref.none")

    def _again(self, person: Person, rule: str) -> Speaker:
        if person in self.known:
            self.known.remove(person)
        self.known.append(person)
        return Speaker(person.name, person.role, _anonymous(person, self.language), rule, person)

    def _latter(self, position: int) -> Speaker:
        """ "ce dernier": the person named last before it."""
        at = bisect_left(self.full_names, (position, ""))
        for _, name in reversed(self.full_names[max(at - 4, 0) : at]):
            known = next((person for person in self.known if name.endswith(person.name.split()[-1])), None)
            if known is None or known.person:
                return self._named(name)
        return self._pronoun("il")

    def _pronoun(self, pronoun: str) -> Speaker:
        feminine = pronoun in self.language["words.feminine"] or pronoun == "elle"
        plural = pronoun in self.language["words.plural"]
        if feminine and not plural:
            sure = next(
                (person for person in reversed(self.known[-_NEAR:]) if person.feminine and not person.plural), None
            )
            if sure:
                return self._again(sure, "coref.pronoun")
        for person in reversed(self.known):
            if plural != person.plural:
                continue
            if person.feminine is not None and person.feminine != feminine and not plural:
                continue
            return self._again(person, "coref.pronoun")
        return self._last("coref.pronoun_last")

    def _named(self, words: str) -> Speaker:
        person = describe(words, self.language)
        known = self._same(person, words)
        if known:
            if len(person.role) > len(known.role):
                known.role = person.role
            if known.name == person.name:
                known.words |= person.words
            return self._again(known, "coref.known")
        full = self._full_name(person)
        if full:
            person.name = full
        self.known.append(person)
        del self.known[:-_MEMORY]
        return Speaker(person.name, person.role, _anonymous(person, self.language), "speaker.explicit", person)

    def _same(self, person: Person, words: str) -> Person | None:
        """The earlier speaker that has this surname, or whose phrase holds these words."""
        own = person.name.lower().split()
        indefinite = words.split(maxsplit=1)[0].lower() in self.language["words.indefinites"]
        for known in reversed(self.known):
            theirs = known.name.lower().split()
            if not indefinite and _shorter(own, theirs, proper=known.name[:1].isupper()):
                return known
            if (
                known.name[:1].isupper()
                and person.name[:1].isupper()
                and _shorter(theirs, own, proper=True)
                and theirs != own
            ):
                known.name = person.name
                return known
        if indefinite or not words[:1].isalpha() or person.name[:1].isupper():
            return None
        generic = person.words & self.language["bodies.generic"]
        for known in reversed(self.known):
            if generic and not known.person and known.name[:1].isupper():
                return known
            if person.words and person.words <= known.words | set(known.role.lower().split()):
                return known
        return None

    def _full_name(self, person: Person) -> str | None:
        """ "Kupchishin" or "M. Jamal" to the full name that the text has somewhere."""
        name = person.name
        if self.acronyms.get(name):
            return self.acronyms[name]
        if " " in name or not name[:1].isupper():
            return None
        return self.by_surname.get(name)


def _shorter(own: list[str], theirs: list[str], *, proper: bool) -> bool:
    """Whether one name is a short form of the other: its last words, or, for a body, its head and some more words."""
    if not own or not theirs:
        return False
    if proper:
        return own == theirs[-len(own) :] or (len(own) > 1 and own == theirs[: len(own)])
    return own[0] == theirs[0] and set(own) <= set(theirs)


def _spelled(words: str, acronym: str, language: Language) -> str:
    """The end of the words that an acronym in brackets abbreviates, from its first initial on; "" where none fits."""
    for match in re.finditer(r"[^\W\d_][\w-]*", words):
        article = match.group().lower() in language["words.determiners"]
        if match.group()[0] == acronym[0] and not article and " " in words[match.start() :]:
            return words[match.start() :].strip()
    return ""


def _anonymous(person: Person, language: Language) -> bool:
    return not person.name[:1].isupper() and bool(person.words & (language["people.described"]))
