"""Queries on actors and on what is proposed about them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, Max, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from claims.models import Actor, ActorAlias, ActorKind, ActorMove, Claim, Event, Lookalike, ProposalState, Relation
from claims.selectors.claims import claims_standing

PROPOSED = ProposalState.PROPOSED


def actor_all() -> QuerySet[Actor]:
    """Return the actors that stand for somebody: those merged into another do not."""
    return Actor.objects.filter(merged_into=None)


def actor_list() -> QuerySet[Actor]:
    """Return actors for a list: those with `waiting` proposals first, then by number of claims (`claims_count`)."""
    counted = actor_counted(actor_all()).annotate(waiting=Case(When(_waiting(), then=True), default=False))
    counted = counted.select_related("outlet").prefetch_related("aliases")
    return counted.order_by("-waiting", "-claims_count", "name", "id")


def actor_counted(actors: QuerySet[Actor]) -> Any:
    """Return the actors with `claims_count`: the claims that stand."""
    return actors.annotate(claims_count=_claims_counted())


def actor_living(actor_id: int) -> Actor:
    """Return the actor, or the one that it was merged into. Raises Actor.DoesNotExist."""
    actor = Actor.objects.select_related("merged_into").get(pk=actor_id)
    while actor.merged_into is not None:
        actor = actor.merged_into
    return actor


def with_name(actors: QuerySet[Actor], folded: str) -> QuerySet[Actor]:
    """Keep actors one of whose names, folded, has these words."""
    named = ActorAlias.objects.filter(folded__contains=folded).values("actor")
    return actors.filter(Q(pk__in=named) | Q(kind=ActorKind.ANONYMOUS, name__icontains=folded))


def named_only(actors: QuerySet[Actor]) -> QuerySet[Actor]:
    """Leave out described sources: each of their claims has one of its own."""
    return actors.exclude(kind=ActorKind.ANONYMOUS)


def actor_detail(*, actor_id: int) -> Actor:
    """Return an actor, merged or not, with its names and sources. Raises Actor.DoesNotExist."""
    actors = Actor.objects.select_related("outlet", "merged_into").prefetch_related(
        "aliases__article__outlet", "sources"
    )
    return actors.get(pk=actor_id)


def lookalikes_between(one: int, other: int) -> QuerySet[Lookalike]:
    """Return the possible doubles among the names of two actors, whatever their state."""
    there = Q(first__actor=one, second__actor=other)
    return Lookalike.objects.filter(there | Q(first__actor=other, second__actor=one))


def lookalikes_of(*, actor_id: int) -> QuerySet[Lookalike]:
    """Return the possible doubles of an actor, decided or not, the likeliest first; its own names are none."""
    mine = Q(first__actor=actor_id) | Q(second__actor=actor_id)
    both = Q(first__actor=actor_id, second__actor=actor_id)
    found = Lookalike.objects.filter(mine).exclude(both).exclude(state=ProposalState.ACCEPTED)
    return found.select_related("first__actor", "second__actor", "state_by").order_by("-score", "id")


def relations_of(*, actor_id: int) -> QuerySet[Relation]:
    """Return the relations of an actor with others that stand, from it and to it, with where they were read."""
    ends = Q(subject=actor_id, object__merged_into=None) | Q(object=actor_id, subject__merged_into=None)
    relations = Relation.objects.filter(ends).select_related("subject", "object", "claim__article__outlet", "state_by")
    return relations.order_by("kind", "id")


def roles_of(*, actor_id: int) -> QuerySet[Claim, Any]:
    """Return rows of role, first and last day of the articles that give it, and how many claims do."""
    claims = Claim.objects.filter(speaker=actor_id, retired_at=None, article__withdrawn_at=None)
    rows = claims.exclude(speaker_role="").order_by().values("speaker_role")
    days = {"first": Min("article__published_on"), "last": Max("article__published_on")}
    return rows.annotate(**days, claims=Count("pk")).order_by("-claims", "speaker_role")


def claims_by_alias(*, aliases: Iterable[int]) -> dict[int, Claim]:
    """Return {alias id: the newest claim that came by this name}."""
    said = Claim.objects.filter(speaker_alias__in=list(aliases), retired_at=None)
    newest = said.select_related("article__outlet", "speaker").defer("search")
    newest = newest.order_by("speaker_alias_id", "-id").distinct("speaker_alias_id")
    return {claim.speaker_alias_id: claim for claim in newest if claim.speaker_alias_id}


def alias_counts(*, actor_id: int) -> dict[int, int]:
    """Return {alias id: number of claims} of an actor's names."""
    rows = Claim.objects.filter(speaker=actor_id, retired_at=None, speaker_alias__isnull=False).order_by()
    return dict(rows.values_list("speaker_alias").annotate(n=Count("pk")))


def claims_of_actor(*, actor_id: int) -> QuerySet[Claim]:
    """Return the claims of an actor that stand, newest first."""
    claims = Claim.objects.filter(speaker=actor_id, retired_at=None, article__withdrawn_at=None)
    claims = claims.select_related("article__outlet", "speaker", "state_by", "speaker_alias").defer("search")
    return claims.order_by("-id")


def moves_of(*, actor_id: int) -> QuerySet[ActorMove]:
    """Return the merges and splits of an actor that can be undone, newest first."""
    moves = ActorMove.objects.filter(Q(source=actor_id) | Q(target=actor_id), undone_by=None, undoes=None)
    return moves.select_related("source", "target", "by")


def move_detail(*, move_id: int) -> ActorMove:
    """Return a move. Raises ActorMove.DoesNotExist."""
    return ActorMove.objects.select_related("source", "target").get(pk=move_id)


def relation_detail(*, relation_id: int) -> Relation:
    """Return a relation. Raises Relation.DoesNotExist."""
    return Relation.objects.select_related("subject", "object").get(pk=relation_id)


def events_of_actor(*, actor_id: int) -> QuerySet[Event]:
    """Return what people did with an actor, newest first."""
    return Event.objects.filter(actor=actor_id).select_related("by")


def _claims_counted() -> Any:
    """Return how many claims of an actor stand, from an index alone; beside each article all would have to be read."""
    said = claims_standing().filter(speaker=OuterRef("pk")).order_by().values("speaker")
    return Coalesce(Subquery(said.annotate(n=Count("*")).values("n")), 0)


def _waiting() -> Q:
    """Return the condition that something is proposed about an actor: ids found once, not row by row."""
    doubles = Lookalike.objects.filter(state=PROPOSED)
    relations = Relation.objects.filter(state=PROPOSED, object__merged_into=None)
    first, second = doubles.values("first__actor"), doubles.values("second__actor")
    return Q(pk__in=first) | Q(pk__in=second) | Q(pk__in=relations.values("subject"))
