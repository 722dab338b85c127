"""REST: the list of actors, and what one looks like with its names, relations and roles."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers

from claims.actor_filters import ActorFilter
from claims.models import Actor, ActorAlias, ActorKind, ProposalState, Relation, RelationKind
from claims.presenters.actors import roles
from claims.selectors.actors import actor_all, actor_counted, relations_of, roles_of


class AliasSerializer(serializers.ModelSerializer[ActorAlias]):
    """A name; with an article, it means this actor in that article only."""

    class Meta:
        model = ActorAlias
        fields = ("id", "name", "article")


class EndSerializer(serializers.ModelSerializer[Actor]):
    class Meta:
        model = Actor
        fields = ("id", "name")


class RelationSerializer(serializers.ModelSerializer[Relation]):
    """The subject speaks for, is part of, … the object. Proposed ones were read in a text and decided by nobody."""

    subject = EndSerializer()
    kind = serializers.ChoiceField(RelationKind.choices)
    object = EndSerializer()
    state = serializers.ChoiceField(ProposalState.choices)

    class Meta:
        model = Relation
        fields = ("id", "subject", "kind", "object", "since", "until", "reference", "claim", "state")


class RoleSerializer(serializers.Serializer[Any]):
    """A role as claims give it, between the first and the last day of their articles."""

    role = serializers.CharField(source="words")
    first = serializers.DateField(allow_null=True)
    last = serializers.DateField(allow_null=True)
    claims = serializers.IntegerField()


class ActorSerializer(serializers.ModelSerializer[Actor]):
    kind = serializers.ChoiceField(ActorKind.choices)
    claims_count = serializers.IntegerField(help_text="claims that stand")

    class Meta:
        model = Actor
        fields = ("id", "name", "kind", "country", "outlet", "claims_count")


class ActorDetailSerializer(serializers.ModelSerializer[Actor]):
    """`merged_into`: the actor that has its names and claims now, null for one that stands."""

    kind = serializers.ChoiceField(ActorKind.choices)
    aliases = AliasSerializer(many=True)
    relations = serializers.SerializerMethodField()
    roles = serializers.SerializerMethodField()

    class Meta:
        model = Actor
        fields = ("id", "name", "kind", "country", "outlet", "merged_into", "aliases", "relations", "roles")

    @extend_schema_field(RelationSerializer(many=True))
    def get_relations(self, actor: Actor) -> Any:
        return RelationSerializer(relations_of(actor_id=actor.pk), many=True).data

    @extend_schema_field(RoleSerializer(many=True))
    def get_roles(self, actor: Actor) -> Any:
        return RoleSerializer(roles(actor, roles_of(actor_id=actor.pk)), many=True).data


class ActorListView(generics.ListAPIView[Actor]):
    """Actors that stand, newest first: `q` is any part of any of their names."""

    serializer_class = ActorSerializer
    filterset_class = ActorFilter

    def get_queryset(self) -> QuerySet[Actor]:
        return actor_counted(actor_all())
