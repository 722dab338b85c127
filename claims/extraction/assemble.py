"""Resolves speakers in text order and turns what was found into drafts, with dates and places."""

from __future__ import annotations

from datetime import date
from typing import Any

from claims.extraction.affiliations import UNKNOWN, Affiliation, Affiliations
from claims.extraction.anonymity import keep_unnamed
from claims.extraction.draft import Found
from claims.extraction.language import Language
from claims.extraction.speakers import Speaker, Speakers
from claims.extraction.types import ClaimDraft, Span
from claims.extraction.when_where import WhenWhere


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
    when_where = WhenWhere(content, found, language=language.code, published_on=published_on, gazetteer=gazetteer)
    affiliations = Affiliations(language, gazetteer, content)
    for item in sorted(found, key=lambda item: item.cue_spans or item.spans):
        if item.spans in seen:
            continue
        seen.add(item.spans)
        draft = _draft(content, item, speakers, when_where, affiliations)
        if draft.speaker or draft.speaker_name or draft.kind == "hearsay":
            drafts.append(draft)
    return sorted(drafts, key=lambda draft: draft.spans)


def _draft(
    content: str, item: Found, speakers: Speakers, when_where: WhenWhere, affiliations: Affiliations
) -> ClaimDraft:
    hearsay = item.kind == "hearsay"
    at = (item.cue_spans or item.spans)[0][0]
    quoted = item.kind == "direct"
    speaker = None if hearsay else speakers.resolve(item.speaker, item.antecedent, at, quoted=quoted)
    speaker = keep_unnamed(speaker, content, item, speakers.language) if speaker else None
    tie = _affiliation(speaker, affiliations)
    events, due = when_where.events_and_due(item)
    return ClaimDraft(
        spans=item.spans,
        allegation=" ".join(content[start:end] for start, end in item.spans),
        cue=" ".join(content[start:end] for start, end in item.cue_spans),
        cue_spans=item.cue_spans,
        kind=item.kind,
        speaker=item.speaker.split("-")[-1] if item.speaker.startswith("-") else item.speaker,
        speaker_name=speaker.name if speaker else None,
        speaker_role=speaker.role if speaker else "",
        speaker_kind=tie.kind,
        speaker_organisation=tie.organisation,
        speaker_relation=tie.relation,
        speaker_country=tie.country,
        anonymous=speaker.anonymous if speaker else False,
        stated_on=when_where.stated_on(item),
        event_dates=events,
        due=due,
        places=when_where.places(item),
        hedged=item.hedged,
        denied=item.denied,
        relayed_by=tuple(dict.fromkeys(item.relays)),
        confidence=item.confidence,
        trace=(*item.trace, *((speaker.rule,) if speaker else ())),
    )


def _affiliation(speaker: Speaker | None, affiliations: Affiliations) -> Affiliation:
    if not speaker or not speaker.name:
        return Affiliation(UNKNOWN)
    person = bool(speaker.person and speaker.person.person)
    tie = affiliations.of(speaker.name, speaker.role, person=person, anonymous=speaker.anonymous)
    return affiliations.held(tie, speaker.name)
