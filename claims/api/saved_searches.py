"""REST: searches kept under a name, with what is new in them."""

from typing import Any, cast

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView, read_search
from claims.models import SavedSearch
from claims.services.saved_searches import (
    NAME_LENGTH,
    search_change,
    search_remove,
    search_restore,
    search_save,
    search_seen,
)
from claims.views.saved_searches import counted_searches, search_or_404
from claimtrack.accounts.models import Scope, User
from claimtrack.api import read_input
from claimtrack.refusals import refuse


class SearchView(PeopleView):
    """Whoever reads may keep searches."""

    write_scope = Scope.READ


class CountedSearchSerializer(serializers.Serializer[Any]):
    """`search`: the parameters of GET /claims/; `count` and `new` stop at 1000 and 99.

    `new`: claims that came since this person last looked; `POST …/seen/` says that they did.
    """

    id = serializers.IntegerField(source="search.pk")
    name = serializers.CharField(source="search.name")
    owner = serializers.CharField(source="search.owner.username")
    shared = serializers.BooleanField(source="search.shared")
    search = serializers.SerializerMethodField()
    count = serializers.IntegerField()
    new = serializers.IntegerField()

    def get_search(self, counted: dict[str, Any]) -> dict[str, str]:
        return QueryDict(counted["search"].params).dict()


class SearchInputSerializer(serializers.Serializer[Any]):
    """`search`: the parameters of GET /claims/, one at least."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    search = serializers.DictField(child=serializers.CharField(max_length=1000))
    shared = serializers.BooleanField(required=False, default=False)


class SearchChangeSerializer(serializers.Serializer[Any]):
    """What is not sent stays."""

    name = serializers.CharField(max_length=NAME_LENGTH, required=False)
    shared = serializers.BooleanField(required=False)


class SearchListView(SearchView):
    """One's own searches and those shared with the newsroom, by name."""

    @extend_schema(responses=CountedSearchSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(CountedSearchSerializer(counted_searches(request), many=True).data)

    @extend_schema(request=SearchInputSerializer, responses={201: CountedSearchSerializer})
    def post(self, request: Request) -> Response:
        """Keep a search."""
        sent = read_input(SearchInputSerializer, request)
        found = read_search(request, sent["search"])
        if not found.narrowed:
            refuse("search", _("There is no search to keep: narrow the list first."))
        user = cast(User, request.user)
        kept = search_save(user=user, name=sent["name"], params=found.filters.data.urlencode(), shared=sent["shared"])
        return _answer(request, kept.pk, status.HTTP_201_CREATED)


class SearchDetailView(SearchView):
    """A search that is kept; its owner renames, shares and deletes it."""

    @extend_schema(responses=CountedSearchSerializer)
    def get(self, request: Request, pk: int) -> Response:
        _kept(request, pk)
        return _answer(request, pk)

    @extend_schema(request=SearchChangeSerializer, responses=CountedSearchSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        search = _kept(request, pk)
        words: dict[str, Any] = {"name": search.name, "shared": search.shared} | read_input(
            SearchChangeSerializer, request
        )
        search_change(search=search, user=cast(User, request.user), **words)
        return _answer(request, pk)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """For a while `POST …/restore/` brings it back."""
        search_remove(search=_kept(request, pk), user=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)


class SearchRestoreView(SearchView):
    """Bring a deleted search back."""

    @extend_schema(request=None, responses=CountedSearchSerializer)
    def post(self, request: Request, pk: int) -> Response:
        search_restore(search=search_or_404(request, pk), user=cast(User, request.user))
        return _answer(request, pk)


class SearchSeenView(SearchView):
    """What the search finds now was seen: from now on only newer claims are new."""

    @extend_schema(request=None, responses=CountedSearchSerializer)
    def post(self, request: Request, pk: int) -> Response:
        search_seen(search=_kept(request, pk), user=cast(User, request.user))
        return _answer(request, pk)


def _kept(request: Request, pk: int) -> SavedSearch:
    search = search_or_404(request, pk)
    if search.removed_at:
        raise Http404
    return search


def _answer(request: Request, pk: int, code: int = status.HTTP_200_OK) -> Response:
    (counted,) = counted_searches(request, only=pk)
    return Response(CountedSearchSerializer(counted).data, status=code)
