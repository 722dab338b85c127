"""Telling people what is new in the searches that they keep."""

from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from claims.filters import ClaimFilter
from claims.models import NoticeKind
from claims.selectors.claims import claims_standing
from claims.selectors.finding import newest_claim
from claims.selectors.saved_searches import searches_kept
from claims.services.notices import notify
from claims.services.saved_searches import search_told
from claimtrack.slices import count_up_to

MOST_TOLD = 99


def searches_tell() -> int:
    """Tell who keeps a search of claims that came since they were last told; return how many searches have some."""
    newest, told = newest_claim(), 0
    for search in searches_kept(before=newest):
        since = max(search.told, search.seen_claim)
        if _new(search, since):
            address = reverse("saved", args=[search.pk])
            number = _new(search, search.seen_claim)
            notify(to=[search.owner], kind=NoticeKind.NEW_HITS, address=address, about=search.name, number=number)
            told += 1
        search_told(search=search, claim=newest)
    return told


def _new(search: Any, since: int) -> int:
    """Return how many claims its owner finds by it that are newer than that one, up to a hundred."""
    asking = SimpleNamespace(user=search.owner, auth=None)
    filters = ClaimFilter(QueryDict(search.params), queryset=claims_standing(), request=asking)
    return count_up_to(filters.qs.filter(pk__gt=since), MOST_TOLD + 1) if filters.form.is_valid() else 0
