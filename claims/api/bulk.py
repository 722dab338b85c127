"""REST: one thing done to many claims: chosen, started, watched, undone."""

from typing import Any, cast

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import IdField, PeopleView, ReasonSerializer, check_form, read_search
from claims.bulk_forms import BulkForm
from claims.models import Bulk, BulkAction
from claims.selectors.bulk import bulk_outcomes, bulk_states
from claims.services.bulk import MOST_CHOSEN, bulk_choose, bulk_start, bulk_undo
from claims.services.tags import TAG_LENGTH
from claims.views.bulk import bulk_or_404, run_for_a_moment
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import account_name, people_deciding
from claimtrack.api import read_input

CHOICES = [(action.value, action.label) for action in BulkAction if action != BulkAction.UNDO]


class SeenSerializer(serializers.Serializer[Any]):
    """A claim as it was seen; in another version it is left alone, and named."""

    id = IdField()
    version = serializers.IntegerField(min_value=1, max_value=999_999_999)
    story = IdField(required=False, help_text="the story in which it was seen")


class BulkChoiceSerializer(serializers.Serializer[Any]):
    """`claims`, or `search`: the parameters of GET /claims/; all that it finds, up to the claim `newest` (an id)."""

    action = serializers.ChoiceField(CHOICES)
    claims = serializers.ListField(child=SeenSerializer(), required=False, max_length=MOST_CHOSEN)
    search = serializers.DictField(child=serializers.CharField(max_length=1000), required=False)
    newest = IdField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("claims" in attrs) == ("search" in attrs):
            raise serializers.ValidationError({"claims": [_("Send either claims or a search.")]})
        return attrs


class BulkParamsSerializer(ReasonSerializer):
    """What the action needs: `tag`; `person` (an account name) to hand over to; `story`, that of a chosen claim."""

    tag = serializers.CharField(required=False, max_length=TAG_LENGTH)
    person = serializers.CharField(required=False, max_length=150)
    story = IdField(required=False)


class BulkSerializer(serializers.ModelSerializer[Bulk]):
    """`states`: how many of the chosen claims are in which state; `changed`: since they were seen.

    `outcomes`: how many are done, were changed meanwhile, could not be, still wait.
    """

    by = serializers.CharField(source="by.username")
    params = serializers.SerializerMethodField(help_text="what the action was told, as it is sent")
    states = serializers.SerializerMethodField()
    outcomes = serializers.SerializerMethodField()
    undone_by = serializers.SerializerMethodField(help_text="the action that undoes it, null for none")

    class Meta:
        model = Bulk
        fields = (
            "id",
            "action",
            "by",
            "params",
            "states",
            "outcomes",
            "started_at",
            "finished_at",
            "undoes",
            "undone_by",
        )

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_states(self, bulk: Bulk) -> dict[str, int]:
        return bulk_states(bulk)

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_outcomes(self, bulk: Bulk) -> dict[str, int]:
        return bulk_outcomes(bulk)

    @extend_schema_field(serializers.DictField())
    def get_params(self, bulk: Bulk) -> dict[str, Any]:
        person = bulk.params.get("person")
        return bulk.params | ({"person": account_name(user_id=person)} if person else {})

    def get_undone_by(self, bulk: Bulk) -> int | None:
        return bulk.undone_by.pk if hasattr(bulk, "undone_by") else None


class BulkListView(PeopleView):
    """Choose claims for an action; nothing is done to them before it is started."""

    @extend_schema(request=BulkChoiceSerializer, responses={201: BulkSerializer})
    def post(self, request: Request) -> Response:
        sent, user = read_input(BulkChoiceSerializer, request), cast(User, request.user)
        if "search" in sent:
            found = read_search(request, sent["search"])
            claims = found.claims.filter(pk__lte=sent["newest"]) if "newest" in sent else found.claims
            chosen: dict[str, Any] = {"claims": claims, "search": found.filters.data.urlencode()}
        else:
            rows = ((one["id"], one["version"], one.get("story")) for one in sent["claims"])
            chosen = {"seen": [tuple(n for n in row if n is not None) for row in rows]}
        return _answer(bulk_choose(action=sent["action"], user=user, **chosen), status.HTTP_201_CREATED)


class BulkDetailView(PeopleView):
    """How far an action on many claims is."""

    @extend_schema(responses=BulkSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return _answer(_mine(request, pk))


class BulkStartView(PeopleView):
    """Start it: what takes longer than a moment is a worker's. It starts once, however often this is sent."""

    @extend_schema(request=BulkParamsSerializer, responses=BulkSerializer)
    def post(self, request: Request, pk: int) -> Response:
        bulk = _mine(request, pk)
        if bulk.started_at is None:
            form = BulkForm(_typed(read_input(BulkParamsSerializer, request)), bulk=bulk)
            check_form(form)
            if bulk_start(bulk=bulk, user=cast(User, request.user), params=form.params()):
                run_for_a_moment(pk)
                bulk = bulk_or_404(pk)
        return _answer(bulk)


class BulkUndoView(PeopleView):
    """Undo all of it, but for claims that somebody changed since."""

    @extend_schema(request=None, responses=BulkSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Answers with the undoing, which is watched like what it undoes."""
        undoing = bulk_undo(bulk=_mine(request, pk), user=cast(User, request.user))
        run_for_a_moment(undoing.pk)
        return _answer(bulk_or_404(undoing.pk))


def _typed(sent: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent as the form of the page takes it: a person by number."""
    if "person" in sent:
        found = people_deciding().filter(username=sent["person"]).first()
        sent["person"] = found.pk if found else 0
    return sent


def _mine(request: Request, pk: int) -> Bulk:
    """Return it; what was not started yet is known to who chose it alone."""
    bulk = bulk_or_404(pk)
    if bulk.started_at is None and bulk.by != request.user:
        raise Http404
    return bulk


def _answer(bulk: Bulk, code: int = status.HTTP_200_OK) -> Response:
    return Response(BulkSerializer(bulk).data, status=code)
