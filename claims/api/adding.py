"""REST: a claim that the machine missed, added by a person."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import PeopleView
from claims.api.correction_serializers import DaysSerializer, relay_names
from claims.api.serializers import ClaimDetailSerializer
from claims.api.views import answer_claim
from claims.models import Kind
from claims.presenters.adding import guess_kind
from claims.services.words import MOST_SPANS, claim_enter, words_check
from claims.views.articles import article_or_404
from claimtrack.accounts.models import User
from claimtrack.api import read_input
from claimtrack.refusals import Conflict


class SaidSerializer(DaysSerializer):
    grain = None  # type: ignore[assignment]  # the days say it


class ClaimInputSerializer(serializers.Serializer[Any]):
    """`spans`: [start, end] code points into the content of `revision`, as the article has both.

    Without `kind`, the quotation marks of the text say it. `speaker_name` null or "" where nobody is named.
    `relayed_by` names who passed it on, the nearest to the speaker first.
    """

    revision = serializers.IntegerField(min_value=1, max_value=999_999_999)
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2),
        min_length=1,
        max_length=MOST_SPANS,
    )
    kind = serializers.ChoiceField(Kind.choices, required=False)
    speaker_name = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=300)
    speaker_role = serializers.CharField(required=False, allow_blank=True, max_length=600)
    relayed_by = relay_names()
    stated_on = SaidSerializer(required=False, allow_null=True)
    hedged = serializers.BooleanField(required=False)
    denied = serializers.BooleanField(required=False)


class ArticleClaimsView(PeopleView):
    """The claims that people add to an article."""

    @extend_schema(request=ClaimInputSerializer, responses={201: ClaimDetailSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Add a claim, accepted by who adds it; 409 when the text has another revision by now."""
        article = article_or_404(pk)
        sent = read_input(ClaimInputSerializer, request)
        number = sent.pop("revision")
        if number != article.revision.number:
            raise Conflict(number, article.revision.number, [])
        sent["spans"] = words_check(content=article.revision.content, spans=sent["spans"])
        sent["kind"] = sent.get("kind") or guess_kind(article.revision.content, sent["spans"])
        said = sent.pop("stated_on", None) or {}
        fields = sent | {"stated_from": said.get("start"), "stated_to": said.get("end")}
        fields["speaker"] = fields.pop("speaker_name", "") or ""
        user = cast(User, request.user)
        claim = claim_enter(article_id=pk, revision_id=article.revision_id, user=user, **fields)
        return answer_claim(claim.pk, status.HTTP_201_CREATED)
