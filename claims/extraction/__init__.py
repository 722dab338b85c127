"""Finds every claim a news text attributes to somebody. Pure: no Django, clock, network or database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from claims.extraction.as_written import Reading
from claims.extraction.assemble import assemble
from claims.extraction.attributions import find_attributions
from claims.extraction.candidates import select_candidates
from claims.extraction.cast import Cast
from claims.extraction.continued import join_continued
from claims.extraction.headlines import headline_found, outside_headlines
from claims.extraction.interviews import interview_turns
from claims.extraction.language import languages, load_language
from claims.extraction.mentions import find_mentions, named_mentions, weigh
from claims.extraction.paragraphs import find_paragraphs
from claims.extraction.parse import load_model, parse
from claims.extraction.record import draft_record
from claims.extraction.speakers import Speakers
from claims.extraction.types import ClaimDraft, DateInterval, PlaceMention, Span, UnknownLanguage

if TYPE_CHECKING:
    from claims.extraction.gazetteer import Gazetteer

__all__ = [
    "ClaimDraft",
    "DateInterval",
    "PlaceMention",
    "Span",
    "UnknownLanguage",
    "draft_record",
    "extract",
    "languages",
    "warm_up",
]


def extract(
    content: str, *, language: str, published_on: date | None, gazetteer: Gazetteer | None = None
) -> list[ClaimDraft]:
    """The claims of one content, in text order; spans are code points into `content` as given.

    Raises UnknownLanguage where no folder has the code; no content makes it raise.
    """
    voice = load_language(language)
    reading = Reading.of(content)
    text = reading.text
    paragraphs = find_paragraphs(text, voice)
    turns = interview_turns(text, paragraphs)
    headlines = turns + outside_headlines(turns, headline_found(text, paragraphs, voice))
    passages = parse(text, select_candidates(text, paragraphs, voice), voice)
    found = headlines + outside_headlines(
        headlines, [item for passage in passages for item in find_attributions(passage, voice)]
    )
    mentions = [mention for passage in passages for mention in find_mentions(passage, voice)]
    cast = Cast.of(text, voice)
    mentions = weigh([*mentions, *named_mentions(text, cast, voice)], found)
    found = join_continued(passages, found)
    speakers = Speakers.of(text, cast, mentions, voice)
    drafts = assemble(reading.composed, found, speakers, voice, published_on=published_on, gazetteer=gazetteer)
    return [reading.draft(draft) for draft in drafts]


def warm_up() -> None:
    """Load every language and its model, so that the first article does not wait for them."""
    for code in languages():
        load_model(load_language(code).model)
