"""Finds the words that attribute: verb groups whose head is a cue, and prepositional cues."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.cue_forms import agent, blamed, is_clitic, verb_form
from claims.extraction.cue_lexicon import Cue, Reading
from claims.extraction.language import Language
from claims.extraction.passage import Passage
from claims.extraction.quotations import CLOSING_MARKS
from claims.extraction.set_phrases import set_phrase

_REACH = 8


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue, in word numbers: group [first, last), `head` its verb, `inverted` the pronoun behind it or -1."""

    cues: tuple[Cue, ...]
    form: str
    first: int
    head: int
    last: int
    inverted: int
    passive: bool
    negated: bool
    reflexive: bool

    def cue_for(self, frame: str) -> Cue | None:
        """The block that allows this frame here, if any."""
        return next((cue for cue in self.cues if frame in cue.frames), None)


def find_cues(passage: Passage, language: Language) -> list[CueMatch]:
    """All cues in order of their head."""
    found: list[CueMatch] = []
    spoken: CueMatch | None = None
    for index, word in enumerate(passage.words):
        readings = language.verbs.get(word)
        match = None
        if readings:
            before = found[-1] if passage.quote[index] >= 0 and found else spoken
            before = next((other for other in reversed(found) if other.head == passage.head[index]), before)
            match = _verbal(passage, index, readings, language, before)
        elif word in language.according:
            match = _according(passage, index, language)
        elif language.any_verb and passage.pos[index] == "VERB":
            match = _any_verb(passage, index, language)
        if not match and word in language.nouns and passage.words[index - 1] in language["words.determiners"]:
            match = CueMatch(language.nouns[word], "noun", index, index, index + 1, -1, False, False, False)
        if match and not (found and match.first < found[-1].last and match.head <= found[-1].head):
            found.append(match)
            spoken = match if passage.quote[index] < 0 else spoken
    return found


def _according(passage: Passage, index: int, language: Language) -> CueMatch | None:
    for parts, cue in language.according[passage.words[index]]:
        if tuple(passage.words[index : index + len(parts)]) == parts:
            return CueMatch((cue,), "preposition", index, index, index + len(parts), -1, False, False, False)
    return None


def _any_verb(passage: Passage, index: int, language: Language) -> CueMatch | None:
    """A verb that no cue lists, right behind a closing mark and a comma, with its auxiliary and clitics."""
    first, helped, _ = _left_group(passage, index, language)
    if first < 2 or passage.words[first - 1] != "," or passage.words[first - 2] not in CLOSING_MARKS:
        return None
    if not (helped or passage.finite[index]):
        return None
    inverted = _inverted(passage, first, index, language)
    if inverted >= 0 and passage.words[inverted].endswith(tuple(language["words.impersonal_tail"])):
        return None  # "peut-on lire"
    last = max(index + 1, inverted + 1)
    form = "participle" if helped else "finite"
    return CueMatch(language.any_verb, form, first, index, last, inverted, False, False, False)


def _verbal(
    passage: Passage, index: int, readings: tuple[Reading, ...], language: Language, previous: CueMatch | None
) -> CueMatch | None:
    ends = [_after(passage, index, reading.rest, language) if reading.rest else index + 1 for reading in readings]
    fitting = [(reading, last) for reading, last in zip(readings, ends, strict=True) if last]
    if not fitting:
        return None
    last = max(last for _, last in fitting)
    fitting = [pair for pair in fitting if pair[1] == last]
    left = _left_group(passage, index, language)
    inverted = _inverted(passage, left[0], index, language)
    form = verb_form(passage, index, [reading for reading, _ in fitting], left, inverted, previous, language)
    if form is None:
        return None
    reflexive = any(passage.words[at] in language["words.reflexive"] for at in range(left[0], index))
    cues = [r.cue for r, _ in fitting if r.form == form and r.reflexive == reflexive]
    if not cues:
        return None
    return CueMatch(
        cues=tuple(dict.fromkeys(cues)),
        form=form,
        first=left[0],
        head=index,
        last=max(last, inverted + 1),
        inverted=inverted,
        passive=left[2]
        or (
            form == "participle"
            and not left[1]
            and (
                agent(passage, index + 1, language)
                or blamed(passage, index, [reading for reading, _ in fitting], language)
            )
        ),
        negated=any(passage.words[at] in language["words.negation"] for at in range(left[0], index)),
        reflexive=reflexive,
    )


def _after(passage: Passage, index: int, rest: tuple[str, ...], language: Language) -> int:
    """End of the cue's own words, in any gender and number, adverbs allowed between; 0 where they do not follow."""
    at = index + 1
    for word in rest:
        for _ in range(3):
            aside = at < len(passage.words) and (passage.pos[at] == "ADV" or passage.words[at].startswith("-"))
            if aside and not _agrees(passage.words[at], word, language):
                at += 1
        if at >= len(passage.words) or not _agrees(passage.words[at], word, language):
            return 0
        at += 1
    return at


def _agrees(word: str, wanted: str, language: Language) -> bool:
    return word == wanted or (word.startswith(wanted) and word[len(wanted) :] in language["words.agreement"])


def _left_group(passage: Passage, index: int, language: Language) -> tuple[int, bool, bool]:
    """First word of the verb group, whether an auxiliary stands in it, whether it is passive."""
    first, helped, passive = index, False, False
    reflexive = False
    asides = _asides(passage, index, language)
    for at in range(index - 1, max(index - _REACH, -1), -1):
        word = passage.words[at]
        if word in language["words.have"] or word in language["words.be"]:
            helped = True
            passive = passive or (word in language["words.be"])
            first = at
        elif word in language["words.reflexive"] and passage.pos[at] != "SCONJ":
            reflexive, first = True, at
        elif word in language["words.negation"] or (
            word in language["words.object_clitics"] and is_clitic(passage, at, language)
        ):
            first = at
        elif any(at == stop - 1 or start <= at < stop for start, stop in asides) or (
            word == "," and not helped and _set_off(passage, at, index, language)
        ):
            continue
        elif not (passage.pos[at] == "ADV" or word.startswith("-") or word in language["words.light_adverbs"]):
            break
        elif word.startswith("-"):
            first = max(at - 1, 0)  # and the verb it hangs on ("peut-on lire")
    if not helped and any(reading.form == "participle" for reading in language.verbs.get(passage.words[index], ())):
        first, helped, passive = _distant_auxiliary(passage, index, first, language)
    return first, helped, passive and not reflexive


def _distant_auxiliary(passage: Passage, index: int, first: int, language: Language) -> tuple[int, bool, bool]:
    """An auxiliary that the parser ties to the verb over a parenthetical phrase ("a, lors d'un débat, accusé")."""
    if first > 0 and passage.words[first - 1] == ",":
        for at in range(first - 2, max(first - 26, -1), -1):
            tied = passage.head[at] == index and passage.dep[at].startswith("aux") and passage.finite[at]
            opens = passage.words[at] in language["words.have"] and passage.words[at + 1] == ","
            if passage.quote[at] != passage.quote[index]:
                continue
            if tied or (opens and not passage.has_verb(at + 1, first)):
                return at, True, passage.words[at] in language["words.be"]
    return first, False, False


def _asides(passage: Passage, index: int, language: Language) -> list[tuple[int, int]]:
    """Set phrases between an auxiliary and its participle ("a par ailleurs déclaré")."""
    starts = range(max(index - _REACH, 0), index - 1)
    return [(start, start + size) for start in starts if (size := set_phrase(passage, start, index, language))]


def _set_off(passage: Passage, comma: int, index: int, language: Language) -> bool:
    """Whether this comma closes or opens a pronoun or adverb between auxiliary and participle ("a, lui, affirmé")."""
    words = [word for word in passage.words[max(comma - 4, 0) : index] if word != ","]
    return passage.words[index - 1] == "," and any(word in language["words.have"] for word in words)


def _inverted(passage: Passage, first: int, index: int, language: Language) -> int:
    """Number of the pronoun hung on the verb or its auxiliary, or -1."""
    places: list[int] = [index + 1, *range(index - 1, first, -1)]
    for at in places:
        word = passage.words[at] if at < len(passage.words) else ""
        if word.startswith("-") and "-" + word.split("-")[-1] in language["tokens.clitics"]:
            return at
    return -1
