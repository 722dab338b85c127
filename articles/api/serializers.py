"""What an article looks like over REST, coming in and going out."""

from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article, Outlet
from articles.services import MAX_LENGTHS, Submission


@extend_schema_field(OpenApiTypes.DATETIME)
class DateOrMomentField(serializers.Field[Any, Any, Any, Any]):
    """An ISO 8601 date or moment; one without an offset is read in the outlet's time zone."""

    default_error_messages = {
        "invalid": _("Send an ISO 8601 date or date and time, such as 2018-09-08T10:15:00+02:00.")
    }

    def to_internal_value(self, data: Any) -> date | datetime:
        try:
            value = (parse_date(data) or parse_datetime(data)) if isinstance(data, str) else None
        except ValueError:
            value = None
        if value is None:
            self.fail("invalid")
        return value

    def to_representation(self, value: datetime) -> str:
        return value.isoformat()


class StringField(serializers.CharField):
    """A string and nothing else: a number or a truth value in its place is a slip of the sender."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class SubmissionSerializer(serializers.Serializer[Any]):
    outlet = StringField(max_length=MAX_LENGTHS["outlet"])
    title = StringField(required=False, allow_blank=True, max_length=MAX_LENGTHS["title"])
    text = StringField(required=False, allow_blank=True, trim_whitespace=False)
    html = StringField(required=False, allow_blank=True, trim_whitespace=False)
    url = serializers.CharField(required=False, allow_blank=True, max_length=MAX_LENGTHS["url"])
    published_at = DateOrMomentField(required=False, allow_null=True)
    language = serializers.CharField(required=False, allow_blank=True, max_length=35)
    external_id = serializers.CharField(required=False, allow_blank=True, max_length=MAX_LENGTHS["external_id"])

    def to_submission(self) -> Submission:
        """Return the validated data as the service takes it."""
        data = dict(self.validated_data)
        return Submission(published=data.pop("published_at", None), **data)


class ArticleSerializer(serializers.ModelSerializer[Article]):
    outlet = serializers.CharField(source="outlet.name")
    title = serializers.CharField(source="revision.title")
    text = serializers.CharField(source="revision.text")
    content = serializers.CharField(source="revision.content")
    revision = serializers.IntegerField(source="revision.number")
    claims_count = serializers.IntegerField(help_text="claims found and not retired")
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = (
            "id",
            "status",
            "outlet",
            "external_id",
            "url",
            "title",
            "text",
            "content",
            "language",
            "revision",
            "published_at",
            "published_on",
            "received_at",
            "withdrawn",
            "failure",
            "claims_count",
        )

    def get_withdrawn(self, article: Article) -> bool:
        return article.withdrawn_at is not None


class ArticleCorrectionSerializer(serializers.Serializer[Any]):
    """What is not sent stays. `outlet`: the name of one that is known; days are those of its time zone."""

    outlet = StringField(max_length=MAX_LENGTHS["outlet"], required=False)
    published_at = DateOrMomentField(required=False)
    why = serializers.CharField(max_length=2000)

    def validate_outlet(self, name: str) -> Outlet:
        found = Outlet.objects.filter(name__iexact=name).first()
        if found is None:
            raise serializers.ValidationError(_("There is no outlet of this name."))
        return found


class ArticleWithdrawalSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)
