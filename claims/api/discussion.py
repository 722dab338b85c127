"""REST endpoints of tags and comments: what people say about a claim without deciding on it."""

from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import OldestFirst, PeopleView
from claims.models import Claim, Comment, Tag
from claims.selectors.claims import tags_of
from claims.selectors.comments import comment_detail, comments_of
from claims.services.comments import MOST_WORDS, comment_add, comment_delete, comment_edit
from claims.services.tags import TAG_LENGTH, claim_tag, claim_untag
from claims.views.claims import claim_or_404
from claims.views.comments import comment_or_404
from claimtrack.accounts.models import Scope, User
from claimtrack.api import etag, read_input, version_seen


class TagSerializer(serializers.ModelSerializer[Tag]):
    class Meta:
        model = Tag
        fields = ("id", "name")


class TagInputSerializer(serializers.Serializer[Any]):
    """A tag by its name, made where it is new."""

    tag = serializers.CharField(max_length=TAG_LENGTH)


class ClaimTagsView(PeopleView):
    """The tags of a claim."""

    @extend_schema(responses=TagSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        return _tags(claim_or_404(pk))

    @extend_schema(request=TagInputSerializer, responses={200: TagSerializer(many=True), 201: TagSerializer(many=True)})
    def post(self, request: Request, pk: int) -> Response:
        """Put a tag on; 200 where the claim has it already. Its version stays."""
        claim = claim_or_404(pk)
        name = read_input(TagInputSerializer, request)["tag"]
        made = claim_tag(claim_id=pk, name=name, user=cast(User, request.user))
        return _tags(claim, status.HTTP_201_CREATED if made else status.HTTP_200_OK)


class ClaimTagView(PeopleView):
    """A tag of a claim."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int, tag: int) -> Response:
        """Take it off; one that the claim does not have changes nothing."""
        claim_or_404(pk)
        claim_untag(claim_id=pk, tag_id=tag, user=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """`text` is what it says now, empty when it was taken back; `edited_at` is null while it says what it said.

    `version` counts what it has said; it is the ETag of one comment.
    """

    by = serializers.CharField(source="by.username")
    text = serializers.SerializerMethodField()
    edited_at = serializers.SerializerMethodField()
    version = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = ("id", "claim", "by", "at", "text", "edited_at", "version")

    def get_text(self, comment: Comment) -> str:
        return comment.last.text

    def get_edited_at(self, comment: Comment) -> datetime | None:
        return comment.last.at if comment.last.number > 1 else None

    def get_version(self, comment: Comment) -> int:
        return comment.last.number


class CommentInputSerializer(serializers.Serializer[Any]):
    """Words; whoever is mentioned (`@name`) is told."""

    text = serializers.CharField(max_length=MOST_WORDS)


class CommentCorrectionSerializer(CommentInputSerializer):
    """`version` is the one that was seen, unless `If-Match` says it; without either nothing is compared."""

    version = serializers.IntegerField(required=False, min_value=1, max_value=999_999_999)


class ClaimCommentsView(generics.ListAPIView[Comment]):
    """The discussion of a claim, oldest first."""

    queryset = Comment.objects.none()  # for the schema
    serializer_class = CommentSerializer
    pagination_class = OldestFirst
    write_scope = Scope.EVIDENCE
    people_only = True

    def get_queryset(self) -> QuerySet[Comment]:
        return comments_of(claim_id=claim_or_404(self.kwargs["pk"]).pk)

    @extend_schema(request=CommentInputSerializer, responses={201: CommentSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Say something; the very same words sent again right after are the comment that is there."""
        claim_or_404(pk)
        text = read_input(CommentInputSerializer, request)["text"]
        comment = comment_add(claim_id=pk, user=cast(User, request.user), text=text)
        return _comment(comment.pk, status.HTTP_201_CREATED)


class CommentView(PeopleView):
    """A comment; only whoever wrote it changes it, and what it said before stays on record."""

    @extend_schema(responses=CommentSerializer)
    def get(self, request: Request, pk: int) -> Response:
        comment_or_404(pk)
        return _comment(pk)

    @extend_schema(request=CommentCorrectionSerializer, responses=CommentSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Put it right; 409 when it is no more in the version that was seen."""
        comment_or_404(pk)
        text = read_input(CommentCorrectionSerializer, request)["text"]
        comment_edit(comment_id=pk, user=cast(User, request.user), text=text, version=version_seen(request))
        return _comment(pk)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take it back; that there was one stays visible. 409 when it is no more in the version that was seen."""
        comment_or_404(pk)
        comment_delete(comment_id=pk, user=cast(User, request.user), version=version_seen(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _tags(claim: Claim, code: int = status.HTTP_200_OK) -> Response:
    return Response(TagSerializer(tags_of(claim_id=claim.pk), many=True).data, status=code)


def _comment(pk: int, code: int = status.HTTP_200_OK) -> Response:
    shown = CommentSerializer(comment_detail(comment_id=pk)).data
    return Response(shown, status=code, headers={"ETag": etag(shown["version"])})
