"""REST endpoints of claims, evidence and sources."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.serializers import (
    ClaimDetailSerializer,
    ClaimSerializer,
    EvidenceInputSerializer,
    EvidenceSerializer,
    SourceSerializer,
)
from claims.filters import ClaimFilter
from claims.models import Claim, Source
from claims.selectors.claims import claim_all
from claims.selectors.sources import source_list
from claims.services.evidence import evidence_link
from claims.views.claims import claim_or_404
from claimtrack.accounts.models import Scope, User
from claimtrack.api import NewestFirstPagination


class ClaimPagination(NewestFirstPagination):
    """The claims of one article come in text order."""

    def get_ordering(self, request: Request, queryset: QuerySet[Claim], view: Any) -> tuple[str, ...]:
        if request.query_params.get("article"):
            return "start", "end", "id"
        return tuple(super().get_ordering(request, queryset, view))


class ClaimListView(generics.ListAPIView[Claim]):
    """Claims that stand: not retired, their article not withdrawn. Newest first; those of one article in text order."""

    pagination_class = ClaimPagination
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        return claim_all()


class ClaimDetailView(generics.RetrieveAPIView[Claim]):
    """One claim with its evidence, retired or not."""

    serializer_class = ClaimDetailSerializer

    def get_object(self) -> Claim:
        return claim_or_404(self.kwargs["pk"])


class EvidenceView(APIView):
    """Link evidence to a claim."""

    write_scope = Scope.EVIDENCE

    @extend_schema(request=EvidenceInputSerializer, responses={201: EvidenceSerializer})
    def post(self, request: Request, pk: int) -> Response:
        claim = claim_or_404(pk)
        incoming = EvidenceInputSerializer(data=request.data)
        incoming.is_valid(raise_exception=True)
        evidence = evidence_link(claim_id=claim.pk, user=cast(User, request.user), **incoming.validated_data)
        return Response(EvidenceSerializer(evidence).data, status=status.HTTP_201_CREATED)


class SourceListView(generics.ListAPIView[Source]):
    """The directory of verification sources."""

    serializer_class = SourceSerializer

    def get_queryset(self) -> QuerySet[Source]:
        return source_list()
