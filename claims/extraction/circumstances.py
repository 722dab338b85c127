"""Dates, adverbs, addressees and occasions between a cue and its subject or content."""

from __future__ import annotations

from claims.extraction.language import Language
from claims.extraction.nominals import is_date, phrase_end, starts_phrase
from claims.extraction.passage import Passage
from claims.extraction.set_phrases import set_phrase


def skip_date(passage: Passage, at: int, limit: int, language: Language) -> int:
    """One past a date that starts at `at`, or `at`."""
    if at >= limit or not is_date(passage, at, limit, language):
        return at
    index = at + 1
    while index < limit and (
        passage.words[index] in language["when"]
        or passage.words[index] in language["when.nouns"]
        or passage.words[index] in language["when.after"]
        or passage.words[index] in language["when.deictic"]
        or passage.words[index][:1].isdigit()
    ):
        index += 1
    return index


def skip_circumstances(passage: Passage, at: int, limit: int, language: Language, *, commas: bool = False) -> int:
    """One past every date, adverb and prepositional phrase from `at` on; with `commas`, those set off by commas too."""
    index = at
    while index < limit:
        step = _one(passage, index, limit, language)
        if step == index and commas and passage.words[index] == ",":
            step = _one(passage, index + 1, limit, language)
            step = index if step == index + 1 else step
        if step == index:
            return index
        index = step
    return index


def _one(passage: Passage, at: int, limit: int, language: Language) -> int:
    if at >= limit:
        return at
    after = skip_date(passage, at, limit, language)
    if after > at:
        return after
    word, pos = passage.words[at], passage.pos[at]
    phrase = set_phrase(passage, at, limit, language)
    if phrase:
        return at + phrase
    if word in language["adverbials.circumstance"] and word not in language["words.that"]:
        after = _prepositional(passage, at, limit, language)
        if after > at or pos != "ADV":
            return after
    following = passage.words[at + 1] if at + 1 < limit else ""
    if word in language["words.subordinators"] and (pos != "ADV" or following in language["words.that"]):
        return at
    if word in language["words.negation"] or word in language["words.how"]:
        return at
    if pos == "ADV" and word not in language["words.that"] and word not in language["words.relatives"]:
        return at + 1
    aside = at + 1 < limit and passage.words[at + 1] == "," and at > 0 and passage.words[at - 1] == ","
    if aside and word in language["words.third_person"]:
        return at + 1
    if word in language["words.said_alone"]:
        return at + 1
    if word in language["words.partitive"] and following in language["words.third_person"]:
        return at + 2  # "a dit de lui le maire"
    return at


def _prepositional(passage: Passage, at: int, limit: int, language: Language) -> int:
    start = at + 1
    if start < limit and passage.words[start] in language["words.of"]:
        start += 1
    dated = skip_date(passage, start, limit, language)
    if dated > start:
        return dated
    if start < limit and passage.words[start] in language["when.nouns"]:
        return start + 1
    outlet = start
    while outlet < limit and passage.words[outlet] in language["relays.outlets"]:
        outlet += 1
    if outlet == start and not starts_phrase(passage, start, limit, language):
        return at
    end = phrase_end(passage, start, limit, language, apposed=True)
    closed = end < limit and (passage.words[end] in language["words.that"] or passage.words[end] in ",:")
    whole = outlet - start > 1 or passage.surface(start, outlet).isupper()
    return end if outlet == start or (closed and end > outlet and not whole) else outlet
