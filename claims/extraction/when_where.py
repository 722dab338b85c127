"""When a claim was made, and when and where what it alleges happens: dates and places of one article's drafts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from claims.extraction.dates import due_date, find_expressions, stated_date
from claims.extraction.draft import Found
from claims.extraction.places import PlaceReader
from claims.extraction.types import DateInterval, PlaceMention, Span

if TYPE_CHECKING:
    from claims.extraction.gazetteer import Gazetteer


_STOPS = (". ", "! ", "? ", "\n")


class WhenWhere:
    """Reads one article against its day of publication; asked once for each claim."""

    def __init__(
        self,
        content: str,
        found: Iterable[Found],
        *,
        language: str,
        published_on: date | None,
        gazetteer: Gazetteer | None,
    ) -> None:
        self._content = content
        self._language = language
        self._published_on = published_on
        found = tuple(found)
        self._cues = sorted(span for item in found for span in item.cue_spans)
        self._alleged: tuple[Span, ...] = tuple(span for item in found for span in item.spans)
        self._gazetteer = gazetteer

    def stated_on(self, item: Found) -> DateInterval | None:
        """The date at the cue; none that stands in what anybody alleges."""
        return stated_date(
            self._content,
            self._stated_region(item),
            item.cue_spans or item.stated_region,
            self._alleged,
            reference=self._published_on,
            language=self._language,
        )

    def _stated_region(self, item: Found) -> tuple[Span, ...]:
        """The words around the cue; where its subject is that of a verb which is no cue, the sentence before it too."""
        if not (item.shared and item.cue_spans and item.stated_region):
            return item.stated_region
        (start, end), *others = item.stated_region
        opening = max(self._content.rfind(stop, 0, start) for stop in _STOPS) + 1
        if any(opening <= cue[0] < start for cue in self._cues):
            return item.stated_region
        return ((opening, end), *others)

    def events_and_due(self, item: Found) -> tuple[tuple[DateInterval, ...], date | None]:
        """The dates inside the allegation, and the day by which a forecast can be checked."""
        found = find_expressions(self._content, item.spans, reference=self._published_on, language=self._language)
        events = tuple(expression.interval for expression in found if expression.use == "claim")
        return events, due_date(found, self._published_on)

    @cached_property
    def _places(self) -> PlaceReader:
        """Read only where there is a claim."""
        return PlaceReader(self._content, language=self._language, gazetteer=self._gazetteer)

    def places(self, item: Found) -> tuple[PlaceMention, ...]:
        """The places inside the allegation."""
        return tuple(self._places.find(item.spans))
