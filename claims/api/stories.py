"""REST endpoints of stories, and of the story of a claim."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.story_serializers import (
    GatherSerializer,
    MergeSerializer,
    PlacementSerializer,
    StoryDescriptionSerializer,
    StoryDetailSerializer,
    StorySerializer,
)
from claims.api.views import ClaimListView
from claims.models import Claim, Story
from claims.selectors.claims import claims_told
from claims.selectors.stories import faces, story_list, tallies
from claims.selectors.verdicts import verdicts_in_force
from claims.services.stories import claim_take_out, story_describe, story_gather, story_merge
from claims.story_filters import StoryFilter
from claims.views.claims import claim_or_404
from claims.views.stories import story_or_404
from claimtrack.accounts.models import Scope, User
from claimtrack.api import etag, read_input, version_seen
from claimtrack.refusals import refuse


class StoryListView(generics.ListAPIView[Story]):
    """Stories that have a claim that counts, the newest first."""

    serializer_class = StorySerializer
    filterset_class = StoryFilter
    shown: Sequence[Story] = ()

    def get_queryset(self) -> QuerySet[Story]:
        return story_list()

    def paginate_queryset(self, queryset: Any) -> Any:
        self.shown = super().paginate_queryset(queryset) or []
        return self.shown

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), **context_of([story.pk for story in self.shown])}


class StoryDetailView(PeopleView):
    """One story, empty or not; its ETag is its version."""

    @extend_schema(responses=StoryDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return answer_story(pk)

    @extend_schema(request=StoryDescriptionSerializer, responses=StoryDetailSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Change title or summary; 409 with what happened meanwhile when it is no more in the version that was seen."""
        story_or_404(pk)
        words = read_input(StoryDescriptionSerializer, request)
        words.pop("version", None)
        story_describe(story_id=pk, user=cast(User, request.user), version=version_seen(request), **words)
        return answer_story(pk)


class StoryClaimsView(ClaimListView):
    """The claims of a story that count; put more into it."""

    queryset = Claim.objects.none()  # for the schema
    write_scope = Scope.EVIDENCE
    people_only = True

    def get_queryset(self) -> QuerySet[Claim]:
        return claims_told().filter(story=story_or_404(self.kwargs["pk"]).pk)

    @extend_schema(request=GatherSerializer, responses=StoryDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """409 with what happened meanwhile when one of them is no more in the story in which it was `seen`."""
        story_or_404(pk)
        fields = read_input(GatherSerializer, request)
        how = {"user": cast(User, request.user), "why": fields["why"], "seen": fields["seen"]}
        story_gather(story_id=pk, claim_ids=fields["claims"], **how)
        return answer_story(pk)


class StoryMergeView(PeopleView):
    """Put all claims of another story into this one."""

    @extend_schema(request=MergeSerializer, responses=StoryDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """409 with what happened meanwhile when its claims are no more those `seen`."""
        story_or_404(pk)
        fields = read_input(MergeSerializer, request)
        how = {"user": cast(User, request.user), "why": fields["why"], "seen": fields.get("seen")}
        try:
            story_merge(story_id=pk, other_id=fields["story"], **how)
        except Story.DoesNotExist:
            refuse("story", _("There is no such story."))
        return answer_story(pk)


class ClaimStoryView(PeopleView):
    """The story of a claim: another one, or one of its own."""

    @extend_schema(request=PlacementSerializer, responses=StoryDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """409 with what happened meanwhile when the claim is no more in the story in which it was `seen`."""
        claim_or_404(pk)
        fields, user = read_input(PlacementSerializer, request), cast(User, request.user)
        how = {"user": user, "why": fields["why"], "seen": fields.get("seen")}
        if fields["story"] is None:
            return answer_story(claim_take_out(claim_id=pk, **how).story.pk)
        try:
            moved = story_gather(story_id=fields["story"], claim_ids=[pk], **how)
        except Story.DoesNotExist:
            refuse("story", _("There is no such story."))
        return answer_story(moved.story.pk)


def answer_story(pk: int) -> Response:
    """Return one story as REST shows it, or answer 404."""
    story = story_or_404(pk)
    return Response(StoryDetailSerializer(story, context=context_of([pk])).data, headers={"ETag": etag(story.version)})


def context_of(ids: list[int]) -> dict[str, Any]:
    """Return what the serializer of stories needs, in as many queries for many as for one."""
    return {"tallies": tallies(ids), "faces": faces(ids), "verdicts": verdicts_in_force(ids)}
