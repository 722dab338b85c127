"""Queries on the directory of sources."""

from django.db.models import Count, Q, QuerySet

from claims.models import Evidence, Source, SourceState


def source_list(*, retired: bool = False) -> QuerySet[Source]:
    """Return the directory by name."""
    sources = Source.objects.select_related("actor").order_by("name")
    return sources if retired else sources.exclude(state=SourceState.RETIRED)


def source_counted() -> QuerySet[Source]:
    """Return every source by name, with `evidence_count`: the pieces that count."""
    counting = Q(evidence__withdrawal=None, evidence__replaced_by=None)
    return source_list(retired=True).annotate(evidence_count=Count("evidence", filter=counting))


def source_detail(*, source_id: int) -> Source:
    """Return a source with what is known of its actor. Raises Source.DoesNotExist."""
    return source_counted().prefetch_related("actor__relations__object").get(pk=source_id)


def sources_by_state() -> dict[str, int]:
    """Return {state: number of sources}."""
    rows = Source.objects.values("state").annotate(n=Count("pk")).order_by()
    return dict.fromkeys(SourceState.values, 0) | {row["state"]: row["n"] for row in rows}


def evidence_of_source(*, source_id: int) -> QuerySet[Evidence]:
    """Return what a source was cited for, newest first, withdrawn and replaced pieces included."""
    evidence = Evidence.objects.filter(source=source_id).order_by("-id")
    return evidence.select_related("claim__article__outlet", "claim__speaker", "added_by", "withdrawal", "replaced_by")
