"""REST: what happened to a claim or a story, and undoing it."""

from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import IdField, PeopleView
from claims.api.serializers import ClaimDetailSerializer
from claims.api.stories import answer_story
from claims.api.story_serializers import StoryDetailSerializer
from claims.api.views import answer_claim
from claims.models import Event
from claims.selectors.claims import events_of_claim
from claims.selectors.stories import events_of_story
from claims.services.corrections import correction_undo
from claims.services.stories import story_undo
from claims.services.undoing import decision_made, decision_undo
from claims.views.claims import claim_or_404
from claims.views.stories import story_or_404
from claimtrack.accounts.access import reads_only
from claimtrack.accounts.models import User
from claimtrack.api import read_input
from claimtrack.refusals import refuse


class EventSerializer(serializers.ModelSerializer[Event]):
    """`changes` holds {field: [old, new]}; `by` is null for what claimtrack did by itself."""

    by = serializers.CharField(source="by.username", default=None, allow_null=True)
    changes = serializers.DictField()

    class Meta:
        model = Event
        fields = ("id", "verb", "by", "at", "why", "claim", "story", "evidence", "claim_version", "changes")


class ClaimLogView(generics.ListAPIView[Event]):
    """All that happened to a claim, newest first."""

    queryset = Event.objects.none()  # for the schema
    serializer_class = EventSerializer

    def get_queryset(self) -> QuerySet[Event]:
        claim = claim_or_404(self.kwargs["pk"])
        return events_of_claim(claim=claim, public=reads_only(self.request.user, self.request.auth))


class StoryLogView(generics.ListAPIView[Event]):
    """All that happened to a story and its claims, newest first."""

    queryset = Event.objects.none()  # for the schema
    serializer_class = EventSerializer

    def get_queryset(self) -> QuerySet[Event]:
        story = story_or_404(self.kwargs["pk"])
        return events_of_story(story_id=story.pk, public=reads_only(self.request.user, self.request.auth))


class UndoSerializer(serializers.Serializer[Any]):
    """`version`: the one of the claim that the decision or the correction made, as its answer had it."""

    version = serializers.IntegerField(min_value=1, max_value=999_999_999)


class ClaimUndoView(PeopleView):
    """Undo a decision on a claim, or a correction of it."""

    @extend_schema(request=UndoSerializer, responses=ClaimDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """What was decided before stands again as it was signed; 400 when somebody changed the claim since."""
        claim_or_404(pk)
        version, user = read_input(UndoSerializer, request)["version"], cast(User, request.user)
        undo = decision_undo if decision_made(claim_id=pk, version=version) else correction_undo
        try:
            undo(claim_id=pk, version=version, user=user)
        except Event.DoesNotExist:
            refuse("version", _("There is nothing to undo."))
        return answer_claim(pk)


class MovesSerializer(serializers.Serializer[Any]):
    """`events`: ids of story.leave events, as the log of the story that the claims left has them."""

    events = serializers.ListField(child=IdField(), min_length=1, max_length=200)


class StoryUndoView(PeopleView):
    """Take back moves of claims between stories."""

    @extend_schema(request=MovesSerializer, responses=StoryDetailSerializer)
    def post(self, request: Request) -> Response:
        """Answers with the story that the claims are in again."""
        moved = story_undo(event_ids=read_input(MovesSerializer, request)["events"], user=cast(User, request.user))
        return answer_story(moved.story.pk)
