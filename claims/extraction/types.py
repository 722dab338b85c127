"""What extraction takes and returns. Every span is (start, end) in Unicode code points of the content as given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Span = tuple[int, int]

KINDS = ("direct", "mixed", "indirect", "hearsay")


class UnknownLanguage(LookupError):
    """No folder under `languages/` has this code."""


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A calendar expression and the days it names, first and last included; an open side is None."""

    start: date | None
    end: date | None
    grain: str
    """time, day, week, month, quarter, season, year …"""
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place as written, and what the gazetteer knows of it (WGS 84; "" and None: it knows nothing)."""

    text: str
    span: Span
    name: str
    country: str
    latitude: float | None
    longitude: float | None
    gazetteer_id: str


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One claim as the machine reads it, before it is stored."""

    spans: tuple[Span, ...]
    """The allegation, in text order, never empty."""
    allegation: str
    """The words of the spans, joined by a space."""
    cue: str
    """The words that attribute; "" where only quotation marks and context do."""
    cue_spans: tuple[Span, ...]
    kind: str
    """One of KINDS."""
    speaker: str
    """The words at the cue, or ""."""
    speaker_name: str | None
    """Who that is, best known from the article."""
    speaker_role: str
    """What the words say of them: "porte-parole du ministère", "maire de Brévannes"."""
    speaker_kind: str
    """person, organisation, state, document, anonymous, or unknown where the words do not show it."""
    speaker_organisation: str
    """Whom they speak for or belong to, as written without its article; ""."""
    speaker_relation: str
    """How: speaks_for, member_of, part_of, owned_by, controlled_by, funded_by; ""."""
    speaker_country: str
    """ISO 3166-1 code of the country that name, role or organisation names; ""."""
    anonymous: bool
    stated_on: DateInterval | None
    event_dates: tuple[DateInterval, ...]
    due: date | None
    """The day by which a forecast can be checked."""
    places: tuple[PlaceMention, ...]
    hedged: bool
    denied: bool
    relayed_by: tuple[str, ...]
    confidence: float
    """How likely the draft is a claim with these bounds, 0 to 1."""
    trace: tuple[str, ...]
    """Ids of the rules that fired, in order."""
