"""REST endpoints of articles."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.serializers import ArticleSerializer, SubmissionSerializer
from articles.filters import ArticleFilter
from articles.models import Article
from articles.selectors import article_counted
from articles.services import article_ingest
from claimtrack.accounts.models import Scope, User


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
    """One article with its content and how far extraction has come."""

    serializer_class = ArticleSerializer

    def get_queryset(self) -> QuerySet[Article]:
        return article_counted()
