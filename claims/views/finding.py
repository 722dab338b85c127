"""The list of claims: finding them by words and by everything else that is known of them."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.selectors import article_all, articles_with_words
from claims.filters import ClaimFilter
from claims.models import BulkAction, Claim
from claims.presenters.searches import search_address, search_parts
from claims.row_forms import suggesting
from claims.selectors.claims import claims_standing
from claims.selectors.finding import BY_DAY, claims_by_day, claims_ranked, claims_shown, newest_claim
from claimtrack.accounts.access import PersonRequest, may, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import number_or_none
from claimtrack.slices import count_up_to, listed

RANKED = 400  # of the newest matches
ARTICLES_COUNTED = 100
SORTS = {"relevance": _("best match first"), "newest": _("newest first"), "said": _("last said first")}
NEW_SINCE = "since"  # a claim's id: newer ones are marked
FIRST_FIELDS = ("q", "state", "article")


@dataclass(frozen=True, slots=True)
class Found:
    """A search as it was asked for, and the claims that match; none where something in it is not valid."""

    filters: ClaimFilter
    claims: QuerySet[Claim]
    words: str
    sort: str

    @classmethod
    def of(cls, request: Any, params: QueryDict | None = None) -> "Found":
        """Return what the parameters of an address ask for; those of the request itself by default."""
        params = request.GET if params is None else params
        filters = ClaimFilter(params, queryset=claims_standing(), request=request)
        claims = filters.qs if filters.form.is_valid() else claims_standing().none()
        words = (params.get("q") or "").strip()
        sorts = [sort for sort in SORTS if words or sort != "relevance"]
        sort = params.get("sort", "")
        return cls(filters, claims, words, sort if sort in sorts else sorts[0])

    @property
    def narrowed(self) -> bool:
        """Return whether anything is asked for at all."""
        return any(self.filters.data.get(name) for name in self.filters.filters)


@page()
def claim_list_page(request: PersonRequest) -> HttpResponse:
    """Claims by the parameters of the REST list; a page at a time, the count up to a thousand."""
    found = Found.of(request)
    articles = count_up_to(articles_with_words(article_all(), found.words), ARTICLES_COUNTED + 1) if found.words else 0
    rank = partial(claims_ranked, words=found.words) if found.sort == "relevance" else None
    by_day = found.sort == "said"
    rows = claims_by_day(found.claims) if by_day else found.claims
    part = listed(request.GET, rows, day=BY_DAY if by_day else "", rank=rank, ranked=RANKED)
    context = filters_shown(found) | {
        "sorts": [(sort, label) for sort, label in SORTS.items() if found.words or sort != "relevance"],
        "claims": claims_shown(part.ids, found.words),
        "count": part.count,
        "more": part.more,
        "links": part.links,
        "articles": min(articles, ARTICLES_COUNTED),
        "more_articles": articles > ARTICLES_COUNTED,
        "choosing": may(request.user, Scope.EVIDENCE),
        "bulk_actions": [(action, action.label) for action in BulkAction if action != BulkAction.UNDO],
        "search": search_address(request.GET),
        "newest": newest_claim(),
        "since": number_or_none(request.GET.get(NEW_SINCE)),
        "kept": search_address(request.GET) if found.narrowed and not found.filters.form.errors else "",
    }
    return render(request, "claims/list.html", context)


def filters_shown(found: Found) -> dict[str, Any]:
    """Return what the form of filters and the chips above a list or a map show."""
    form = found.filters.form
    for name, address in (("speaker", reverse("suggest-actors")), ("tag", reverse("suggest-tags"))):
        suggesting(form[name], address)
    return {"form": form, "found": found, "parts": search_parts(found.filters)} | _more(found.filters)


def _more(filters: ClaimFilter) -> dict[str, Any]:
    """Return the fields that are folded away, how many of them are used, and whether something in them is wrong."""
    more = [name for name in filters.form.fields if name not in FIRST_FIELDS]
    used = sum(bool(filters.data.get(name)) for name in more)
    wrong = bool(set(more) & set(filters.form.errors))
    return {"more_fields": [filters.form[name] for name in more], "more_used": used, "more_wrong": wrong}
