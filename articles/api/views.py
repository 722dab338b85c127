"""REST endpoints of articles."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.serializers import (
    ArticleCorrectionSerializer,
    ArticleSerializer,
    ArticleWithdrawalSerializer,
    SubmissionSerializer,
)
from articles.filters import ArticleFilter
from articles.models import Article
from articles.selectors import article_counted
from articles.services import article_correct, article_ingest, article_restore, article_retry, article_withdraw
from claimtrack.accounts.models import Role, Scope, User
from claimtrack.api import read_input


class ArticleListView(generics.ListAPIView[Article]):
    """Post an article; list what there is, newest first."""

    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter
    write_scope = Scope.INGEST

    def get_queryset(self) -> QuerySet[Article]:
        return article_counted()

    @extend_schema(
        request=SubmissionSerializer,
        responses={
            201: ArticleSerializer,
            200: OpenApiResponse(ArticleSerializer, "known already, perhaps revised"),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        incoming = SubmissionSerializer(data=request.data)
        incoming.is_valid(raise_exception=True)
        done = article_ingest(submission=incoming.to_submission(), received_by=cast(User, request.user))
        article = article_counted().get(pk=done.article.pk)
        code = status.HTTP_201_CREATED if done.created else status.HTTP_200_OK
        return Response(ArticleSerializer(article).data, status=code)


class ArticleDetailView(generics.RetrieveAPIView[Article]):
    """One article with its content and how far extraction has come; leads correct it."""

    serializer_class = ArticleSerializer
    write_scope = Scope.EVIDENCE
    people_only = True
    roles = (Role.LEAD, Role.ADMIN)

    def get_queryset(self) -> QuerySet[Article]:
        return article_counted()

    @extend_schema(request=ArticleCorrectionSerializer, responses=ArticleSerializer)
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct the outlet or the date of publication; the dates of its claims are then worked out again."""
        article = self.get_object()
        fields = read_input(ArticleCorrectionSerializer, request)
        published = fields.pop("published_at", None)
        article_correct(article_id=article.pk, user=cast(User, request.user), published=published, **fields)
        return self.retrieve(request)


class ArticleMoveView(generics.GenericAPIView[Article]):
    """What leads do with articles."""

    queryset = article_counted()
    serializer_class = ArticleSerializer
    write_scope = Scope.EVIDENCE
    people_only = True
    roles = (Role.LEAD, Role.ADMIN)


class ArticleWithdrawView(ArticleMoveView):
    """Withdraw an article, saying why: it stays on record, its claims count no more."""

    @extend_schema(request=ArticleWithdrawalSerializer, responses=ArticleSerializer)
    def post(self, request: Request, pk: int) -> Response:
        article = self.get_object()
        fields = read_input(ArticleWithdrawalSerializer, request)
        article_withdraw(article_id=article.pk, user=cast(User, request.user), **fields)
        return Response(self.get_serializer(self.get_object()).data)


class ArticleRestoreView(ArticleMoveView):
    """Take a withdrawal back."""

    @extend_schema(request=None, responses=ArticleSerializer)
    def post(self, request: Request, pk: int) -> Response:
        article_restore(article_id=self.get_object().pk, user=cast(User, request.user))
        return Response(self.get_serializer(self.get_object()).data)


class ArticleRetryView(ArticleMoveView):
    """Have the claims of an article that failed worked out again."""

    @extend_schema(request=None, responses=ArticleSerializer)
    def post(self, request: Request, pk: int) -> Response:
        article_retry(article_id=self.get_object().pk, user=cast(User, request.user))
        return Response(self.get_serializer(self.get_object()).data)
