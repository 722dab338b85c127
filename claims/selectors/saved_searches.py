"""Searches that are kept, and what is new in them."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import SavedSearch, SearchSeen
from claimtrack.accounts.models import User


def searches_of(*, user: User) -> QuerySet[SavedSearch]:
    """Return a person's own searches and those shared with the newsroom, each with the newest claim `seen` in it."""
    seen = SearchSeen.objects.filter(search=OuterRef("pk"), user=user).values("claim")
    mine = SavedSearch.objects.filter(Q(owner=user) | Q(shared=True), removed_at=None).select_related("owner")
    return mine.annotate(seen_claim=Coalesce(Subquery(seen), 0)).order_by("name", "pk")


def searches_kept(*, before: int) -> QuerySet[Any]:
    """Return the searches of people whose owners were not told of all claims up to that one, each with `seen_claim`."""
    seen = SearchSeen.objects.filter(search=OuterRef("pk"), user=OuterRef("owner")).values("claim")
    kept = SavedSearch.objects.filter(removed_at=None, told__lt=before, owner__is_active=True).select_related("owner")
    return kept.annotate(seen_claim=Coalesce(Subquery(seen), 0)).order_by("pk")


def search_of(*, search_id: int, user: User) -> SavedSearch:
    """Return one that this person may see, or deleted themselves. Raises SavedSearch.DoesNotExist."""
    mine = Q(owner=user) | Q(shared=True, removed_at=None)
    return SavedSearch.objects.select_related("owner").get(mine, pk=search_id)


def seen_up_to(*, search: SavedSearch, user: User) -> int:
    """Return the newest claim that was there when this person last opened the search, 0 when they never did."""
    return SearchSeen.objects.filter(search=search, user=user).values_list("claim", flat=True).first() or 0
