"""REST endpoints of verdicts and their scales."""

from collections.abc import Sequence
from typing import Any, cast

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.story_serializers import MoveSerializer, ProposalSerializer, RatingSerializer, VerdictSerializer
from claims.models import Rating, Verdict, VerdictState
from claims.selectors.verdicts import faults_of, rating_choices, verdict_list, with_state
from claims.services.verdicts import embargo_ahead, may_move, verdict_move, verdict_propose
from claims.views.stories import story_or_404
from claims.views.verdicts import verdict_or_404
from claimtrack.accounts.access import reads_only
from claimtrack.accounts.models import User
from claimtrack.api import read_input


class VerdictFilter(django_filters.FilterSet):
    """`state` may be "stale" too: signed, and to be looked at again."""

    story = django_filters.NumberFilter(field_name="story", label=_("story"), min_value=0, max_value=2**63 - 1)
    state = django_filters.ChoiceFilter(
        choices=[*VerdictState.choices, ("stale", _("to be looked at again"))], method="by_state", label=_("state")
    )

    class Meta:
        model = Verdict
        fields: list[str] = []

    def by_state(self, verdicts: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return with_state(verdicts, value)


class VerdictListView(generics.ListAPIView[Verdict]):
    """Verdicts, the newest first; readers and scripts see those that are published or superseded alone."""

    queryset = Verdict.objects.none()  # what the schema is described by
    serializer_class = VerdictSerializer
    filterset_class = VerdictFilter
    shown: Sequence[Verdict] = ()

    def get_queryset(self) -> QuerySet[Any]:
        return verdict_list(public=_public(self.request))

    def paginate_queryset(self, queryset: Any) -> Any:
        self.shown = super().paginate_queryset(queryset) or []
        return self.shown

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "faults": faults_of([verdict.pk for verdict in self.shown])}


class VerdictDetailView(generics.RetrieveAPIView[Verdict]):
    """One verdict with its steps and why it must be looked at again."""

    serializer_class = VerdictSerializer

    def get_object(self) -> Any:
        return verdict_or_404(self.kwargs["pk"], public=_public(self.request))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "faults": faults_of([self.kwargs.get("pk", 0)])}


class VerdictProposeView(PeopleView):
    """Propose a verdict on a story."""

    @extend_schema(request=ProposalSerializer, responses={201: VerdictSerializer})
    def post(self, request: Request, pk: int) -> Response:
        story_or_404(pk)
        fields = read_input(ProposalSerializer, request)
        verdict = verdict_propose(story_id=pk, user=cast(User, request.user), **fields)
        return _answer(verdict.pk, status.HTTP_201_CREATED)


class VerdictMoveView(PeopleView):
    """Confirm, return, publish or uphold a verdict."""

    move = ""

    @extend_schema(request=MoveSerializer, responses=VerdictSerializer)
    def post(self, request: Request, pk: int) -> Response:
        verdict, user = verdict_or_404(pk), cast(User, request.user)
        if not may_move(verdict, self.move, user):
            raise PermissionDenied
        fields = {"embargo": embargo_ahead(verdict)} | read_input(MoveSerializer, request)
        verdict_move(verdict_id=pk, move=self.move, user=user, **fields)
        return _answer(pk)


class ScaleListView(generics.ListAPIView[Rating]):
    """The ratings in use."""

    serializer_class = RatingSerializer

    def get_queryset(self) -> QuerySet[Rating]:
        return rating_choices()


def _answer(pk: int, code: int = status.HTTP_200_OK) -> Response:
    context = {"faults": faults_of([pk])}
    return Response(VerdictSerializer(verdict_or_404(pk), context=context).data, status=code)


def _public(request: Any) -> bool:
    return reads_only(request.user, request.auth)
