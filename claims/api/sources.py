"""REST: the directory of sources, one source, and what admins decide about it."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.serializers import SourceSerializer
from claims.models import Reliability, Source
from claims.presenters.sources import source_changes
from claims.selectors.sources import source_detail, source_list, source_states
from claims.services.sources import source_move, source_rate
from claims.source_filters import SourceFilter
from claimtrack.accounts.models import Role, User
from claimtrack.api import read_input


class SourceChangeSerializer(serializers.Serializer[Any]):
    """What was changed at one moment: `changes` holds {field: [old, new]}; `why` is the reason of a new rating."""

    at = serializers.DateTimeField()
    by = serializers.CharField(source="by.username", default=None, allow_null=True)
    why = serializers.CharField()
    changes = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))


class SourceDetailSerializer(SourceSerializer):
    log = serializers.SerializerMethodField(help_text="what was changed, newest first")

    class Meta(SourceSerializer.Meta):
        fields = (*SourceSerializer.Meta.fields, "log")  # type: ignore[assignment]

    @extend_schema_field(SourceChangeSerializer(many=True))
    def get_log(self, source: Source) -> Any:
        return SourceChangeSerializer(source_changes(source_states(source_id=source.pk)), many=True).data


class RatingInputSerializer(serializers.Serializer[Any]):
    """The Admiralty scale, A to F, with the reason of the new rating."""

    reliability = serializers.ChoiceField(Reliability.choices)
    reliability_reason = serializers.CharField(max_length=5000)


class SourceListView(generics.ListAPIView[Source]):
    """The directory of verification sources; those refused or retired where `state` asks for them."""

    serializer_class = SourceSerializer
    filterset_class = SourceFilter

    def get_queryset(self) -> QuerySet[Source]:
        return source_list(retired=bool(self.request.query_params.get("state")))


class SourceDetailView(PeopleView):
    """One source of the directory, proposed, refused and retired ones included."""

    @extend_schema(responses=SourceDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return _answer(pk)


class SourceRateView(PeopleView):
    """Give a source another rating, saying why: admins do."""

    roles = (Role.ADMIN,)

    @extend_schema(request=RatingInputSerializer, responses=SourceDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        source, sent = _source_or_404(pk), read_input(RatingInputSerializer, request)
        how = {"reliability": sent["reliability"], "reason": sent["reliability_reason"]}
        source_rate(source_id=source.pk, user=cast(User, request.user), **how)
        return _answer(pk)


class SourceMoveView(PeopleView):
    """Accept, refuse, retire or reopen a source: admins do."""

    roles = (Role.ADMIN,)
    move = ""

    @extend_schema(request=None, responses=SourceSerializer)
    def post(self, request: Request, pk: int) -> Response:
        try:
            source = source_move(source_id=pk, move=self.move, user=cast(User, request.user))
        except Source.DoesNotExist as error:
            raise Http404 from error
        return Response(SourceSerializer(source).data)


def _answer(pk: int) -> Response:
    return Response(SourceDetailSerializer(_source_or_404(pk)).data)


def _source_or_404(pk: int) -> Source:
    try:
        return source_detail(source_id=pk)
    except Source.DoesNotExist as error:
        raise Http404 from error
