"""Who is meant by a name: one actor for each folded name, made when it is new."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from articles.models import Outlet
from claims.models import Actor, ActorAlias, ActorKind, Relation

NAME_LENGTH = 300


def fold_name(name: str) -> str:
    """Return a name without case, accents, typographic apostrophes and doubled spaces: what two spellings share."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())[:NAME_LENGTH]


@transaction.atomic
def actors_for_names(*, names: Iterable[str]) -> dict[str, Actor]:
    """Return {name: actor} for names of non-anonymous actors; unknown ones are made, of a kind not known yet.

    Names are taken in one order, so that two workers never wait for each other.
    """
    folded = {fold_name(name): name[:NAME_LENGTH] for name in sorted(names, reverse=True)}
    aliases = ActorAlias.objects.filter(folded__in=folded).select_related("actor", "actor__merged_into")
    known = {alias.folded: alias.actor for alias in aliases}
    for key in sorted(folded):
        if key and key not in known:
            known[key] = _actor_create(name=folded[key], folded=key)
    return {name: _merged(known[fold_name(name)]) for name in names if fold_name(name)}


def actor_anonymous(*, description: str) -> Actor:
    """Return a new actor for a described source: two anonymous sources are never taken for one."""
    return Actor.objects.create(kind=ActorKind.ANONYMOUS, name=description[:NAME_LENGTH])


def _actor_create(*, name: str, folded: str) -> Actor:
    actor = Actor.objects.create(name=name)
    alias, made = ActorAlias.objects.get_or_create(folded=folded, defaults={"actor": actor, "name": name})
    if not made:
        actor.delete()
    return alias.actor


def _merged(actor: Actor) -> Actor:
    while actor.merged_into is not None:
        actor = actor.merged_into
    return actor


@transaction.atomic
def actor_of_outlet(*, outlet: Outlet) -> Actor:
    """Return the outlet's actor in the graph, linked to it; the actor of its name when there is one already."""
    linked = Actor.objects.filter(outlet=outlet).first()
    if linked:
        return linked
    actor = actors_for_names(names=[outlet.name])[outlet.name]
    actor.outlet, actor.kind = outlet, ActorKind.ORGANISATION
    actor.save(update_fields=["outlet", "kind"])
    return actor


@transaction.atomic
def relation_record(
    *, subject: str, kind: str, to: str, reference: str, since: date | None = None, until: date | None = None
) -> Relation:
    """Return the accepted relation between two actors given by name; both and the relation are made where new."""
    actors = actors_for_names(names=[subject, to])
    key = {"subject": actors[subject], "kind": kind, "object": actors[to], "since": since}
    defaults = {"until": until, "reference": reference, "accepted": True}
    return Relation.objects.get_or_create(**key, defaults=defaults)[0]


def actor_name_itself(*, actor: Actor) -> Actor:
    """Return the actor that this actor's own name leads to: itself, unless another one has that alias."""
    defaults = {"actor": actor, "name": actor.name}
    return ActorAlias.objects.get_or_create(folded=fold_name(actor.name), defaults=defaults)[0].actor


@transaction.atomic
def alias_remember(*, name: str, actor: Actor) -> Actor | None:
    """Make a spelling lead to the actor from now on; return the actor that it led to before, None where to nobody."""
    folded = fold_name(name)
    alias = ActorAlias.objects.select_for_update().filter(folded=folded).select_related("actor").first()
    if alias is None:
        ActorAlias.objects.create(actor=actor, name=name[:NAME_LENGTH], folded=folded)
        return None
    former, alias.actor = alias.actor, actor
    alias.save(update_fields=["actor"])
    return former


def alias_give_back(*, name: str, actor_id: int | None) -> None:
    """Make a spelling lead to the actor it led to before it was remembered, to nobody where that is None."""
    aliases = ActorAlias.objects.filter(folded=fold_name(name))
    if actor_id is None:
        aliases.delete()
    else:
        aliases.update(actor=actor_id)
