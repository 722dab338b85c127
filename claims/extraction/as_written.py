"""Reads accents composed and typography plain, and gives every word back as the article writes it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from claims.extraction.normalise import normalise
from claims.extraction.types import ClaimDraft, Span

_REACH = 600  # code points before the cue within which its speaker is looked for first


@dataclass(frozen=True, slots=True)
class Reading:
    """`composed` is `content` with its accents composed, `text` is that in plain typography, code point by code point.

    `starts[i]` is where the composed code point i begins in `content`; None where the two are the same.
    """

    content: str
    composed: str
    text: str
    starts: list[int] | None
    seen: dict[str, list[int]] = field(default_factory=dict)
    """Where words stand in `text`, once they were looked for."""

    @classmethod
    def of(cls, content: str) -> Reading:
        """Reads a content; the article's own code points are what every span in the end counts."""
        composed, starts = _compose(content)
        return cls(content, composed, normalise(composed), starts)

    def draft(self, draft: ClaimDraft) -> ClaimDraft:
        """The draft with its words and spans as they stand in the content."""
        near = (draft.cue_spans or draft.spans)[0][0]
        draft = replace(
            draft,
            speaker=self._words(draft.speaker, near),
            speaker_name=self._words(draft.speaker_name, near) if draft.speaker_name else draft.speaker_name,
            speaker_role=self._words(draft.speaker_role, near),
            speaker_organisation=self._words(draft.speaker_organisation, near),
            relayed_by=tuple(self._words(relay, near) for relay in draft.relayed_by),
        )
        return draft if self.starts is None else self._moved(draft)

    def _words(self, words: str, near: int) -> str:
        """The words with their own apostrophes, from where they stand nearest before the cue; ordinary spaces."""
        places = self._places(words) if words else []
        if not places:
            return words
        at = places[bisect_left(places, near - _REACH) % len(places)]
        return " ".join(self.composed[at : at + len(words)].split())

    def _places(self, words: str) -> list[int]:
        """Every offset in `text` at which the words stand."""
        if words not in self.seen:
            places = self.seen[words] = []
            at = self.text.find(words)
            while at >= 0:
                places.append(at)
                at = self.text.find(words, at + 1)
        return self.seen[words]

    def _moved(self, draft: ClaimDraft) -> ClaimDraft:
        spans = tuple(self._span(span) for span in draft.spans)
        cue_spans = tuple(self._span(span) for span in draft.cue_spans)
        said = draft.stated_on
        return replace(
            draft,
            spans=spans,
            allegation=" ".join(self.content[start:end] for start, end in spans),
            cue_spans=cue_spans,
            cue=" ".join(self.content[start:end] for start, end in cue_spans),
            stated_on=replace(said, span=self._span(said.span)) if said else None,
            event_dates=tuple(replace(day, span=self._span(day.span)) for day in draft.event_dates),
            places=tuple(replace(place, span=self._span(place.span)) for place in draft.places),
        )

    def _span(self, span: Span) -> Span:
        starts = self.starts or []
        return starts[span[0]], starts[span[1]]


def _compose(content: str) -> tuple[str, list[int] | None]:
    if unicodedata.is_normalized("NFC", content):
        return content, None
    pieces: list[str] = []
    starts: list[int] = []
    begin = 0
    while begin < len(content):
        end = begin + 1
        while end < len(content) and unicodedata.combining(content[end]):
            end += 1
        composed = unicodedata.normalize("NFC", content[begin:end])
        pieces.append(composed)
        starts += [begin + min(number, end - begin - 1) for number in range(len(composed))]
        begin = end
    return "".join(pieces), [*starts, len(content)]
