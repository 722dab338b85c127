"""Quotations that no cue attributes: they belong to the voice heard just before."""

from __future__ import annotations

from claims.extraction.antecedents import phrase_start
from claims.extraction.framed import Framed, WordRange
from claims.extraction.language import Language
from claims.extraction.nominals import phrase_end
from claims.extraction.passage import Passage
from claims.extraction.quotations import OPENING_MARKS
from claims.extraction.signatures import signature
from claims.extraction.subjects import first_voice, names_voice

_SPEECH_WORDS = 6
_SHORT_SPEECH = 3
_TOPIC = 6
"""Words before a colon that say what follows it."""


Floating = tuple[WordRange, WordRange | None]
"""A quotation, and the words of its speaker where a colon introduces it."""


def find_floating(passage: Passage, framed: list[Framed], language: Language) -> list[Floating]:
    """Quotations of speech that nothing claims, each with the words of a speaker where a colon introduces it.

    A sentence that is, but for its marks, a quotation has no such words: it goes on in the voice heard before.
    """
    claimed = [False] * len(passage.words)
    for item in framed:
        for first, last in (item.phrase, *item.content):
            claimed[first:last] = [True] * (last - first)
    found: list[Floating] = []
    for first, last in _speeches(passage):
        if any(claimed[first:last]):
            continue
        unit = passage.units[passage.unit_of[first]]
        outside = sum(passage.words[index].isalnum() for index in range(*unit) if not first <= index < last)
        if outside <= 1 or (first == unit[0] and signature(passage.text, passage.ends[last - 1])):
            found.append((unit if outside == 1 else (first, last), None))
        elif first > unit[0] and passage.words[first - 1] == ":":
            if not set(passage.words[max(first - _TOPIC, unit[0]) : first]) & language["no_voice.asked"]:
                last = _cut_up(passage, last, unit, claimed)
                found.append(((first, last), _introduced(passage, first, unit, language)))
    return found


def _cut_up(passage: Passage, last: int, unit: WordRange, claimed: list[bool]) -> int:
    """Behind the last words of ": « A », les élus « B » et « C »": a statement quoted in pieces is one."""
    comma = last < unit[1] and passage.words[last] == ","
    if not comma or any(claimed[last : unit[1]]):
        return last
    later = [at for at in range(last, unit[1]) if passage.quote[at] >= 0]
    return max(later) + 2 if later and not any(passage.words[at] in ":;" for at in range(last, unit[1])) else last


def join_leading(passage: Passage, framed: list[Framed], floating: list[Floating]) -> list[Floating]:
    """What is left once "« A. » « B », a dit X" that opens a paragraph has become one claim of X."""
    if not floating or floating[0][1] or floating[0][0][0] > 0 or passage.starts[0] > passage.paragraph[0]:
        return floating
    content = floating[0][0]
    number = passage.unit_of[content[1] - 1] + 1
    unit = passage.units[number] if number < len(passage.units) else (0, 0)
    for item in framed:
        opens = item.frame == "incise" and item.unit == unit and item.content and item.content[0][0] == unit[0]
        if opens and passage.words[unit[0]] in OPENING_MARKS and passage.quote[unit[0]] < 0:
            item.content = (content, *item.content)
            return floating[1:]
    return floating


def _speeches(passage: Passage) -> list[WordRange]:
    """Word ranges, marks included, of the quotations long enough to be speech and with a verb."""
    found = []
    index = 0
    while index < len(passage.words):
        number = passage.quote[index]
        if number < 0:
            index += 1
            continue
        first = index
        while index < len(passage.words) and passage.quote[index] == number:
            index += 1
        unit = passage.units[passage.unit_of[first]]
        alone = first - 1 <= unit[0] and index + 2 >= unit[1] and passage.capital(first)
        introduced = first > 1 and passage.words[first - 2] == ":"
        enough = _SHORT_SPEECH if alone or introduced else _SPEECH_WORDS
        verbless = (alone or introduced) and index - first >= _SPEECH_WORDS
        if index - first >= enough and (verbless or passage.has_verb(first, index)):
            found.append((max(first - 1, 0), min(index + 1, len(passage.words))))
    return found


def _introduced(passage: Passage, before: int, unit: WordRange, language: Language) -> WordRange | None:
    """Who the words before a colon make speak: somebody named, or else their subject."""
    voice = _that_of(passage, before - 1, unit, language) or _echo(passage, before - 1, unit, language)
    voice = voice or first_voice(passage, before, unit, language)
    if voice:
        return voice
    for index in range(unit[0], before):
        pronoun = passage.words[index] in language["words.impersonal"]
        if passage.dep[index].startswith("nsubj") and passage.quote[index] < 0 and not pronoun:
            start = phrase_start(passage, index, unit, language)
            return start, max(phrase_end(passage, start, before, language), index + 1)
    named = (at for at in range(before - 1, unit[0], -1) if passage.capital(at) and passage.quote[at] < 0)
    last = next(named, None)
    return (last, last + 1) if last is not None else None


def _echo(passage: Passage, colon: int, unit: WordRange, language: Language) -> WordRange | None:
    """ "Même constat chez Anne Roy, infirmière :", "Réponse du ministre :": no verb, and whose words behind "chez"."""
    links = language["words.of"] | language["words.at"]
    if passage.has_verb(unit[0], colon) or names_voice(passage, unit[0], unit[0] + 2, language):
        return None
    for at in range(unit[0] + 1, min(unit[0] + _TOPIC, colon - 1)):
        start = at + 1
        while start < colon and passage.words[start] in links:
            start += 1
        if passage.words[at] in links and names_voice(passage, start, start + 3, language):
            return (start, colon) if phrase_end(passage, start, colon, language) == colon else None
    return None


def _that_of(passage: Passage, colon: int, unit: WordRange, language: Language) -> WordRange | None:
    """ "… de nombreux commentaires, comme celui de Hugo Rey :": whose words come next."""
    for at in range(colon - 2, unit[0], -1):
        if passage.words[at] in language["words.of"] and passage.words[at - 1] in language["words.that_of"]:
            return (at + 1, colon) if phrase_end(passage, at + 1, colon, language) == colon else None
    return None
