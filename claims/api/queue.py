"""REST: the queue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.serializers import ClaimSerializer
from claims.models import QueueEntry
from claims.presenters.queue import queue_reasons, queue_stale
from claims.queue_filters import QueueFilter, next_among, view_asked
from claims.selectors.queue import VIEWS, queue_shown, queue_view
from claims.services.queue import (
    OPINION_LENGTH,
    queue_answer,
    queue_ask,
    queue_next,
    queue_release,
    queue_take,
    queue_unask,
)
from claims.views.claims import claim_or_404
from claimtrack.accounts.access import reads_only
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_deciding
from claimtrack.api import NewestFirstPagination, read_input
from claimtrack.pages import number_or_none


class QueueSerializer(serializers.ModelSerializer[QueueEntry]):
    """`reasons` say in words why the claim stands where it stands; `outlets` and `evidence` count for its story.

    `stale` says why the verdict of its story must be looked at again.
    """

    claim = ClaimSerializer()
    reasons = serializers.SerializerMethodField()
    taken_by = serializers.SerializerMethodField()
    taken_until = serializers.SerializerMethodField(help_text="null: without end")
    opinion_by = serializers.CharField(source="opinion_by.username", default=None, allow_null=True)
    stale = serializers.SerializerMethodField()

    class Meta:
        model = QueueEntry
        fields = (
            "claim",
            "priority",
            "reasons",
            "outlets",
            "evidence",
            "taken_by",
            "taken_until",
            "opinion_by",
            "opinion_note",
            "stale",
        )

    def get_reasons(self, entry: QueueEntry) -> list[str]:
        return queue_reasons(entry)

    def get_stale(self, entry: QueueEntry) -> list[str]:
        return self.context.get("stale", {}).get(entry.claim.story_id, [])

    def get_taken_until(self, entry: QueueEntry) -> datetime | None:
        return entry.taken_until if entry.lapses else None

    def get_taken_by(self, entry: QueueEntry) -> str | None:
        return entry.holder.username if entry.holder else None


class QueuePagination(NewestFirstPagination):
    ordering: Any = ("-priority", "-claim_id")


@extend_schema(parameters=[OpenApiParameter("view", enum=VIEWS, default="waiting")])
class QueueListView(generics.ListAPIView[QueueEntry]):
    """What waits for people, first what deserves checking first; the views of the page."""

    queryset = QueueEntry.objects.none()  # for the schema
    pagination_class = QueuePagination
    serializer_class = QueueSerializer
    filterset_class = QueueFilter
    shown: Sequence[QueueEntry] = ()

    def get_queryset(self) -> QuerySet[QueueEntry]:
        view = view_asked(self.request.query_params)
        return queue_shown(queue_view(view=view, user=cast(User, self.request.user), public=_public(self.request)))

    def paginate_queryset(self, queryset: Any) -> Any:
        self.shown = super().paginate_queryset(queryset) or []
        return self.shown

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "stale": queue_stale(self.shown, public=_public(self.request))}


class QueueNextView(PeopleView):
    """Take the next claim that nobody has, of the view and the filters of GET queue/."""

    @extend_schema(
        parameters=[
            OpenApiParameter("view", enum=VIEWS, default="waiting"),
            *(OpenApiParameter(name, str) for name in QueueFilter.base_filters),
            OpenApiParameter("after", int, description="the claim at hand: of one's own, the one behind it comes"),
        ],
        request=None,
        responses={200: ClaimSerializer, 204: None},
    )
    def post(self, request: Request) -> Response:
        """The claim, now in one's own hands; 204 when nothing waits there."""
        user, asked = cast(User, request.user), request.query_params
        claim = queue_next(user=user, after=number_or_none(asked.get("after")), **next_among(asked, user=user))
        if claim is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(ClaimSerializer(claim_or_404(claim.pk)).data)


class QueueTakeView(PeopleView):
    """Take a claim in hand, or put it back for anybody."""

    release = False

    @extend_schema(request=None, responses=QueueSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """400 when somebody else has it in hand, unless for a lead."""
        claim_or_404(pk)
        act = queue_release if self.release else queue_take
        act(claim_id=pk, user=cast(User, request.user))
        return _entry(pk, public=_public(request))


class PersonSerializer(serializers.Serializer[Any]):
    """Who is to have it, by account name."""

    person = serializers.CharField(max_length=150)

    def validate_person(self, name: str) -> User:
        found = people_deciding().filter(username=name).first()
        if found is None:
            raise serializers.ValidationError(_("Nobody of this name decides on claims."))
        return found


class QueueHandOverView(PeopleView):
    """Hand a claim over to somebody, who is told."""

    @extend_schema(request=PersonSerializer, responses=QueueSerializer)
    def post(self, request: Request, pk: int) -> Response:
        claim_or_404(pk)
        person = read_input(PersonSerializer, request)["person"]
        queue_take(claim_id=pk, user=person, by=cast(User, request.user))
        return _entry(pk, public=_public(request))


class OpinionSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=OPINION_LENGTH)


class QueueOpinionView(PeopleView):
    """Ask colleagues for a second opinion, take the question back, or give the opinion: then who asked is told."""

    answer = False

    @extend_schema(request=OpinionSerializer, responses=QueueSerializer)
    def post(self, request: Request, pk: int) -> Response:
        claim_or_404(pk)
        note, user = read_input(OpinionSerializer, request)["note"], cast(User, request.user)
        if self.answer:
            queue_answer(claim_id=pk, user=user, note=note)
        else:
            queue_ask(claim_id=pk, user=user, note=note)
        return _entry(pk, public=_public(request))


class QueueAskView(QueueOpinionView):
    @extend_schema(responses=QueueSerializer)
    def delete(self, request: Request, pk: int) -> Response:
        """Take back one's own question; 400 where one does not ask."""
        claim_or_404(pk)
        queue_unask(claim_id=pk, user=cast(User, request.user))
        return _entry(pk, public=_public(request))


def _public(request: Any) -> bool:
    return reads_only(request.user, request.auth)


def _entry(pk: int, *, public: bool) -> Response:
    entry = queue_shown(QueueEntry.objects.filter(pk=pk)).get()
    return Response(QueueSerializer(entry, context={"stale": queue_stale([entry], public=public)}).data)
