"""Anonymity that the text states: "a confié sous couvert d'anonymat le directeur du chantier"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claims.extraction.draft import Found
from claims.extraction.language import Language
from claims.extraction.speakers import Speaker

_STOP = re.compile(r"[.!?…](?=\s)|\n")


def keep_unnamed(speaker: Speaker, content: str, item: Found, language: Language) -> Speaker:
    """The speaker as the sentence of the cue describes them where it keeps their name to itself.

    Whoever is kept unnamed once is so in the whole article; somebody with a name never is.
    """
    person = speaker.person
    if not person or not person.person or person.proper:
        return speaker
    person.unnamed = person.unnamed or _stated(content, item, language)
    if not person.unnamed:
        return speaker
    return replace(speaker, name=f"{speaker.name}, {person.unnamed}", anonymous=True)


def _stated(content: str, item: Found, language: Language) -> str:
    """The words of the cue's sentence, outside of what is alleged, that keep a name unnamed; ""."""
    first, last = (item.cue_spans or item.spans)[0]
    stops = [match.end() for match in _STOP.finditer(content, max(first - 1000, 0), last + 1000)]
    start = max((stop for stop in stops if stop <= first), default=max(first - 1000, 0))
    end = min((stop for stop in stops if stop >= last), default=last + 1000)
    text = content[start:end]
    for span in item.spans:
        low, high = max(span[0] - start, 0), max(span[1] - start, 0)
        text = text[:low] + " " * len(text[low:high]) + text[high:]
    match = _pattern(language["anonymity"]).search(text)
    return match.group() if match else ""


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b".replace("'", "['’]"), re.IGNORECASE)
