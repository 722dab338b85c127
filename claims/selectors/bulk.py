"""How far an action on many claims has come, and what it would do."""

from django.db.models import Count, F, QuerySet

from claims.models import Bulk, BulkItem, Claim, Outcome
from claims.selectors.stories import faces, stories_shown, story_name

NAMED = 30
STORIES = 8


def bulk_detail(*, bulk_id: int) -> Bulk:
    """Return it with who did it and what it undoes. Raises Bulk.DoesNotExist."""
    return Bulk.objects.select_related("by", "undoes", "undone_by").get(pk=bulk_id)


def bulk_outcomes(bulk: Bulk) -> dict[str, int]:
    """Return {outcome: number of claims}."""
    rows = bulk.items.order_by().values("outcome").annotate(n=Count("pk"))
    return dict.fromkeys(Outcome.values, 0) | {row["outcome"]: row["n"] for row in rows}


def bulk_states(bulk: Bulk) -> dict[str, int]:
    """Return {state: number of claims} of those that are still as they were seen, and `changed`: the others."""
    rows = bulk.items.order_by().values("claim__state").annotate(n=Count("pk"))
    found = {row["claim__state"]: row["n"] for row in rows.filter(claim__version=F("version"))}
    return found | {"changed": bulk.items.exclude(claim__version=F("version")).count()}


def bulk_left(bulk: Bulk) -> QuerySet[BulkItem]:
    """Return the first of the claims that it left alone, with why."""
    left = bulk.items.filter(outcome__in=(Outcome.CHANGED, Outcome.REFUSED)).order_by("outcome", "claim")
    return left.select_related("claim__article__outlet", "claim__speaker")[:NAMED]


def bulk_first(bulk: Bulk) -> list[Claim]:
    """Return the first few claims that were chosen."""
    ids = bulk.items.order_by("-claim").values("claim")[:8]
    return list(Claim.objects.filter(pk__in=ids).select_related("speaker", "article").order_by("-pk"))


def bulk_stories(bulk: Bulk, *, wanted: int | None = None) -> list[tuple[int, str]]:
    """Return the stories that most of the chosen claims are in, ids and how they are called; `wanted` as well."""
    rows = bulk.items.order_by().values("claim__story").annotate(n=Count("pk")).order_by("-n", "claim__story")
    ids = [row["claim__story"] for row in (*rows[:STORIES], *(rows.filter(claim__story=wanted) if wanted else ()))]
    first = faces(ids)
    return [(story.pk, story_name(story, first.get(story.pk)) or str(story)) for story in stories_shown(ids)]


def bulks_under_way() -> list[int]:
    """Return the ids of those that were started and are not finished."""
    return list(Bulk.objects.exclude(started_at=None).filter(finished_at=None).values_list("pk", flat=True))
