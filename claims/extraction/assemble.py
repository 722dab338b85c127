"""Resolves speakers in text order and turns what was found into drafts, with dates and places."""

from __future__ import annotations

from datetime import date
from typing import Any

from claims.extraction.dates import due_date, find_dates, stated_date
from claims.extraction.draft import Found
from claims.extraction.language import Language
from claims.extraction.speakers import Speakers
from claims.extraction.types import ClaimDraft, DateInterval, PlaceMention, Span


def assemble(
    content: str,
    found: list[Found],
    speakers: Speakers,
    language: Language,
    *,
    published_on: date | None,
    gazetteer: Any,
) -> list[ClaimDraft]:
    """Drafts in text order, duplicates folded."""
    drafts: list[ClaimDraft] = []
    seen: set[tuple[Span, ...]] = set()
    for item in sorted(found, key=lambda item: item.cue_spans or item.spans):
        if item.spans in seen:
            continue
        seen.add(item.spans)
        draft = _draft(content, item, speakers, language, published_on, gazetteer)
        if draft.cue or draft.speaker_name:
            drafts.append(draft)
    return sorted(drafts, key=lambda draft: draft.spans)


def _draft(
    content: str, item: Found, speakers: Speakers, language: Language, published_on: date | None, gazetteer: Any
) -> ClaimDraft:
    hearsay = item.kind == "hearsay"
    speaker = None if hearsay else speakers.resolve(item.speaker, item.antecedent, (item.cue_spans or item.spans)[0][0])
    stated, events, places = _when_and_where(content, item, language, published_on, gazetteer)
    return ClaimDraft(
        spans=item.spans,
        allegation=" ".join(content[start:end] for start, end in item.spans),
        cue=" ".join(content[start:end] for start, end in item.cue_spans),
        cue_spans=item.cue_spans,
        kind=item.kind,
        speaker=item.speaker.lstrip("-").removeprefix("t-"),
        speaker_name=speaker.name if speaker else None,
        speaker_role=speaker.role if speaker else "",
        anonymous=speaker.anonymous if speaker else False,
        stated_on=stated,
        event_dates=events,
        due=due_date(content, item.spans, reference=published_on, language=language.code),
        places=places,
        hedged=item.hedged,
        denied=item.denied,
        relayed_by=tuple(dict.fromkeys(item.relays)),
        confidence=item.confidence,
        trace=(*item.trace, *((speaker.rule,) if speaker else ())),
    )


def _when_and_where(
    content: str, item: Found, language: Language, published_on: date | None, gazetteer: Any
) -> tuple[DateInterval | None, tuple[DateInterval, ...], tuple[PlaceMention, ...]]:
    code = language.code
    near = item.cue_spans or item.stated_region
    stated = stated_date(content, item.stated_region, near, item.spans, reference=published_on, language=code)
    events = find_dates(content, item.spans, reference=published_on, language=code)
    return stated, tuple(events), ()
