"""Pages of claims over REST: by id, by text order, by the day they were said, or the best match first."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination, PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim
from claims.selectors.finding import BY_DAY, claims_by_day, claims_ranked
from claims.views.finding import RANKED, SORTS
from claimtrack.api import NewestFirstPagination
from claimtrack.refusals import refuse


def pages_of(params: Any) -> BasePagination:
    """Return the pages that the parameters ask for, sorted by `sort`. Raises ValidationError where it is none."""
    sort = params.get("sort", "")
    if sort and sort not in SORTS:
        refuse("sort", _("Sort by one of these: %(sorts)s.") % {"sorts": ", ".join(SORTS)})
    if sort == "relevance" and not params.get("q", "").strip():
        refuse("sort", _("The best match is that of words: send them as q."))
    return BestFirst() if sort == "relevance" else LastSaidFirst() if sort == "said" else NewestFirst()


class NewestFirst(NewestFirstPagination):
    """The claims of one article come in text order, unless `sort` asks for the newest first."""

    def get_ordering(self, request: Request, queryset: QuerySet[Claim], view: Any) -> tuple[str, ...]:
        if request.query_params.get("article") and not request.query_params.get("sort"):
            return "start", "end", "id"
        return tuple(super().get_ordering(request, queryset, view))


class LastSaidFirst(NewestFirstPagination):
    offset_cutoff = 100_000  # claims said on one day

    def get_ordering(self, request: Request, queryset: QuerySet[Claim], view: Any) -> tuple[str, ...]:
        return f"-{BY_DAY}", "-id"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        return super().paginate_queryset(claims_by_day(queryset), request, view)


class BestFirst(PageNumberPagination):
    """The best match first, among those that came last."""

    page_size = NewestFirstPagination.page_size
    page_size_query_param = NewestFirstPagination.page_size_query_param
    max_page_size = NewestFirstPagination.max_page_size

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        last = list(queryset.order_by("-pk").values_list("pk", flat=True)[:RANKED])
        ranked: Any = list(claims_ranked(last, request.query_params["q"].strip()).values_list("pk", flat=True))
        ids: list[Any] = super().paginate_queryset(ranked, request, view) or []
        found = queryset.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})
