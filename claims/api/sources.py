"""REST: one source, and what admins decide about it."""

from typing import cast

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.serializers import SourceSerializer
from claims.models import Source
from claims.selectors.sources import source_detail
from claims.services.sources import source_move
from claimtrack.accounts.models import Role, User


class SourceDetailView(PeopleView):
    """One source of the directory, proposed, refused and retired ones included."""

    @extend_schema(responses=SourceSerializer)
    def get(self, request: Request, pk: int) -> Response:
        try:
            return Response(SourceSerializer(source_detail(source_id=pk)).data)
        except Source.DoesNotExist as error:
            raise Http404 from error


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
