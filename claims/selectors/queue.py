"""Queries on the queue: views of it, first what deserves checking first."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.models import Claim, ClaimState, QueueEntry
from claims.selectors.claims import PARTS
from claims.selectors.verdicts import PUBLIC, verdict_all, verdicts_stale
from claimtrack.accounts.models import User

SHOWN = ("claim__article__outlet", "claim__speaker", "claim__state_by", "claim__revision", "taken_by", "opinion_by")
HEAVY = ("html", "text", "content", "search")
VIEWS = ("waiting", "unassigned", "mine", "opinion", "stale")


def queue_view(*, view: str, user: User, public: bool = False) -> QuerySet[QueueEntry]:
    """Return the entries of a view in their order: "waiting", "unassigned", "mine", "opinion", "stale".

    In "stale" each story whose verdict must be looked at again stands once, by its newest claim, and each claim
    that was accepted with words that its article has no more; `public` leaves out verdicts that are not published.
    """
    now = timezone.now()
    views = {
        "waiting": Q(waiting=True),
        "unassigned": Q(waiting=True) & (Q(taken_until=None) | Q(taken_until__lt=now)),
        "mine": Q(taken_by=user, taken_until__gte=now),
        "opinion": Q(opinion_by__isnull=False),
    }
    if view == "stale":
        views["stale"] = Q(pk__in=_stale(public)) | Q(pk__in=_reworded())
    withdrawn = Claim.objects.filter(article__withdrawn_at__isnull=False).values("pk")
    entries = QueueEntry.objects.filter(views[view]).exclude(claim__in=withdrawn)
    return entries.order_by("opinion_at" if view == "opinion" else F("priority").desc(), F("claim").desc())


def queue_shown(entries: QuerySet[QueueEntry]) -> QuerySet[QueueEntry]:
    """Return the entries with all that is shown of their claims."""
    entries = entries.select_related(*SHOWN).defer("claim__search", *(f"claim__revision__{name}" for name in HEAVY))
    return entries.prefetch_related(*(f"claim__{part}" for part in PARTS))


def queue_rows(entries: Iterable[QueueEntry]) -> list[QueueEntry]:
    """Return these entries, in the same order, with all that is shown: the order itself needs the index alone."""
    order = [entry.pk for entry in entries]
    found = {entry.pk: entry for entry in queue_shown(QueueEntry.objects.filter(pk__in=order))}
    return [found[pk] for pk in order]


def queue_counts(*, user: User, public: bool = False) -> dict[str, int]:
    """Return {view: number of claims}."""
    return {view: queue_view(view=view, user=user, public=public).count() for view in VIEWS}


def queue_entry(*, claim_id: int) -> QueueEntry | None:
    """Return the entry of one claim, None where it neither waits nor is asked about."""
    return QueueEntry.objects.select_related("taken_by", "opinion_by").filter(pk=claim_id).first()


def _stale(public: bool) -> QuerySet[QueueEntry, int]:
    verdicts = verdict_all().filter(state__in=PUBLIC) if public else verdict_all()
    stories = verdicts.filter(pk__in=verdicts_stale()).order_by().values("story")
    entries = QueueEntry.objects.filter(claim__story__in=stories, claim__retired_at=None)
    standing = entries.filter(claim__article__withdrawn_at=None).order_by("claim__story", "-claim")
    return standing.distinct("claim__story").values_list("pk", flat=True)


def _reworded() -> QuerySet[Claim, int]:
    claims = Claim.objects.filter(reworded_at__isnull=False, state=ClaimState.ACCEPTED, retired_at=None)
    return claims.filter(article__withdrawn_at=None).values_list("pk", flat=True)


def queue_waiting(*, user: User) -> dict[str, int]:
    """Return how much of the queue waits for one person: what they have in hand, and opinions that others ask for."""
    asked = queue_view(view="opinion", user=user).exclude(opinion_by=user)
    return {"mine": queue_view(view="mine", user=user).count(), "opinion": asked.count()}
