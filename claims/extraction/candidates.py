"""Chooses the paragraphs worth parsing: those with a cue, a quotation or a conditional."""

from __future__ import annotations

import re

from claims.extraction.language import Language
from claims.extraction.paragraphs import BODY, HEADLINE, Paragraph
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.sentences import split_sentences
from claims.extraction.types import Span

_WORD = re.compile(r"\w+")
_PHRASE = 30


def select_candidates(
    text: str, paragraphs: list[Paragraph], language: Language
) -> list[tuple[Paragraph, list[Span], list[Quotation]]]:
    """Headlines and body paragraphs that hold a signal, each with its sentences and quotations."""
    found = []
    for paragraph in paragraphs:
        if paragraph.kind not in (BODY, HEADLINE):
            continue
        quotations = find_quotations(text, paragraph.span)
        sentences = _worth_parsing(text, split_sentences(text, paragraph.span, language), quotations, language)
        if sentences:
            found.append((paragraph, sentences, quotations))
    return found


def _worth_parsing(text: str, sentences: list[Span], quotations: list[Quotation], language: Language) -> list[Span]:
    """Sentences with a signal, a last colon or quotation marks, and the one before: its subject may speak next."""
    quoted = [quotation.outer for quotation in quotations]
    at = 0
    wanted = []
    for start, end in sentences:
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        marked = at < len(quoted) and quoted[at][0] < end
        introduces = text[start:end].endswith(":")
        wanted.append(marked or introduces or _has_signal(text, (start, end), language))
    return [
        sentence
        for number, sentence in enumerate(sentences)
        if wanted[number]
        or (number + 1 < len(sentences) and wanted[number + 1] and _looks_back(text, sentences[number + 1], language))
    ]


def _looks_back(text: str, sentence: Span, language: Language) -> bool:
    """Whether the sentence has a pronoun that may stand for somebody in the one before."""
    words = _WORD.findall(text[sentence[0] : sentence[1]].lower())
    back = language["words.third_person"] | language["words.latter_heads"] | language["bodies.generic"]
    return not back.isdisjoint(words)


def _has_signal(text: str, span: Span, language: Language) -> bool:
    endings = tuple(language["hedges.conditional_endings"])
    for match in _WORD.finditer(text, *span):
        word = match.group().lower()
        if word in language["hearsay.conditional"] or word.endswith(endings):
            return True
        if word in language.nouns:
            return True
        phrases = language.signals.get(word)
        if phrases and text[match.start() : match.start() + _PHRASE].lower().startswith(phrases):
            return True
        readings = language.verbs.get(word)
        if readings and any(
            not reading.rest or reading.rest[-1] in text[match.end() : span[1]] for reading in readings
        ):
            return True
        if word in language.according and match.start() == span[0]:
            return True
        if word in language.according and text[match.end() + 1 : match.end() + 2].isupper():
            return True
    return False
