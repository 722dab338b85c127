"""Counting now and then, so that a page does not count each time."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from claims.models import Figures
from claims.selectors.figures import figures_counted, figures_stored


def figures_fresh(*, days: int) -> Figures:
    """Return the figures of the last `days` days, at most FIGURES_SECONDS old."""
    stored = figures_stored(days=days)
    if stored and stored.at > timezone.now() - timedelta(seconds=settings.FIGURES_SECONDS):
        return stored
    fresh = {"at": timezone.now(), "data": figures_counted(days=days)}
    return Figures.objects.update_or_create(days=days, defaults=fresh)[0]
