"""Finding claims among very many: first which ones, without their parts, then what is shown of a page of them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from articles.models import SEARCH_CONFIG
from articles.selectors import search_query
from claims.models import (
    Actor,
    ActorAlias,
    Claim,
    ClaimEventDate,
    ClaimPlace,
    ClaimTag,
    Evidence,
    Place,
    QueueEntry,
    Rating,
    Tag,
    VerdictState,
)
from claims.models.claim import SAID_FROM, SAID_TO, UNDATED
from claims.selectors.actors import actor_living
from claims.selectors.claims import claim_list
from claims.selectors.evidence import counting
from claims.selectors.verdicts import LIVE, PUBLIC, verdict_all
from claimtrack.marks import MARK_END, MARK_START

BY_DAY = "said_from"
LEFT_OUT = re.compile(r"(^|\s)-")  # "-word": without it
SHORTEST, NAMED = 3, 200  # letters of a name; actors
TAGS = Prefetch("claim_tags", ClaimTag.objects.select_related("tag"))


def newest_claim() -> int:
    """Return the highest id of a claim, 0 when there are none: what is newer was not there when this was asked."""
    return Claim.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def claims_by_day(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Return the claims with the day they were said as `said_from`, to be sorted by."""
    return claims.annotate(said_from=SAID_FROM)


def claims_ranked(ids: Sequence[int], words: str) -> QuerySet[Claim]:
    """Return these claims, the best match for the words first."""
    ranked = Claim.objects.filter(pk__in=ids).annotate(rank=SearchRank("search", search_query(words)))
    return ranked.order_by("-rank", "-pk")


def claims_shown(ids: Sequence[int], words: str = "") -> list[Claim]:
    """Return these claims in this order with all that a list shows; `found` has the words found marked."""
    claims = claim_list().filter(pk__in=ids).prefetch_related(None).prefetch_related(TAGS)
    if words.strip():
        query: SearchQuery = search_query(words)
        headline = SearchHeadline(
            "allegation",
            query,
            config=SEARCH_CONFIG,
            start_sel=MARK_START,
            stop_sel=MARK_END,
            highlight_all=True,
        )
        claims = claims.annotate(found=headline)
    else:
        claims = claims.annotate(found=F("allegation"))
    by_id = claims.in_bulk(list(ids))
    return [by_id[pk] for pk in ids if pk in by_id]


def with_words(claims: QuerySet[Claim], words: str, folded: str) -> QuerySet[Claim]:
    """Keep claims that have the words, in what is alleged or at the cue (French stems, accents ignored), and those
    of speakers one of whose names has them all (`folded` by fold_name), however the article calls them there.
    """
    found = Q(search=search_query(words))
    # Looked up first: with the ids at hand both sides of the "or" have their index.
    named = [] if LEFT_OUT.search(words) else speakers_named(folded)
    return claims.filter(found | Q(speaker__in=named) if named else found)


def speakers_named(folded: str) -> list[int]:
    """Return the actors one of whose names has these words, whole and side by side; the oldest when very many."""
    if len(folded) < SHORTEST:
        return []
    names = ActorAlias.objects.filter(folded__regex=f"(^| ){re.escape(folded)}( |$)")
    return list(names.order_by("actor").values_list("actor", flat=True).distinct()[:NAMED])


def said_between(claims: QuerySet[Claim], first: date | None, last: date | None) -> QuerySet[Claim]:
    """Keep claims said within the days; one with no date said counts by its article's date."""
    if first:
        claims = claims.alias(said_to=SAID_TO).filter(said_to__gte=first)
    if last:
        claims = claims.alias(said_first=SAID_FROM).filter(said_first__lte=last, said_first__gt=UNDATED)
    return claims


def happened_between(claims: QuerySet[Claim], first: date | None, last: date | None) -> QuerySet[Claim]:
    """Keep claims that speak of something within the days; an open side of a date reaches as far as need be."""
    dates = ClaimEventDate.objects.exclude(start=None, end=None)
    if first:
        dates = dates.filter(Q(end__gte=first) | Q(end=None))
    if last:
        dates = dates.filter(Q(start__lte=last) | Q(start=None))
    return claims.filter(pk__in=dates.values("claim"))


def spoken_by_actor(claims: QuerySet[Claim], actor_id: int) -> QuerySet[Claim]:
    """Keep claims of an actor; one that was merged counts as the one that it is now."""
    try:
        return claims.filter(speaker=actor_living(actor_id))
    except Actor.DoesNotExist:
        return claims.none()


def spoken_by(claims: QuerySet[Claim], folded: str) -> QuerySet[Claim]:
    """Keep claims whose speaker has a name or alias that holds `folded` (see fold_name)."""
    return claims.filter(speaker__in=Actor.objects.filter(aliases__folded__contains=folded).values("pk"))


def placed_in(claims: QuerySet[Claim], name: str) -> QuerySet[Claim]:
    """Keep claims about a place called so, in the article or in the gazetteer; or of that gazetteer id."""
    if ":" in name:
        return claims.filter(pk__in=ClaimPlace.objects.filter(place__gazetteer_id=name).values("claim"))
    known = Place.objects.filter(name__icontains=name).values("pk")
    places = ClaimPlace.objects.filter(Q(words__icontains=name) | Q(place__in=known))
    return claims.filter(pk__in=places.values("claim"))


def with_evidence(claims: QuerySet[Claim], some: bool) -> QuerySet[Claim]:
    """Keep claims whose story has evidence that counts, or those whose story has none."""
    # Worked out once as a set: looked up claim by claim, it takes seconds among very many.
    counted = Q(story__in=Evidence.objects.filter(counting()).values("claim__story"))
    return claims.filter(counted if some else ~counted)


def with_evidence_of(claims: QuerySet[Claim], **wanted: Any) -> QuerySet[Claim]:
    """Keep claims whose story has evidence that counts of this stance or source."""
    return claims.filter(story__in=Evidence.objects.filter(counting(), **wanted).values("claim__story"))


def with_verdict(claims: QuerySet[Claim], *, state: str | None, public: bool = False) -> QuerySet[Claim]:
    """Keep claims whose story has a verdict that stands there; None: that has none under way or in force.

    With `public` there are none but those that were published.
    """
    verdicts = verdict_all().order_by().filter(state__in=PUBLIC) if public else verdict_all().order_by()
    if state is None:
        return claims.exclude(story__in=verdicts.filter(state__in=LIVE).values("story"))
    return claims.filter(story__in=verdicts.filter(state=state).values("story"))


def with_rating(claims: QuerySet[Claim], rating: Rating, *, public: bool = False) -> QuerySet[Claim]:
    """Keep claims whose story has a verdict under way or in force that says this; with `public`, one in force."""
    states = [VerdictState.PUBLISHED] if public else LIVE
    return claims.filter(story__in=verdict_all().order_by().filter(state__in=states, rating=rating).values("story"))


def in_hands_of(claims: QuerySet[Claim], person: int | None) -> QuerySet[Claim]:
    """Keep claims that this person has in hand; None keeps those that nobody has."""
    held = QueueEntry.objects.filter(taken_until__gt=timezone.now())
    if person is None:
        return claims.filter(~Q(pk__in=held.values("pk")))
    return claims.filter(pk__in=held.filter(taken_by=person).values("pk"))


def with_tag(claims: QuerySet[Claim], folded: str) -> QuerySet[Claim]:
    """Keep claims that have the tag (see fold_name)."""
    return claims.filter(pk__in=ClaimTag.objects.filter(tag__folded=folded).values("claim"))


def tags_counted() -> QuerySet[Tag]:
    """Return all tags by name, with `claims_count`: the claims that have them."""
    return Tag.objects.annotate(claims_count=Count("claim_tags"))


def tags_suggested(*, folded: str, limit: int = 8) -> QuerySet[Tag]:
    """Return tags that begin so, then those that have a word beginning so."""
    begins = Q(folded__startswith=folded)
    tags = Tag.objects.filter(begins | Q(folded__contains=f" {folded}"))
    return tags.annotate(first=Q(begins)).order_by("-first", "folded")[:limit]
