"""Which way the verb beside a date points: back, ahead, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from claims.extraction.date_rules import TenseMarks
from claims.extraction.date_words import Word

# How many words on each side a verb is looked for: a bound on the work, wider than most sentences.
_REACH = 40
_PURPOSE = 10


class Lean(Enum):
    """Where an expression that names no year or week lies from the reference day."""

    BACK = "back"
    NONE = "none"
    AHEAD = "ahead"
    BOUND = "bound"
    """A limit ("until", "by"), whatever the verb."""


def lean_of(words: Sequence[Word], first: int, last: int, tense: TenseMarks) -> Lean:
    """The lean of the words [first, last): their preposition, else the nearest verb of clause or sentence."""
    before = [word.text for word in words[max(first - 2, 0) : first]]
    if any(text in tense.words["behind"] for text in before):
        return Lean.BACK
    if before and before[-1] in tense.words["toward"]:
        return Lean.AHEAD
    if any(text in tense.words["ahead"] for text in before):
        return Lean.BOUND
    ends = tense.words["ends_sentence"] | {"\n"}
    clause = _stretch(words, first, last, ends | tense.words["ends_clause"])
    return (
        _lean_within(words, first, last, clause, tense)
        or _lean_within(words, first, last, _stretch(words, first, last, ends), tense, far=True)
        or Lean.NONE
    )


def _lean_within(
    words: Sequence[Word], first: int, last: int, bounds: tuple[int, int], tense: TenseMarks, *, far: bool = False
) -> Lean | None:
    """By the nearest verb before the date, else the nearest behind it, an infinitive, or a participle alone.

    A conditional that is `far`, in another clause, reports rather than looks ahead.
    """
    low, high = bounds
    led = any(_is_infinitive(words, at, tense) for at in range(max(low + 1, first - 4), first))
    if led and any(words[at].text in tense.words["calls"] for at in range(low, first)):
        return Lean.AHEAD
    for at in (*range(first - 1, low - 1, -1), *range(last, high)):
        lean = Lean.NONE if far and _reports(words[at].text, tense) else _verb(words, at, tense)
        if lean is not Lean.NONE:
            return lean
    if led or _has_purpose(words, low, first, tense):
        return Lean.AHEAD
    return Lean.BACK if any(_is_participle(words[at], tense) for at in range(low, first)) else None


def _reports(text: str, tense: TenseMarks) -> bool:
    return text.endswith(tense.endings["conditional_endings"]) and text not in tense.words["future"]


def _has_purpose(words: Sequence[Word], low: int, first: int, tense: TenseMarks) -> bool:
    """ "pour rencontrer le maire à Sorval mardi"."""
    places = range(max(low + 1, first - _PURPOSE), first)
    return any(words[at - 1].text in tense.words["toward"] and _is_infinitive(words, at, tense) for at in places)


def has_verb(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether any word that may be a verb in the present stands beside the words [first, last)."""
    return any(
        "word" in word.classes and len(word.text) > 1
        for word in [*words[max(first - _REACH, 0) : first], *words[last : last + _REACH]]
    )


def _stretch(words: Sequence[Word], first: int, last: int, ends: frozenset[str]) -> tuple[int, int]:
    low, high = first, last
    while low > max(first - _REACH, 0) and words[low - 1].text not in ends:
        low -= 1
    while high < min(last + _REACH, len(words)) and words[high].text not in ends:
        high += 1
    return low, high


def _verb(words: Sequence[Word], at: int, tense: TenseMarks) -> Lean:
    text = words[at].text
    if text in tense.words["future"]:
        return Lean.AHEAD
    if text in tense.words["auxiliaries"]:
        if _has_participle(words, at, tense):
            return Lean.BACK
        return Lean.AHEAD if text in tense.words["conditional_auxiliaries"] else Lean.NONE
    if len(text) < 4 or text in tense.words["not_verbs"] or not words[at].classes.keys() & {"word", "function"}:
        return Lean.NONE
    if text.endswith(tense.endings["future_endings"] + tense.endings["conditional_endings"]):
        return Lean.AHEAD
    return Lean.BACK if text.endswith(tense.endings["past_endings"]) else Lean.NONE


def _has_participle(words: Sequence[Word], at: int, tense: TenseMarks) -> bool:
    endings = tense.endings["participle_endings"]
    ahead = words[at + 1 : at + 6]
    return any(_ends_in(word, endings, tense) or word.text in tense.words["participles"] for word in ahead)


def _is_participle(word: Word, tense: TenseMarks) -> bool:
    """Whether it is surely one, even with no auxiliary."""
    return len(word.text) > 4 and _ends_in(word, tense.endings["sure_participle_endings"], tense)


def _ends_in(word: Word, endings: tuple[str, ...], tense: TenseMarks) -> bool:
    return "word" in word.classes and word.text.endswith(endings) and word.text not in tense.words["not_verbs"]


def _is_infinitive(words: Sequence[Word], at: int, tense: TenseMarks) -> bool:
    text = words[at].text
    return (
        text.endswith(tense.endings["infinitive_endings"])
        and text not in tense.words["not_infinitives"]
        and words[at - 1].text in tense.words["before_infinitive"]
    )
