"""When a claim was made, and when and where what it alleges happens: dates and places of one article's drafts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from claims.extraction.dates import due_date, find_expressions, stated_date
from claims.extraction.draft import Found
from claims.extraction.places import PlaceReader
from claims.extraction.types import DateInterval, PlaceMention, Span

if TYPE_CHECKING:
    from claims.extraction.gazetteer import Gazetteer


_STOP = re.compile(r"[.!?](?= )|\n")


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
        self._cues = sorted(span[0] for item in found for span in item.cue_spans)
        self._alleged = sorted(span for item in found for span in item.spans)
        self._reached = list(accumulate((end for _, end in self._alleged), max))
        self._stops = [match.end() for match in _STOP.finditer(content)]
        self._gazetteer = gazetteer

    def stated_on(self, item: Found) -> DateInterval | None:
        """The date at the cue; none that stands in what anybody alleges."""
        region = self._stated_region(item)
        return stated_date(
            self._content,
            region,
            item.cue_spans or item.stated_region,
            self._alleged_near(region),
            reference=self._published_on,
            language=self._language,
        )

    def _alleged_near(self, region: tuple[Span, ...]) -> list[Span]:
        """What is alleged in the region, or beside it."""
        if not region:
            return []
        first = bisect_right(self._reached, min(start for start, _ in region))
        return self._alleged[first : bisect_left(self._alleged, (max(end for _, end in region),))]

    def _stated_region(self, item: Found) -> tuple[Span, ...]:
        """The words around the cue; where its subject is that of a verb which is no cue, the sentence before it too."""
        if not (item.shared and item.cue_spans and item.stated_region):
            return item.stated_region
        (start, end), *others = item.stated_region
        before = bisect_right(self._stops, start)
        opening = self._stops[before - 1] if before else 0
        if bisect_left(self._cues, opening) < bisect_left(self._cues, start):
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
