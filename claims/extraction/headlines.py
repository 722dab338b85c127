"""Headline forms: "X : P", "P – X", "« Q » : X"."""

from __future__ import annotations

import re
from bisect import bisect_right

from claims.extraction.confidence import HEADLINE as HEADLINE_CONFIDENCE
from claims.extraction.draft import Found
from claims.extraction.language import Language
from claims.extraction.names import span_text
from claims.extraction.paragraphs import HEADLINE, Paragraph
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.spans import trim
from claims.extraction.types import Span

_COLON = re.compile(r"\s*:\s+")
_DASH = re.compile(r"\s+[–—-]\s+")
_WORD = re.compile(r"\w+(?:[-'.]\w+)*")
_GOES_ON = ("words.name_particles", "words.of", "words.and")

HeadlineClaim = tuple[Span, Span, Span]
"""Allegation, cue, speaker."""


def headline_claim(
    text: str, paragraph: Paragraph, quotations: list[Quotation], language: Language
) -> HeadlineClaim | None:
    """The claim a headline attributes by a colon or a dash, or None ("Syrie : P" names a subject, not a speaker)."""
    start, end = paragraph.span
    for quotation in quotations[:1]:
        if (
            quotation.outer[0] == start
            and quotation.closed
            and quotation.inner[1] - quotation.inner[0] > 12
            and "?" not in text[quotation.inner[1] - 2 : quotation.inner[1]]
        ):
            colon = re.compile(r"\s*[:,]\s*").match(text, quotation.outer[1], end)
            if colon and colon.end() < end:
                speaker = _first_phrase(text, (colon.end(), end), language)
                if speaker and _can_say(text, speaker, language):
                    return quotation.inner, (colon.start(), colon.end()), speaker
    colon = _COLON.search(text, start, end)
    if colon and _outside(colon.start(), quotations) and colon.end() < end:
        if _speaks(text, (start, colon.start()), (colon.end(), end), language) or _quoted(colon.end(), end, quotations):
            return (colon.end(), end), colon.span(), (start, colon.start())
    dashes = list(_DASH.finditer(text, start, end))
    if dashes and _outside(dashes[-1].start(), quotations):
        speaker = (dashes[-1].end(), end)
        words = _WORD.findall(text, *speaker)
        if any(word[0].isdigit() for word in words):
            return None  # "Groupe D : Mérévie - Sorvalie, à 15h à Tourvel"
        known = bool(words) and (words[0].lower() in language["people"] or words[0].lower() in language["bodies"])
        if known and len(words) <= 6:
            return (start, dashes[-1].start()), dashes[-1].span(), speaker
        if 1 <= len(words) <= 4 and all(word[0].isupper() for word in words if len(word) > 3) and words[0][0].isupper():
            return (start, dashes[-1].start()), dashes[-1].span(), speaker
    return None


def _outside(position: int, quotations: list[Quotation]) -> bool:
    return not any(quotation.outer[0] <= position < quotation.outer[1] for quotation in quotations)


def _quoted(start: int, end: int, quotations: list[Quotation]) -> bool:
    """Whether a quotation fills the rest."""
    return any(quotation.outer[0] == start and end - quotation.outer[1] <= 2 for quotation in quotations)


def _speaks(text: str, span: Span, rest: Span, language: Language) -> bool:
    """Whether the words before the colon hold a role, an office or a seat of power; a country is a topic there."""
    if span_text(text, span) in language.metonyms:
        stated = _WORD.search(text, *rest)
        return stated is not None and stated.group().lower() in language["words.articles"]
    words = [word.lower() for word in _WORD.findall(text, *span)]
    words = words[1:] if words[:1] and words[0] in language["words.articles"] else words
    return len(words) <= 10 and bool(words) and words[0] in language["people"] and "'" not in words[0]


def _can_say(text: str, span: Span, language: Language) -> bool:
    """Whether the words name somebody: "« Gilets jaunes » : troisième week-end" names a topic."""
    words = _WORD.findall(text, *span)[:4]
    kinds = ("people", "bodies", "documents")
    known = any(word.lower() in language[kind] for word in words for kind in kinds)
    return known or any(word[0].isupper() for word in words)


def _first_phrase(text: str, span: Span, language: Language) -> Span | None:
    """The leading words up to a verb's preposition: "Dupont sur la réforme" gives "Dupont"."""
    words = list(_WORD.finditer(text, *span))[:12]
    end = span[0]
    for number, word in enumerate(words):
        lowered = word.group().lower()
        if number and (lowered in language["adverbials.stop"] or lowered in language["words.headline_stops"]):
            break
        named = number and words[0].group()[0].isupper() and words[number - 1].group()[0].isupper()
        if named and lowered == word.group() and not any(lowered in language[name] for name in _GOES_ON):
            break  # "Maud Perrin rassure les habitants"
        end = word.end()
    return (span[0], end) if end > span[0] else None


def outside_headlines(headlines: list[Found], found: list[Found]) -> list[Found]:
    """What does not start inside the claim of a headline: the colon names who says it all."""
    starts = [head.spans[0][0] for head in headlines]

    def inside(at: int) -> bool:
        number = bisect_right(starts, at) - 1
        return number >= 0 and at < headlines[number].spans[0][1]

    return [item for item in found if not inside(item.spans[0][0])]


def _hedged(text: str, span: Span, language: Language) -> bool:
    """Whether a word of doubt or a conditional stands in it ("L'attaque aurait été mise en scène – Moscou")."""
    words = [word.lower() for word in _WORD.findall(text, *span)]
    return any(word in language["hedges"] or word in language["hedges.conditional"] for word in words)


def headline_found(text: str, paragraphs: list[Paragraph], language: Language) -> list[Found]:
    """The headlines' claims as attributions, speakers as written."""
    found: list[Found] = []
    for paragraph in paragraphs:
        if paragraph.kind != HEADLINE:
            continue
        quotations = find_quotations(text, paragraph.span)
        claim = headline_claim(text, paragraph, quotations, language)
        if claim:
            allegation, cue, speaker = claim
            start, end = trim(text, *allegation)
            whole = [
                quotation
                for quotation in quotations
                if quotation.inner == allegation or quotation.outer == (start, end)
            ]
            if whole:
                start, end = trim(text, *whole[0].inner)
            mixed = any(quotation.outer[0] < end and start < quotation.outer[1] for quotation in quotations)
            kind = "direct" if whole else "mixed" if mixed else "indirect"
            if start < end:
                words = span_text(text, speaker)
                found.append(
                    Found(
                        ((start, end),),
                        kind,
                        (cue,),
                        words,
                        "",
                        (),
                        _hedged(text, (start, end), language),
                        False,
                        [],
                        HEADLINE_CONFIDENCE,
                        ["frame.headline"],
                    )
                )
    return found
