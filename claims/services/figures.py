"""Counting now and then, so that a page does not count each time."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from redis.exceptions import RedisError

from claims.models import Claim, Figures
from claims.selectors.figures import figures_counted, figures_stored
from claims.selectors.places import OffMap, PlaceCount, Shared, claims_at_several, claims_by_place, claims_off_map

MANY = 5000  # claims; fewer are counted each time


@dataclass(frozen=True, slots=True)
class OnMap:
    """Where claims are, those with the most claims first, how many are at several, and what of them has no spot.

    Counted at `at`.
    """

    places: list[PlaceCount]
    off: OffMap
    shared: Shared
    at: datetime

    @property
    def many(self) -> bool:
        """Return whether these are so many that they are not counted each time."""
        return sum(place.claims for place in self.places) + self.off.claims + self.off.without > MANY


def figures_fresh(*, days: int) -> Figures:
    """Return the figures of the last `days` days, at most FIGURES_SECONDS old."""
    stored = figures_stored(days=days)
    if stored and stored.at > timezone.now() - timedelta(seconds=settings.FIGURES_SECONDS):
        return stored
    fresh = {"at": timezone.now(), "data": figures_counted(days=days)}
    return Figures.objects.update_or_create(days=days, defaults=fresh)[0]


def places_fresh(*, claims: QuerySet[Claim], search: str) -> OnMap:
    """Return where the claims of a search are; where they are very many, as of at most FIGURES_SECONDS ago.

    `search` names what is asked for, by whom where that matters. Without the cache it is counted each time.
    """
    key = f"places:{hashlib.sha256(search.encode()).hexdigest()}"
    kept = _kept(key)
    if kept is not None:
        return kept
    fresh = OnMap(claims_by_place(claims), claims_off_map(claims), claims_at_several(claims), timezone.now())
    if fresh.many:
        _keep(key, fresh)
    return fresh


def _kept(key: str) -> OnMap | None:
    try:
        found = cache.get(key)
    except RedisError:
        return None
    return found if isinstance(found, OnMap) else None


def _keep(key: str, figures: OnMap) -> None:
    with suppress(RedisError):  # without the cache it is counted again
        cache.set(key, figures, settings.FIGURES_SECONDS)
