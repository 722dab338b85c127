"""Follows speakers through an article: pronouns, surnames and bare nouns to the fullest earlier mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claims.extraction.language import Language
from claims.extraction.names import Person, describe

_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w'-]+(?:\s+(?:[^\W\d_a-zà-ÿ][\w'-]*\.?|al|el|ben|de|van|von))*\s+[^\W\d_a-zà-ÿ][\w'-]+")


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
    full_names: tuple[str, ...] = ()
    known: list[Person] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, language: Language) -> Speakers:
        """With every full name of the text, for surnames."""
        return cls(language, tuple(dict.fromkeys(match.group() for match in _NAME.finditer(text))))

    def resolve(self, words: str, antecedent: str) -> Speaker:
        """Who the words at the cue are; `antecedent` is what a relative pronoun stands for."""
        lowered = words.lower()
        if lowered in self.language["words.relative_subject"] and antecedent:
            return self.resolve(antecedent, "")
        if not lowered or lowered in self.language["words.relative_subject"]:
            return self._last("coref.shared")
        tail = "-" + lowered.split("-")[-1] if lowered.startswith("-") else lowered
        if tail.strip("-") in self.language["words.impersonal"]:
            return Speaker(None, "", True, "coref.impersonal")
        if tail.strip("-") in self.language["words.third_person"] or lowered in self.language["words.subject_pronouns"]:
            return self._pronoun(tail.strip("-"))
        return self._named(words)

    def _last(self, rule: str) -> Speaker:
        if not self.known:
            return Speaker(None, "", False, "coref.none")
        person = self.known[-1]
        return self._again(person, rule)

    def _again(self, person: Person, rule: str) -> Speaker:
        if person in self.known:
            self.known.remove(person)
        self.known.append(person)
        return Speaker(person.name, person.role, _anonymous(person, self.language), rule, person)

    def _pronoun(self, pronoun: str) -> Speaker:
        feminine = pronoun in self.language["words.feminine"] or pronoun == "elle"
        plural = pronoun in self.language["words.plural"]
        for want_person in (not plural, False):
            for person in reversed(self.known):
                if plural != person.plural or (want_person and not person.person):
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
            known.words |= person.words
            return self._again(known, "coref.known")
        full = self._full_name(person)
        if full:
            person.name = full
        self.known.append(person)
        return Speaker(person.name, person.role, _anonymous(person, self.language), "speaker.explicit", person)

    def _same(self, person: Person, words: str) -> Person | None:
        """The earlier speaker that has this surname, or whose phrase holds these words."""
        own = {word for word in person.name.lower().replace("-", " ").split() if word not in self.language["words.determiners"]}
        indefinite = words.split()[0].lower() in self.language["words.indefinites"]
        for known in reversed(self.known):
            theirs = set(known.name.lower().replace("-", " ").split())
            if own and own <= theirs and not indefinite:
                return known
            if theirs and theirs < own and person.person == known.person and len(theirs) > 0 and known.name[:1].isupper():
                known.name = person.name
                return known
        if indefinite or not words[:1].isalpha() or person.name[:1].isupper():
            return None
        for known in reversed(self.known):
            if person.words and person.words <= known.words | set(known.role.lower().split()):
                return known
        return None

    def _full_name(self, person: Person) -> str | None:
        """ "Kupchishin" or "M. Jamal" to the full name that the text has somewhere."""
        name = person.name
        if " " in name or not name[:1].isupper():
            return None
        for full in self.full_names:
            if full.split()[-1] == name:
                return full
        return None


def _anonymous(person: Person, language: Language) -> bool:
    return not person.name[:1].isupper() and bool(person.words & (language["people.described"]))

