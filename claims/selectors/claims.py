"""Queries on claims."""

from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Outlet
from claims.models import Actor, Claim, ClaimState, Event, Evidence, QueueEntry, Tag
from claims.selectors.evidence import counting, evidence_shown
from claimtrack.accounts.models import User

PARTS = ("event_dates", "places__place", "relays__actor")
RECENT = 2000


def claim_all(*, retired: bool = False) -> QuerySet[Claim]:
    """Return claims with all that is shown of them; those retired or in withdrawn articles only on demand."""
    claims = Claim.objects.select_related("article__outlet", "revision", "speaker", "state_by")
    claims = claims.defer("revision__html", "revision__text", "revision__content", "revision__search", "search")
    if not retired:
        claims = claims.filter(retired_at=None, article__withdrawn_at=None)
    return claims.prefetch_related(*PARTS)


def claims_standing() -> QuerySet[Claim]:
    """Return the claims that lists show: not retired, their article not withdrawn."""
    # The few articles that were withdrawn are looked up once; joined, all the others would have to be read too.
    return Claim.objects.filter(retired_at=None).exclude(article__in=articles_withdrawn())


def articles_withdrawn() -> QuerySet[Article, Any]:
    """Return the ids of the articles that were withdrawn, for a subquery."""
    return Article.objects.filter(withdrawn_at__isnull=False).values("pk")


def claim_list() -> QuerySet[Claim]:
    """Return claims for a list, newest first, with the number of pieces of evidence that count."""
    return claim_all().annotate(evidence_count=evidence_counted()).order_by("-id")


def claims_told(*, retired: bool = False) -> QuerySet[Claim]:
    """Return claims with all that REST tells of them: tags, in whose hands, `evidence_count`."""
    told = claim_all(retired=retired).select_related("queue__taken_by").prefetch_related("claim_tags__tag")
    return told.annotate(evidence_count=evidence_counted())


def evidence_counted() -> Coalesce:
    """Return how many pieces of evidence count for a claim, those of its story; asked for each claim that is shown."""
    pieces = Evidence.objects.filter(counting(), claim__story=OuterRef("story"))
    counted = pieces.order_by().values("claim__story").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def claims_of_article(*, article_id: int, retired: bool = False) -> QuerySet[Claim]:
    """Return the claims of an article in text order; withdrawn articles still show theirs."""
    claims = Claim.objects.filter(article=article_id)
    claims = claims.select_related("speaker", "state_by", "article__outlet", "queue__taken_by")
    if not retired:
        claims = claims.filter(retired_at=None)
    claims = claims.annotate(evidence_count=evidence_counted())
    return claims.defer("search").prefetch_related(*PARTS).order_by("start", "end", "id")


def claim_detail(*, claim_id: int) -> Claim:
    """Return one claim, retired or not. Raises Claim.DoesNotExist."""
    claims = claim_all(retired=True).select_related("story").prefetch_related("claim_tags__tag")
    claims = claims.defer(None).defer("revision__html", "revision__text", "revision__search", "search")
    return claims.get(pk=claim_id)


def events_told(*, public: bool = False) -> QuerySet[Event]:
    """Return the log, newest first; `public` leaves out what was decided on a verdict before it was published."""
    inside = Q(verb__startswith="verdict.") & ~Q(verb="verdict.publish")
    return Event.objects.exclude(inside) if public else Event.objects.all()


def events_of_claim(*, claim: Claim, public: bool = False) -> QuerySet[Event]:
    """Return the log of a claim, newest first, with what was done to its story as a whole."""
    events = events_told(public=public).filter(Q(claim=claim) | Q(claim=None, story=claim.story_id))
    return events.select_related("by", "evidence__source").order_by("-pk")


def claim_with_evidence(claim: Claim) -> Claim:
    """Return the claim with its evidence at hand, as much of it as is shown."""
    prefetch_related_objects([claim], Prefetch("evidence", evidence_shown()))
    return claim


def claim_events_since(*, claim_id: int, version: int) -> QuerySet[Event]:
    """Return what happened to a claim after that version of it, newest first."""
    return Event.objects.filter(claim=claim_id, claim_version__gt=version).select_related("by", "evidence__source")


def claim_as_seen(*, claim: Claim, version: int) -> Any:
    """Return the claim's row as it was in that version, from its history; None when there is no such version."""
    history = claim.history.filter(version=version)  # type: ignore[attr-defined]
    return history.select_related("speaker").order_by("-pgh_id").first()


def claims_between(*, article_id: int, start: int, end: int) -> QuerySet[Claim]:
    """Return the claims of an article that touch [start, end) of its content, in text order."""
    return claims_of_article(article_id=article_id).filter(start__lt=end, end__gt=start)


def claims_before(*, article_id: int, start: int) -> int:
    """Return how many claims of an article begin before `start`."""
    return Claim.objects.filter(article=article_id, retired_at=None, start__lt=start).count()


def claim_start(*, claim_id: int) -> int:
    """Return where a claim begins in its content, 0 when there is no such claim."""
    return Claim.objects.filter(pk=claim_id).values_list("start", flat=True).first() or 0


def speaker_choices(*, limit: int = 300) -> QuerySet[Actor]:
    """Return actors who spoke in the newest claims, by name, for a list to choose from."""
    newest = Claim.objects.filter(retired_at=None).exclude(speaker=None).order_by("-pk").values("speaker")[:RECENT]
    return Actor.objects.filter(pk__in=newest).order_by("name")[:limit]


def claims_by_state() -> dict[str, int]:
    """Return {state: number of claims} of articles that stand."""
    # Two counts from an index each; beside each article the claims would all have to be read.
    used = Claim.objects.filter(retired_at=None)
    gone = used.filter(article__in=articles_withdrawn())
    all_of, less = (dict(rows.order_by().values_list("state").annotate(n=Count("*"))) for rows in (used, gone))
    return {state: all_of.get(state, 0) - less.get(state, 0) for state in ClaimState.values}


def claims_to_review(*, user: User, limit: int = 8) -> list[Claim]:
    """Return the claims that wait, what deserves checking first at the top; not those in the hands of others."""
    free = Q(taken_until=None) | Q(taken_until__lt=timezone.now()) | Q(taken_by=user)
    waiting = QueueEntry.objects.filter(free, waiting=True, claim__article__withdrawn_at=None, claim__retired_at=None)
    ids = list(waiting.order_by("-priority", "-claim").values_list("claim", flat=True)[:limit])
    found = claim_list().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def outlets_unconfirmed() -> QuerySet[Outlet]:
    """Return outlets that an incoming article made and no admin has confirmed."""
    return Outlet.objects.filter(confirmed=False).order_by("name")


def claims_of_speaker(*, claim: Claim, limit: int = 5) -> list[Claim]:
    """Return other claims of the same speaker, the newest first; none where nobody is named."""
    if claim.speaker_id is None:
        return []
    spoken = Claim.objects.filter(speaker=claim.speaker_id, retired_at=None, article__withdrawn_at=None)
    spoken = spoken.exclude(pk=claim.pk).select_related("article__outlet").defer("search")
    return list(spoken.order_by("-pk")[:limit])


def tags_of(*, claim_id: int) -> QuerySet[Tag]:
    """Return the tags of a claim by name."""
    return Tag.objects.filter(claim_tags__claim=claim_id).order_by("name")
