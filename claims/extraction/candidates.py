"""Chooses the paragraphs worth parsing: those with a cue, a quotation or a conditional."""

from __future__ import annotations

import re

from claims.extraction.language import Language
from claims.extraction.paragraphs import BODY, HEADLINE, Paragraph
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.sentences import split_sentences
from claims.extraction.types import Span

_WORD = re.compile(r"\w+(?:'\w+)?")


def select_candidates(
    text: str, paragraphs: list[Paragraph], language: Language
) -> list[tuple[Paragraph, list[Span], list[Quotation]]]:
    """Headlines and body paragraphs that hold a signal, each with its sentences and quotations."""
    found = []
    for paragraph in paragraphs:
        if paragraph.kind not in (BODY, HEADLINE):
            continue
        quotations = find_quotations(text, paragraph.span)
        if quotations or _has_signal(text, paragraph.span, language):
            found.append((paragraph, split_sentences(text, paragraph.span, language), quotations))
    return found


def _has_signal(text: str, span: Span, language: Language) -> bool:
    for match in _WORD.finditer(text, *span):
        word = match.group().lower()
        if word in language.verbs or word in language["hearsay.conditional"] or word in language.signals:
            return True
        if word in language.according and text[match.end() + 1 : match.end() + 2].isupper():
            return True
    return False
