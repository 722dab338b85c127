"""REST endpoints of evidence: linked, corrected, withdrawn, looked at again."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.base import IdField, OldestFirst, PeopleView
from claims.api.serializers import CaptureSerializer, CaptureTextSerializer, EvidenceSerializer
from claims.evidence_forms import fields_of
from claims.looking import linked_already, look_again, look_and_keep
from claims.models import Aspect, Claim, Evidence, Source, SourceState, Stance
from claims.selectors.evidence import captures_of, evidence_detail, evidence_of_story
from claims.selectors.sources import source_of_address
from claims.services.evidence import evidence_correct, evidence_link, evidence_restore, evidence_withdraw
from claims.services.sources import SOURCE_NAME_LENGTH
from claims.views.claims import claim_or_404
from claims.views.evidence import evidence_or_404
from claimtrack.accounts.models import Scope, User
from claimtrack.api import read_input
from claimtrack.refusals import check_address, refuse


class EvidenceInputSerializer(serializers.Serializer[Any]):
    """`source`: an id of /sources/; without it the one at the address, or the one named in `propose`.

    Evidence with a source that is only proposed waits, and counts for nothing until an admin accepts the source.
    `look`: have claimtrack look at the address now and keep what it shows (400 where it cannot be reached); title and
    day of publication are those of the page where none are sent.
    """

    source = serializers.PrimaryKeyRelatedField(  # type: ignore[assignment]  # a field is named source
        queryset=Source.objects.exclude(state__in=[SourceState.RETIRED, SourceState.REFUSED]),
        pk_field=IdField(),
        required=False,
    )
    propose = serializers.CharField(required=False, allow_blank=True, max_length=SOURCE_NAME_LENGTH)
    url = serializers.URLField(max_length=2000)
    stance = serializers.ChoiceField(Stance.choices)
    aspects = serializers.ListField(child=serializers.ChoiceField(Aspect.choices), required=False)
    quote = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    note = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    title = serializers.CharField(required=False, allow_blank=True, max_length=500)
    published_on = serializers.DateField(required=False, allow_null=True)
    accessed_at = serializers.DateTimeField(required=False)
    look = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not (attrs.get("source") or attrs.get("propose")):
            attrs["source"] = source_of_address(url=attrs["url"])
            if attrs["source"] is None:
                message = _("The directory has no source at this address: choose one, or name one for the admins.")
                raise serializers.ValidationError({"source": [message]})
        return attrs


class EvidenceCorrectionSerializer(EvidenceInputSerializer):
    """What is not sent stays."""

    url = serializers.URLField(max_length=2000, required=False)
    stance = serializers.ChoiceField(Stance.choices, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return attrs


class WithdrawalSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)


class EvidenceLinkedSerializer(EvidenceSerializer):
    same_address = serializers.SerializerMethodField(help_text="pieces of the story at that address, there before")

    class Meta(EvidenceSerializer.Meta):
        fields = (*EvidenceSerializer.Meta.fields, "same_address")  # type: ignore[assignment]

    def get_same_address(self, evidence: Evidence) -> list[int]:
        return [pk for pk in self.context["before"] if pk != evidence.pk]


class ClaimEvidenceView(generics.ListAPIView[Evidence]):
    """The evidence of a claim's story, whichever of its claims it was linked to, withdrawn pieces included.

    `url`: only what stands at that address, however it is written: what to look at before linking it once more.
    """

    queryset = Evidence.objects.none()  # for the schema
    serializer_class = EvidenceSerializer
    pagination_class = OldestFirst
    write_scope = Scope.EVIDENCE

    def get_queryset(self) -> QuerySet[Evidence]:
        claim, url = claim_or_404(self.kwargs["pk"]), self.request.query_params.get("url")
        pieces = evidence_of_story(claim=claim)
        return pieces.filter(pk__in=_ids_at(claim, url)) if url else pieces

    @extend_schema(parameters=[OpenApiParameter("url", str)])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(request=EvidenceInputSerializer, responses={201: EvidenceLinkedSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Link evidence to a claim; `same_address` names what the story had at that address before."""
        claim = claim_or_404(pk)
        fields = read_input(EvidenceInputSerializer, request)
        user = cast(User, request.user)
        fields |= look_if_asked(fields, fields["url"], user)
        before = _ids_at(claim, fields["url"])
        evidence = evidence_link(claim_id=claim.pk, user=user, **fields)
        told = EvidenceLinkedSerializer(evidence, context={"before": before})
        return Response(told.data, status=status.HTTP_201_CREATED)


def _ids_at(claim: Claim, url: str) -> list[int]:
    return [piece.pk for piece in linked_already(story_id=claim.story_id, url=url)]


def look_if_asked(sent: dict[str, Any], url: str, user: User, known: Evidence | None = None) -> dict[str, Any]:
    """Return what the address shows where a look was asked for (`look`, taken out): the capture, and what it tells of
    title and day where neither was sent nor is `known`. Raises ValidationError where nothing can be seen.
    """
    if not sent.pop("look", False):
        return {}
    check_address("url", url.strip())
    capture, failed = look_and_keep(url.strip(), user)
    if capture is None:
        refuse("look", failed)
    told = {name: getattr(capture, name) for name in ("title", "published_on")}
    return {"capture": capture} | {
        name: told[name] for name in told if not (sent.get(name) or getattr(known, name, None))
    }


class EvidenceDetailView(APIView):
    """One piece of evidence."""

    @extend_schema(responses=EvidenceSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(EvidenceSerializer(evidence_or_404(pk)).data)


class EvidenceCorrectView(PeopleView):
    """Put evidence right: a new piece replaces it, and both stay on record."""

    @extend_schema(request=EvidenceCorrectionSerializer, responses={200: EvidenceSerializer, 201: EvidenceSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """201 with the new piece; 200 with the one there is where nothing is different."""
        evidence, user = evidence_or_404(pk), cast(User, request.user)
        sent = read_input(EvidenceCorrectionSerializer, request)
        if sent.get("propose"):
            sent.setdefault("source", None)
        sent |= look_if_asked(sent, sent.get("url", evidence.url), user, evidence)
        was = {name: getattr(evidence, name) for name in (*fields_of(evidence), "accessed_at") if name != "seen_on"}
        new = sent.get("propose") or "capture" in sent
        if not new and all(was[name] == value for name, value in sent.items() if name in was):
            return Response(EvidenceSerializer(evidence).data)
        was.pop("accessed_at")  # goes along while the address stays
        newer = evidence_correct(evidence=evidence, user=user, **(was | sent))
        return Response(EvidenceSerializer(newer).data, status=status.HTTP_201_CREATED)


class EvidenceCapturesView(APIView):
    """What was seen at the address of evidence: at the link, and wherever a later look showed something else."""

    @extend_schema(responses=CaptureSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        return Response(CaptureSerializer(captures_of(evidence=evidence_or_404(pk)), many=True).data)


class EvidenceCaptureView(APIView):
    """One of them, with the text that was kept."""

    @extend_schema(responses=CaptureTextSerializer)
    def get(self, request: Request, pk: int, capture: int) -> Response:
        seen = {each.pk: each for each in captures_of(evidence=evidence_or_404(pk))}
        if capture not in seen:
            raise Http404
        return Response(CaptureTextSerializer(seen[capture]).data)


class EvidenceWithdrawView(PeopleView):
    """Take evidence back, saying why; it stays on record and counts no more."""

    @extend_schema(request=WithdrawalSerializer, responses=EvidenceSerializer)
    def post(self, request: Request, pk: int) -> Response:
        evidence = evidence_or_404(pk)
        reason = read_input(WithdrawalSerializer, request)["reason"]
        evidence_withdraw(evidence=evidence, user=cast(User, request.user), reason=reason)
        return Response(EvidenceSerializer(evidence_detail(evidence_id=pk)).data)


class EvidenceRestoreView(PeopleView):
    """Undo a withdrawal of one's own: a piece that is the same in all stands in its place."""

    @extend_schema(request=None, responses={201: EvidenceSerializer})
    def post(self, request: Request, pk: int) -> Response:
        again = evidence_restore(evidence=evidence_or_404(pk), user=cast(User, request.user))
        return Response(EvidenceSerializer(again).data, status=status.HTTP_201_CREATED)


class LookSerializer(serializers.Serializer[Any]):
    """What a look at the address came to: first (nobody had looked before), same, changed, gone."""

    outcome = serializers.CharField()
    at = serializers.DateTimeField()


class EvidenceRecheckView(PeopleView):
    """Look again at the address of evidence now."""

    @extend_schema(request=None, responses=LookSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """400 that names the address where it cannot be reached; nothing is recorded then."""
        check, failed = look_again(evidence_or_404(pk), cast(User, request.user))
        if check is None:
            refuse("url", failed)
        return Response(LookSerializer(check).data)
