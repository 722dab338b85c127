"""Cuts a content into paragraphs and says what each is: headline, body, caption or boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.language import Language
from claims.extraction.types import Span

HEADLINE, BODY, CAPTION, BOILERPLATE, SIGNATURE = "headline", "body", "caption", "boilerplate", "signature"

_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]")
_ENDS = re.compile(r"[.!?…:;»\"”)\]]\s*$")
_LONGEST_HEADLINE = 220
_FIXED_WIDTH = 50
_DASH = re.compile(r"\s*[—–-]\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-blank line, without the blanks around it."""

    span: Span
    kind: str


def find_paragraphs(text: str, language: Language) -> list[Paragraph]:
    """All paragraphs in order; one that only repeats the first headline is boilerplate."""
    found: list[Paragraph] = []
    title = ""
    previous_end = 0
    for start, end in _lines(text):
        raw = text[start:end]
        start += len(raw) - len(raw.lstrip())
        end -= len(raw) - len(raw.rstrip())
        if start >= end:
            continue
        words = text[start:end]
        gap = text.count("\n", previous_end, start) if found else 2
        kind = _classify(words, language, first=not found, alone=gap > 1)
        if kind == HEADLINE and not title:
            title = words
        elif title and words.rstrip(".") == title.rstrip("."):
            kind = BOILERPLATE
        found.append(Paragraph((start, end), kind))
        previous_end = end
    return found


def _lines(text: str) -> list[Span]:
    """Lines with text; one that a fixed width cut from the line before is joined to it."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if found and text[found[-1][1] : start] == "\n" and _cut_off(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _cut_off(text: str, before: Span, start: int) -> bool:
    """Whether a line goes on the sentence of a long line before it."""
    line = text[before[0] : before[1]]
    last = line.rstrip()[-1:]
    if text[start].islower() and line.count("«") > line.count("»"):
        return True  # a quotation that a line end cuts
    return text[start].islower() and (last.isalnum() or last in ",'-") and before[1] - before[0] > _FIXED_WIDTH


def _classify(words: str, language: Language, *, first: bool, alone: bool) -> str:
    lowered = words[:80].lower()
    if not _LETTERS.search(words) or lowered.startswith(tuple(language["boilerplate.starts"])):
        return BOILERPLATE
    if lowered.startswith(tuple(language["boilerplate.captions"])):
        return CAPTION
    if len(words) <= 160 and _DASH.match(words) and not _ENDS.search(words):
        return SIGNATURE
    if len(words) <= _LONGEST_HEADLINE and not _ENDS.search(words) and (first or alone):
        return HEADLINE
    return BODY
