"""A draft as the JSON record that the shell command and the API give."""

from __future__ import annotations

from typing import Any

from claims.extraction.types import ClaimDraft, DateInterval, PlaceMention


def draft_record(draft: ClaimDraft) -> dict[str, Any]:
    """Plain values only: dates in ISO form, spans as [start, end]."""
    return {
        "allegation": draft.allegation,
        "spans": [list(span) for span in draft.spans],
        "cue": draft.cue,
        "cue_spans": [list(span) for span in draft.cue_spans],
        "kind": draft.kind,
        "speaker": draft.speaker,
        "speaker_name": draft.speaker_name,
        "speaker_role": draft.speaker_role,
        "speaker_kind": draft.speaker_kind,
        "speaker_organisation": draft.speaker_organisation,
        "speaker_relation": draft.speaker_relation,
        "speaker_country": draft.speaker_country,
        "anonymous": draft.anonymous,
        "stated_on": _date(draft.stated_on) if draft.stated_on else None,
        "event_dates": [_date(interval) for interval in draft.event_dates],
        "due": draft.due.isoformat() if draft.due else None,
        "places": [_place(place) for place in draft.places],
        "hedged": draft.hedged,
        "denied": draft.denied,
        "relayed_by": list(draft.relayed_by),
        "confidence": draft.confidence,
        "trace": list(draft.trace),
    }


def _date(interval: DateInterval) -> dict[str, Any]:
    return {
        "start": interval.start.isoformat() if interval.start else None,
        "end": interval.end.isoformat() if interval.end else None,
        "grain": interval.grain,
        "text": interval.text,
        "span": list(interval.span),
        "rule": interval.rule,
    }


def _place(place: PlaceMention) -> dict[str, Any]:
    return {
        "text": place.text,
        "span": list(place.span),
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "gazetteer_id": place.gazetteer_id,
    }
