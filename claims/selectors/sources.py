"""Queries on the directory of sources."""

from django.db.models import QuerySet

from claims.models import Source, SourceState


def source_list(*, retired: bool = False) -> QuerySet[Source]:
    """Return the directory by name."""
    sources = Source.objects.select_related("actor").order_by("name")
    return sources if retired else sources.exclude(state=SourceState.RETIRED)
