"""REST endpoints of cases."""

from typing import cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.story_serializers import (
    CaseDescriptionSerializer,
    CaseDetailSerializer,
    CaseInputSerializer,
    CaseSerializer,
    CaseStorySerializer,
    NoteInputSerializer,
    NoteSerializer,
)
from claims.models import Case, CaseNote, Story
from claims.selectors.cases import case_list, note_detail
from claims.services.cases import case_add, case_describe, case_move, case_note, case_open, case_remove
from claims.views.cases import case_or_404
from claimtrack.accounts.models import User
from claimtrack.api import etag, read_input, version_seen
from claimtrack.refusals import refuse


class CaseListView(PeopleView, generics.ListAPIView[Case]):
    """Cases, the newest first."""

    serializer_class = CaseSerializer

    def get_queryset(self) -> QuerySet[Case]:
        return case_list()

    @extend_schema(request=CaseInputSerializer, responses={201: CaseDetailSerializer})
    def post(self, request: Request) -> Response:
        """Open a case."""
        fields = read_input(CaseInputSerializer, request)
        case = case_open(user=cast(User, request.user), **fields)
        return _answer(case.pk, status.HTTP_201_CREATED)


class CaseDetailView(PeopleView):
    """One case with its stories and notes; its ETag is its version."""

    @extend_schema(responses=CaseDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return _answer(pk)

    @extend_schema(request=CaseDescriptionSerializer, responses=CaseDetailSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Change title or description; 409 with what happened meanwhile when it is no more in the version seen."""
        case_or_404(pk)
        words = read_input(CaseDescriptionSerializer, request)
        words.pop("version", None)
        case_describe(case_id=pk, user=cast(User, request.user), version=version_seen(request), **words)
        return _answer(pk)


class CaseMoveView(PeopleView):
    """Close or reopen a case."""

    move = ""

    @extend_schema(request=None, responses=CaseDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        case_or_404(pk)
        case_move(case_id=pk, move=self.move, user=cast(User, request.user))
        return _answer(pk)


class CaseStoriesView(PeopleView):
    """Put a story into a case; one that is in it already stays."""

    @extend_schema(request=CaseStorySerializer, responses=CaseDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        case_or_404(pk)
        fields = read_input(CaseStorySerializer, request)
        try:
            case_add(case_id=pk, story_id=fields["story"], user=cast(User, request.user))
        except Story.DoesNotExist:
            refuse("story", _("There is no such story."))
        return _answer(pk)


class CaseStoryView(PeopleView):
    """A story of a case."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int, story: int) -> Response:
        """Take it out; the history keeps that it was there."""
        case_or_404(pk)
        case_remove(case_id=pk, story_id=story, user=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)


class CaseNotesView(PeopleView):
    """Add a note to a case, or one that replaces an older one."""

    @extend_schema(request=NoteInputSerializer, responses={201: NoteSerializer})
    def post(self, request: Request, pk: int) -> Response:
        case_or_404(pk)
        fields = read_input(NoteInputSerializer, request)
        try:
            replaces = note_detail(note_id=fields["replaces"]) if fields.get("replaces") else None
        except CaseNote.DoesNotExist:
            refuse("replaces", _("There is no such note."))
        note = case_note(case_id=pk, user=cast(User, request.user), text=fields["text"], replaces=replaces)
        return Response(NoteSerializer(note).data, status=status.HTTP_201_CREATED)


def _answer(pk: int, code: int = status.HTTP_200_OK) -> Response:
    case = case_or_404(pk)
    return Response(CaseDetailSerializer(case).data, status=code, headers={"ETag": etag(case.version)})
