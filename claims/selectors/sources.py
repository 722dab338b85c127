"""Queries on the directory of sources."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Evidence, Source, SourceState
from claims.selectors.evidence import standing
from claimtrack.accounts.models import User


def source_list(*, retired: bool = False) -> QuerySet[Source]:
    """Return the directory by name."""
    sources = Source.objects.select_related("actor").order_by("name")
    return sources if retired else sources.exclude(state__in=(SourceState.RETIRED, SourceState.REFUSED))


def sources_proposed() -> QuerySet[Source]:
    """Return what waits for an admin, oldest first, with `evidence_count`: the pieces that wait with it."""
    return (
        source_counted().filter(state=SourceState.PROPOSED).select_related("proposed_by").order_by("created_at", "pk")
    )


def source_of_address(*, url: str) -> Source | None:
    """Return the source whose domain the address is on, or above it the nearest; None where there is none.

    A source that stands goes before one that was refused or retired.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.").rstrip(".")
    labels = host.split(".")
    above = [".".join(labels[i:]) for i in range(len(labels))]
    rank = {state: i for i, state in enumerate(("accepted", "proposed", "refused", "retired"))}
    found = Source.objects.filter(domain__in=[*above, *(f"www.{name}" for name in above)]) if host else ()
    nearest = sorted(
        found, key=lambda source: (-len(source.domain.removeprefix("www.")), rank[source.state], source.pk)
    )
    return nearest[0] if nearest else None


def source_counted() -> QuerySet[Source]:
    """Return every source by name, with `evidence_count`: the pieces that stand."""
    pieces = Evidence.objects.filter(standing(), source=OuterRef("pk")).order_by().values("source")
    counted = Subquery(pieces.annotate(n=Count("*")).values("n"))
    return source_list(retired=True).annotate(evidence_count=Coalesce(counted, 0))


def source_detail(*, source_id: int) -> Source:
    """Return a source with what is known of its actor. Raises Source.DoesNotExist."""
    return source_counted().prefetch_related("actor__relations__object").get(pk=source_id)


def sources_with_words(sources: QuerySet[Source], words: str) -> QuerySet[Source]:
    """Keep sources with all the words in name, domain or description; case and accents are ignored."""
    for word in words.split():
        described = Q(description__unaccent__icontains=word)
        sources = sources.filter(Q(name__unaccent__icontains=word) | Q(domain__icontains=word) | described)
    return sources


def source_states(*, source_id: int) -> list[tuple[Any, User | None]]:
    """Return the states that a source has been in, oldest first, each with who brought it there where that is known."""
    rows = list(Source(pk=source_id).history.select_related("pgh_context").order_by("pgh_id"))  # type: ignore[attr-defined]
    by = [row.pgh_context.metadata.get("user") if row.pgh_context else None for row in rows]
    people = User.objects.in_bulk({pk for pk in by if pk})
    return [(row, people.get(pk)) for row, pk in zip(rows, by, strict=True)]


def sources_by_state() -> dict[str, int]:
    """Return {state: number of sources}."""
    rows = Source.objects.values("state").annotate(n=Count("pk")).order_by()
    return dict.fromkeys(SourceState.values, 0) | {row["state"]: row["n"] for row in rows}


def evidence_of_source(*, source_id: int) -> QuerySet[Evidence]:
    """Return what a source was cited for, newest first, withdrawn and replaced pieces included."""
    evidence = Evidence.objects.filter(source=source_id).order_by("-id")
    return evidence.select_related("claim__article__outlet", "claim__speaker", "added_by", "withdrawal", "replaced_by")
