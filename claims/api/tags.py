"""REST: the tags that there are, and what admins put right of one."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import OldestFirst, PeopleView
from claims.matching.names import fold_name
from claims.models import Tag
from claims.selectors.finding import tags_counted
from claims.services.tags import TAG_LENGTH, tag_rename
from claimtrack.accounts.models import Role, User
from claimtrack.api import read_input


class TagCountedSerializer(serializers.ModelSerializer[Tag]):
    claims_count = serializers.IntegerField(help_text="claims that have it")

    class Meta:
        model = Tag
        fields = ("id", "name", "claims_count")


class TagNameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=TAG_LENGTH)


class TagListView(generics.ListAPIView[Tag]):
    """The tags that there are, oldest first; `q` is any part of the name."""

    serializer_class = TagCountedSerializer
    pagination_class = OldestFirst

    @extend_schema(parameters=[OpenApiParameter("q", str)])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Tag]:
        return tags_counted().filter(folded__contains=fold_name(self.request.query_params.get("q", "")))


class TagView(PeopleView):
    """Give a tag another name: admins do."""

    roles = (Role.ADMIN,)

    @extend_schema(request=TagNameSerializer, responses=TagCountedSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """With the name of another tag it is merged into that one, which is the answer; their claims have it once."""
        name = read_input(TagNameSerializer, request)["name"]
        try:
            tag = tag_rename(tag_id=pk, name=name, user=cast(User, request.user))
        except Tag.DoesNotExist as error:
            raise Http404 from error
        return Response(TagCountedSerializer(tags_counted().get(pk=tag.pk)).data)
