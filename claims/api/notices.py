"""REST: what a person was told."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import IdField, PeopleView
from claims.models import Notice
from claims.presenters.notices import notice_words
from claims.selectors.notices import notices_of
from claims.services.notices import notices_read
from claimtrack.accounts.models import Scope, User
from claimtrack.api import NewestFirstPagination, read_input


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    """`words` say what happened; `address` is the page it leads to."""

    kind = serializers.CharField()
    words = serializers.SerializerMethodField()
    by = serializers.CharField(source="by.username", default=None, allow_null=True)

    class Meta:
        model = Notice
        fields = ("id", "kind", "words", "about", "address", "number", "by", "at", "read_at")

    def get_words(self, notice: Notice) -> str:
        return notice_words(notice)


class LatestFirst(NewestFirstPagination):
    """A notice that is not read yet and says something new moves up."""

    ordering = ("-at", "-id")


class NoticeListView(generics.ListAPIView[Notice]):
    """What one was told, newest first."""

    queryset = Notice.objects.none()  # for the schema
    serializer_class = NoticeSerializer
    pagination_class = LatestFirst

    def get_queryset(self) -> QuerySet[Notice]:
        return notices_of(user_id=cast(User, self.request.user).pk)


class ReadSerializer(serializers.Serializer[Any]):
    """Ids of notices of one's own; all of them when none are sent."""

    notices = serializers.ListField(child=IdField(), required=False, max_length=1000)


class NoticesReadView(PeopleView):
    """Mark notices as read."""

    write_scope = Scope.READ

    @extend_schema(request=ReadSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        ids = read_input(ReadSerializer, request).get("notices")
        notices_read(user=cast(User, request.user), notice_ids=ids)
        return Response(status=status.HTTP_204_NO_CONTENT)
