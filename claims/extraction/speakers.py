"""Follows speakers through an article: pronouns, surnames, offices and bare nouns to the fullest name it gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from claims.extraction.cast import Cast
from claims.extraction.holders import body_in_roles, holds, many_in_one, named_later, writers_of
from claims.extraction.language import Language
from claims.extraction.mentions import AGENT, NAMED, SPOKE, SUBJECT, Mention
from claims.extraction.names import Person, anonymous, describe
from claims.extraction.place_context import country_of_demonym
from claims.extraction.place_language import fold, load_places
from claims.extraction.same_names import is_surname, parts, shorter, trails_off

_INTRODUCED = re.compile(r":\s*\n\s*[«“\"]\s*")
_STOP = re.compile(r"[.!?…](?=\s+\W*[^\W\d_a-zà-ÿ])|\n")
_FEW = 2
_MEMORY = 200
_TRAIL = 60
_PARAGRAPH = 1.0
_ONE_OF_MANY = 0.6
_RANK = 0.25
_HUMAN = 0.4
_HUMAN_QUOTED = 1.5
"""A pronoun that closes a quotation is a person rather than a body."""
_SURE = 0.3
_SPOKEN = 1.6
"""An epithet stands for somebody who has spoken rather than for anybody named since."""


@dataclass(slots=True)
class Speaker:
    """One resolved speaker and how it was found."""

    name: str | None
    role: str
    anonymous: bool
    rule: str
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class _Heard:
    offset: int
    person: Person
    weight: float


@dataclass(slots=True)
class Speakers:
    """The voices of one article so far, latest last."""

    language: Language
    cast: Cast
    breaks: list[int]
    """Offsets of the line breaks: paragraphs."""
    stops: list[int]
    """Offsets of the ends of sentences."""
    introduced: dict[int, int]
    """Where a quotation starts that a colon at the end of the paragraph before introduces, and where that colon is."""
    mentions: list[Mention] = field(default_factory=list)
    """Those still to come, first one last."""
    known: list[Person] = field(default_factory=list)
    trail: list[_Heard] = field(default_factory=list)
    human: float = _HUMAN

    @classmethod
    def of(cls, text: str, cast: Cast, mentions: list[Mention], language: Language) -> Speakers:
        """With every mention of the text, in text order."""
        breaks = [index for index, sign in enumerate(text) if sign == "\n"]
        stops = [match.start() for match in _STOP.finditer(text)]
        introduced = {match.end(): match.start() for match in _INTRODUCED.finditer(text)}
        return cls(language, cast, breaks, stops, introduced, mentions[::-1])

    def resolve(self, words: str, antecedent: str, position: int, *, quoted: bool = False) -> Speaker:
        """Who the words at this offset are; `antecedent` is what a relative pronoun or a dropped subject stands for."""
        self.human = _HUMAN_QUOTED if quoted or words.startswith("-") else _HUMAN
        self._hear(position)
        speaker = self._resolve(words, antecedent, position)
        if speaker.person:
            speaker.person.spoke = True
            self._note(position, speaker.person, SPOKE)
        return speaker

    def _note(self, offset: int, person: Person, weight: float) -> None:
        self.trail.append(_Heard(offset, person, weight))
        del self.trail[:-_TRAIL]

    def _hear(self, position: int) -> None:
        """Takes in whom the text names before this offset."""
        while self.mentions and self.mentions[-1].offset < position:
            mention = self.mentions.pop()
            if mention.words.lower() in self.language["words.anaphors"] | self.language["words.latter"]:
                heard = self._resolve(mention.words, "", mention.offset).person
            else:
                person = describe(mention.words, self.language)
                speaks = person.person or person.proper
                speaks = speaks or any(person.head in self.language[kind] for kind in ("bodies", "documents"))
                speaks = speaks and self.language["no_voice.events"].isdisjoint(person.words)
                heard = self._named(mention.words, mention.offset, person).person if speaks else None
            if heard:
                text = heard.head in self.language["documents"]
                self._note(mention.offset, heard, min(mention.weight, NAMED) if text else mention.weight)

    def _resolve(self, words: str, antecedent: str, position: int) -> Speaker:
        lowered = words.lower()
        if (not lowered or lowered in self.language["words.relative_subject"]) and antecedent:
            return self._resolve(antecedent, "", position)
        if not lowered or lowered in self.language["words.relative_subject"]:
            return self._last(position)
        if lowered in self.language["words.latter"]:
            return self._latter(lowered, position)
        pronoun = lowered.split("-")[-1] if lowered.startswith("-") else lowered
        if pronoun in self.language["words.impersonal"]:
            return Speaker(None, "", True, "coref.impersonal")
        if pronoun in self.language["words.third_person"] or lowered in self.language["words.subject_pronouns"]:
            return self._pronoun(pronoun, position)
        return self._named(words, position)

    def _last(self, position: int) -> Speaker:
        """Whoever spoke last, unless the same sentence, or a person in the one before, is a subject since."""
        colon = self.introduced.get(position, -1)
        subject = colon >= 0 and next((one for one in reversed(self.trail) if one.weight >= SUBJECT), None)
        if subject and self._count(self.stops, subject.offset, colon) == 0:
            return self._again(subject.person, "coref.introduced")
        heard = next((heard for heard in reversed(self.trail) if heard.weight == SPOKE), None)
        near = next((near for near in reversed(self.trail) if near.weight >= SUBJECT), None)
        if near and near is not heard and self._count(self.breaks, near.offset, position) == 0:
            if near.person.person or self._count(self.stops, near.offset, position) == 0:
                heard = near
        return self._again(heard.person, "coref.shared") if heard else Speaker(None, "", False, "coref.none")

    def _again(self, person: Person, rule: str) -> Speaker:
        if person in self.known:
            self.known.remove(person)
        self.known.append(person)
        role = person.role or self.cast.role(person.name)
        return Speaker(person.name, role, anonymous(person, self.language), rule, person)

    @staticmethod
    def _count(offsets: list[int], first: int, last: int) -> int:
        return bisect_right(offsets, last) - bisect_right(offsets, first)

    def _latter(self, words: str, position: int) -> Speaker:
        """ "ce dernier": the one named last before it that agrees."""
        agrees, documents = self._agreement(words), self.language["documents"]

        def fits(person: Person) -> bool:
            return agrees(person) and (person.spoke or person.head not in documents)

        heard = max((heard for heard in self.trail if fits(heard.person)), key=lambda heard: heard.offset, default=None)
        return self._again(heard.person, "coref.latter") if heard else self._pronoun("il", position)

    def _agreement(self, pronoun: str) -> Callable[[Person], bool]:
        first = pronoun.split(maxsplit=1)[0]
        feminine = first in self.language["words.feminine"] or first in self.language["words.feminine_plural"]
        plural = first in self.language["words.plural"]

        def fits(person: Person) -> bool:
            if person.plural != plural:
                return False
            return person.feminine is None or person.feminine == feminine or (plural and not feminine)

        return fits

    def _pronoun(self, pronoun: str, position: int) -> Speaker:
        """The one that agrees and stands out most: a subject or a voice, near, named."""
        scored = [*self._scored(self._agreement(pronoun), position)]
        if several := pronoun in self.language["words.several"]:
            fits = partial(many_in_one, language=self.language)
            scored += [(score - _ONE_OF_MANY, one) for score, one in self._scored(fits, position)]
        if best := max(scored, key=lambda pair: pair[0], default=None):
            return self._again(writers_of(best[1], self.language) if several else best[1], "coref.pronoun")
        last = self._last(position)
        return last if last.person is None else self._again(last.person, "coref.pronoun_last")

    def _scored(self, fits: Callable[[Person], bool], position: int) -> Iterator[tuple[float, Person]]:
        seen: list[Person] = []
        for heard in reversed(self.trail):
            if not fits(heard.person):
                continue
            if heard.person not in seen:
                seen.append(heard.person)
            rank = seen.index(heard.person)
            away = min(self._count(self.breaks, heard.offset, position), 4)
            human = self.human if heard.person.person else 0.0
            sure = _SURE if heard.person.feminine is not None else 0.0
            yield heard.weight + human + sure - _PARAGRAPH * away - _RANK * rank, heard.person

    def _named(self, words: str, position: int, person: Person | None = None) -> Speaker:
        person = person or describe(words, self.language)
        if person.proper:
            person.name = self.cast.full(person.name) or person.name
        known = self._same(person, words, position)
        if known:
            if len(person.role) > len(known.role) and known.name != person.role:
                known.role = person.role
            if known.name == person.name:
                known.words |= person.words
                known.person = known.person or person.person
                known.feminine = person.feminine if known.feminine is None else known.feminine
            return self._again(known, "coref.known")
        return self._new(person)

    def _new(self, person: Person) -> Speaker:
        gender = self.cast.gender(person.name)
        if gender is not None:
            person.feminine, person.person = gender, True
        self.known.append(person)
        del self.known[:-_MEMORY]
        role = person.role or self.cast.role(person.name)
        return Speaker(person.name, role, anonymous(person, self.language), "speaker.explicit", person)

    def _same(self, person: Person, words: str, position: int) -> Person | None:
        """The earlier one that has this surname, this office, or whose phrase holds these words."""
        own = parts(person.name, self.language)
        said = set(own)
        for known in reversed(self.known):
            theirs = parts(known.name, self.language)
            if said.isdisjoint(theirs):
                continue
            proper = known.proper
            if known.plural != person.plural and proper:
                continue
            short, long = sorted((person.name, known.name), key=len)
            if proper and person.proper and not is_surname(short, long, self.language):
                continue
            if not person.indefinite and proper == person.proper and shorter(own, theirs, proper=proper):
                if own == theirs[: len(own)] and trails_off(known.name, len(own), self.language):
                    known.name = person.name
                return known
            if proper and person.proper and shorter(theirs, own, proper=True) and theirs != own:
                known.name = person.name
                return known
        if person.indefinite or not words[:1].isalpha() or person.proper:
            return None
        return self._described(person, position)

    def _described(self, person: Person, position: int) -> Person | None:
        """Whom a description without a name goes back to."""
        person.words -= self.language["words.adjectives_before"]
        if person.head in self.language["people"]:
            return self._holder(person, position)
        named = self._bare_body(person, position) if person.head in self.language["bodies.generic"] else None
        if named:
            return named
        for known in reversed(self.known):
            if not known.person and person.head == known.head and person.words <= known.words:
                return known
        inside = body_in_roles(person, reversed(self.known), self.language)
        return self._new(describe(inside, self.language)).person if inside else None

    def _bare_body(self, person: Person, position: int) -> Person | None:
        """ "le groupe": the body introduced with that noun, else the one that stands out; "le journal" is no bank."""
        if len(person.words) > _FEW or set(person.name.lower().split()) & self.language["words.of"]:
            return None
        introduced = self.cast.bodies_called(person.head, position)
        heard = sorted(self.trail, key=lambda heard: (heard.weight >= AGENT, heard.offset), reverse=True)
        fitting = [one for one in [*(one.person for one in heard), *reversed(self.known)] if self._may_be_body(one)]
        for known in fitting:
            if known.name in introduced or known.role.partition(" ")[0].lower() == person.head:
                return known
        media = person.head in self.language["relays.media"]
        for known in fitting:
            if person.words <= known.words or self._outlet(known) == media:
                return known
        return next((known for known in fitting if media and known.spoke), None)

    def _may_be_body(self, known: Person) -> bool:
        land = fold(known.name) in load_places(self.language.code).kinds
        plain = known.proper and not (known.person or known.plural or land)
        return plain and not any(sign.isdigit() for sign in known.name)

    def _outlet(self, known: Person) -> bool:
        media = any(not self.language[kind].isdisjoint(known.words) for kind in ("relays.outlets", "relays.media"))
        return media or known.name in self.language.names.values()

    def _holder(self, person: Person, position: int) -> Person | None:
        held = next((known for known in reversed(self.known) if holds(known, person, self.language)), None)
        if held or person.owned or person.plural:
            return held
        office = self.cast.holder(person.head, person.words, position)
        if office:
            found = next((known for known in self.known if known.name == office.name), None)
            return found or self._new(describe(f"{office.text}, {office.name}", self.language)).person
        named = named_later(self.cast, person, position)
        if named:
            return self._new(describe(f"{person.name}, {named}", self.language)).person
        words = {word for word in person.words if not country_of_demonym(word, self.language.code)}
        if words == {person.head} and person.head in self.language["people.anaphoric"]:
            fits = self._agreement("elle" if person.feminine else "il")
            scored = self._scored(lambda other: other.person and other.proper and fits(other), position)
            return max(scored, key=lambda pair: pair[0] + _SPOKEN * pair[1].spoke, default=(0.0, None))[1]
        return None
