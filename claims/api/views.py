"""REST endpoints of claims and places."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.claim_pages import NewestFirst, pages_of
from claims.api.correction_serializers import CorrectionSerializer
from claims.api.serializers import (
    ClaimDetailSerializer,
    ClaimToldSerializer,
    DecisionSerializer,
    GazetteerPlaceSerializer,
)
from claims.extraction.place_language import fold
from claims.filters import ClaimFilter
from claims.models import Claim
from claims.selectors.claims import claim_with_evidence, claims_told
from claims.selectors.verdicts import verdicts_in_force
from claims.services.corrections import claim_correct
from claims.services.gazetteer import places_suggested
from claims.services.places import SPELLING_LENGTH
from claims.services.review import claim_move
from claims.views.claims import claim_or_404
from claims.views.finding import SORTS
from claims.views.suggestions import LEAST
from claimtrack.accounts.models import Scope, User
from claimtrack.api import etag, read_input, version_seen
from claimtrack.refusals import refuse


class ClaimListView(generics.ListAPIView[Claim]):
    """Claims that stand: not retired, their article not withdrawn. Newest first; those of one article in text order."""

    pagination_class = NewestFirst
    serializer_class = ClaimToldSerializer
    filterset_class = ClaimFilter
    shown: Sequence[Claim] = ()

    @extend_schema(parameters=[OpenApiParameter("sort", str, enum=list(SORTS), description="relevance only with q")])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @cached_property
    def paginator(self) -> BasePagination:
        return pages_of(self.request.query_params)

    def get_queryset(self) -> QuerySet[Claim]:
        return claims_told()

    def paginate_queryset(self, queryset: Any) -> Any:
        self.shown = super().paginate_queryset(queryset) or []
        return self.shown

    def get_serializer_context(self) -> dict[str, Any]:
        stories = {claim.story_id for claim in self.shown}
        return {**super().get_serializer_context(), "verdicts": verdicts_in_force(stories)}


class ClaimDetailView(APIView):
    """One claim with its evidence, retired or not; its ETag is its version."""

    write_scope = Scope.EVIDENCE
    people_only = True

    @extend_schema(responses=ClaimDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return answer_claim(pk)

    @extend_schema(request=CorrectionSerializer, responses=ClaimDetailSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Put fields right; 409 with what happened meanwhile when the claim is no more in the version that was seen."""
        claim = claim_or_404(pk)
        incoming = CorrectionSerializer(data=request.data)
        incoming.is_valid(raise_exception=True)
        user, why, fields = cast(User, request.user), incoming.validated_data["why"], incoming.to_fields(claim)
        claim_correct(claim_id=pk, user=user, fields=fields, why=why, version=version_seen(request))
        return answer_claim(pk)


class ClaimMoveView(APIView):
    """Decide on a claim; 409 with what happened meanwhile when it is no more in the version that was seen."""

    write_scope = Scope.EVIDENCE
    people_only = True
    move = ""

    @extend_schema(request=DecisionSerializer, responses=ClaimDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        claim_or_404(pk)
        user, why = cast(User, request.user), read_input(DecisionSerializer, request)["why"].strip()
        claim_move(claim_id=pk, move=self.move, user=user, why=why, version=version_seen(request))
        return answer_claim(pk)


class PlaceListView(APIView):
    """Entries of the gazetteer with a name that begins so, in any spelling: the likeliest eight, whole names first."""

    @extend_schema(
        parameters=[OpenApiParameter("q", str, required=True, description="two letters or more")],
        responses=GazetteerPlaceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        words = request.query_params.get("q", "").strip()
        if len(fold(words)) < LEAST or len(words) > SPELLING_LENGTH:
            refuse("q", _("Send two letters or more of a name."))
        found = [asdict(place) | {"spelt": spelt} for place, spelt in places_suggested(words=words)]
        return Response(GazetteerPlaceSerializer(found, many=True).data)


def answer_claim(pk: int, code: int = status.HTTP_200_OK) -> Response:
    """Return one claim as REST shows it, or answer 404."""
    claim = claims_told(retired=True).filter(pk=pk).first()
    if claim is None:
        raise Http404
    shown = ClaimDetailSerializer(claim_with_evidence(claim), context={"verdicts": verdicts_in_force([claim.story_id])})
    return Response(shown.data, status=code, headers={"ETag": etag(claim.version)})
