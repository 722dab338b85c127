"""REST: actors put right, named, related, merged and split."""

from typing import Any, cast

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actor_forms import ActorForm
from claims.api.actors import ActorDetailSerializer, RelationSerializer
from claims.api.base import IdField, PeopleView, ReasonSerializer, check_form
from claims.models import Actor, ActorAlias, ActorKind, ActorMove, Relation, RelationKind
from claims.selectors.actors import move_detail, relation_detail
from claims.services.actor_facts import actor_name_add, actor_name_remove, relation_add
from claims.services.actors import actor_correct
from claims.services.merging import actor_merge, actor_move_undo, actor_split
from claims.services.ties import relation_decide
from claims.views.actors import actor_or_404
from claimtrack.accounts.models import User
from claimtrack.api import read_input
from claimtrack.refusals import refuse


class ActorCorrectionSerializer(ReasonSerializer):
    """What is not sent stays; `country` as ISO 3166 has it, two letters, or ""."""

    name = serializers.CharField(required=False, max_length=300)
    kind = serializers.ChoiceField(ActorKind.choices, required=False)
    country = serializers.CharField(required=False, allow_blank=True, max_length=2)


class NameInputSerializer(ReasonSerializer):
    name = serializers.CharField(max_length=300)


class RelationInputSerializer(serializers.Serializer[Any]):
    """`to`: the id of an actor, or `to_name`: a name, of a new one where nobody has it yet."""

    kind = serializers.ChoiceField(RelationKind.choices)
    to = IdField(required=False)
    to_name = serializers.CharField(required=False, max_length=300)
    since = serializers.DateField(required=False, allow_null=True)
    until = serializers.DateField(required=False, allow_null=True)
    reference = serializers.CharField(max_length=2000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("to" in attrs) == ("to_name" in attrs):
            raise serializers.ValidationError({"to": [_("Send the id of an actor, or a name.")]})
        return attrs


class MergeInputSerializer(ReasonSerializer):
    """The actor that the names and claims go to."""

    into = IdField()


class SplitInputSerializer(ReasonSerializer):
    """What goes to a new actor of this name: ids of names, with the claims that came by them, and of single claims."""

    name = serializers.CharField(max_length=300)
    aliases = serializers.ListField(child=IdField(), required=False, max_length=1000, default=list)
    claims = serializers.ListField(child=IdField(), required=False, max_length=1000, default=list)


class ActorMoveSerializer(serializers.ModelSerializer[ActorMove]):
    """A merge or a split; `POST /actors/moves/{id}/undo/` takes it back."""

    kind = serializers.CharField()

    class Meta:
        model = ActorMove
        fields = ("id", "kind", "source", "target", "undoes")


class ActorNamesView(PeopleView):
    """Another name of an actor: whoever is called so in the articles to come is this actor."""

    @extend_schema(request=NameInputSerializer, responses={201: ActorDetailSerializer})
    def post(self, request: Request, pk: int) -> Response:
        actor_or_404(pk)
        fields = read_input(NameInputSerializer, request)
        actor_name_add(actor_id=pk, user=cast(User, request.user), **fields)
        return _actor(pk, status.HTTP_201_CREATED)


class ActorNameView(PeopleView):
    """A name that people added."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int, alias: int) -> Response:
        """Take it away; 400 when claims came by it, or it is the actor's own name."""
        if not any(one.pk == alias for one in actor_or_404(pk).aliases.all()):
            raise Http404
        try:
            actor_name_remove(alias_id=alias, user=cast(User, request.user))
        except ActorAlias.DoesNotExist as error:
            raise Http404 from error
        return Response(status=status.HTTP_204_NO_CONTENT)


class ActorRelationsView(PeopleView):
    """A relation of an actor to another one, with what says so."""

    @extend_schema(request=RelationInputSerializer, responses={201: RelationSerializer})
    def post(self, request: Request, pk: int) -> Response:
        actor_or_404(pk)
        fields = read_input(RelationInputSerializer, request)
        other: Actor | str = fields.pop("to_name", "")
        if "to" in fields:
            found = Actor.objects.filter(pk=fields.pop("to")).first()
            other = found or refuse("to", _("There is no such actor."))
        relation = relation_add(actor_id=pk, user=cast(User, request.user), to=other, **fields)
        return Response(RelationSerializer(relation).data, status=status.HTTP_201_CREATED)


class RelationMoveView(PeopleView):
    """Accept, reject or reopen a relation."""

    move = ""

    @extend_schema(request=ReasonSerializer, responses=RelationSerializer)
    def post(self, request: Request, pk: int) -> Response:
        why = read_input(ReasonSerializer, request)["why"]
        try:
            relation_decide(relation_id=pk, move=self.move, user=cast(User, request.user), why=why)
        except Relation.DoesNotExist as error:
            raise Http404 from error
        return Response(RelationSerializer(relation_detail(relation_id=pk)).data)


class ActorMergeView(PeopleView):
    """Merge an actor into another one."""

    @extend_schema(request=MergeInputSerializer, responses=ActorMoveSerializer)
    def post(self, request: Request, pk: int) -> Response:
        actor_or_404(pk)
        fields = read_input(MergeInputSerializer, request)
        try:
            move = actor_merge(actor_id=pk, into_id=fields["into"], user=cast(User, request.user), why=fields["why"])
        except Actor.DoesNotExist:
            refuse("into", _("There is no such actor."))
        return Response(ActorMoveSerializer(move).data)


class ActorSplitView(PeopleView):
    """Give names and claims of an actor to a new one."""

    @extend_schema(request=SplitInputSerializer, responses=ActorMoveSerializer)
    def post(self, request: Request, pk: int) -> Response:
        actor_or_404(pk)
        sent = read_input(SplitInputSerializer, request)
        given = {"alias_ids": sent["aliases"], "claim_ids": sent["claims"]}
        move = actor_split(actor_id=pk, user=cast(User, request.user), name=sent["name"], why=sent["why"], **given)
        return Response(ActorMoveSerializer(move).data)


class ActorMoveUndoView(PeopleView):
    """Put back what a merge or a split moved."""

    @extend_schema(request=None, responses=ActorMoveSerializer)
    def post(self, request: Request, pk: int) -> Response:
        try:
            move_detail(move_id=pk)
        except ActorMove.DoesNotExist as error:
            raise Http404 from error
        return Response(ActorMoveSerializer(actor_move_undo(move_id=pk, user=cast(User, request.user))).data)


class ActorDetailView(PeopleView):
    """One actor with its names, relations and roles; one that was merged says into whom."""

    @extend_schema(responses=ActorDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return _actor(pk)

    @extend_schema(request=ActorCorrectionSerializer, responses=ActorDetailSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Put name, kind and country right."""
        actor = actor_or_404(pk)
        now = {"name": actor.name, "kind": actor.kind, "country": actor.country}
        form = ActorForm(now | read_input(ActorCorrectionSerializer, request))
        check_form(form)
        user, why = cast(User, request.user), form.cleaned_data["why"]
        actor_correct(actor_id=pk, user=user, fields=form.to_fields(), why=why)
        return _actor(pk)


def _actor(pk: int, code: int = status.HTTP_200_OK) -> Response:
    return Response(ActorDetailSerializer(actor_or_404(pk)).data, status=code)
