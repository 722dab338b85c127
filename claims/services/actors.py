"""Who is meant by a name: one actor for each folded name, made when it is new."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pghistory
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Outlet
from claims.matching.name_words import words_of
from claims.matching.names import NAME_LENGTH, fold_name, is_described, is_short_for, keys_of, own_name, profile
from claims.models import Actor, ActorAlias, ActorKind, ProposalState, Relation
from claims.selectors.actors import actor_living
from claims.services.events import event_log
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

GRAPH_LOCK = 7_402


def graph_hold(*, alone: bool = False) -> None:
    """Keep actors from being merged until the transaction ends; `alone`: keep everybody else from using them.

    It is the first lock that a transaction takes: so those who merge and those who extract never wait for each other.
    """
    kind = "" if alone else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{kind}(%s, 0)", [GRAPH_LOCK])


@transaction.atomic
def aliases_for_names(*, names: Iterable[str], article: Article | None = None) -> dict[str, ActorAlias]:
    """Return {name: its alias} for names of non-anonymous actors; unknown ones are made, of a kind not known yet.

    In an article, a surname is whoever bears it there, and what only describes or shortens means an actor of that
    article alone. Names are taken in one order, so that two workers never wait for each other.
    """
    own = {name: own_name(name) for name in names}
    named = {name: _spelled_out(short, own.values()) if article else short for name, short in own.items()}
    folded = {fold_name(name): name[:NAME_LENGTH] for name in sorted(named.values(), key=_usual)}
    folded.pop("", None)
    local = {key for key, name in folded.items() if article and _is_local(name, folded.values())}
    scope = Q(article=None) | Q(article=article) if article else Q(article=None)
    aliases = ActorAlias.objects.filter(scope, folded__in=folded).select_related("actor")
    known = {alias.folded: alias for alias in aliases if (alias.folded in local) == (alias.article_id is not None)}
    for key in sorted(folded):
        if key not in known:
            known[key] = _alias_create(name=folded[key], folded=key, article=article if key in local else None)
    return {name: known[fold_name(full)] for name, full in named.items() if fold_name(full)}


def actors_for_names(*, names: Iterable[str]) -> dict[str, Actor]:
    """Return {name: actor} as aliases_for_names finds or makes them, of no article in particular."""
    return {name: alias.actor for name, alias in aliases_for_names(names=list(names)).items()}


def actors_learn(*, facts: Iterable[tuple[int, str, str]]) -> None:
    """Note (actor id, kind, country) where neither was known; what is known stays, and the first of several counts."""
    kinds: dict[int, str] = {}
    countries: dict[int, str] = {}
    for actor_id, kind, country in facts:
        if kind != ActorKind.UNKNOWN:
            kinds.setdefault(actor_id, kind)
        if country:
            countries.setdefault(actor_id, country)
    unknown = Q(pk__in=kinds, kind=ActorKind.UNKNOWN) | Q(pk__in=countries, country="")
    for actor in Actor.objects.filter(unknown).order_by("pk"):
        if actor.kind == ActorKind.UNKNOWN:
            actor.kind = kinds.get(actor.pk, actor.kind)
        actor.country = actor.country or countries.get(actor.pk, "")
        actor.save(update_fields=["kind", "country"])


def actor_anonymous(*, description: str) -> Actor:
    """Return a new actor for a described source: two anonymous sources are never taken for one."""
    return Actor.objects.create(kind=ActorKind.ANONYMOUS, name=description[:NAME_LENGTH])


def _usual(name: str) -> tuple[bool, list[int]]:
    """Sort names by how usual they are, the most usual last: in the order of their folded form, with capitals."""
    return fold_name(name) in " ".join(words_of(name)), [-ord(sign) for sign in name]


def _spelled_out(name: str, names: Iterable[str]) -> str:
    """Return the one full name of the article that a surname stands for, else the name itself."""
    full = {other for other in names if is_short_for(name, other)}
    people = {fold_name(other): other for other in full if not profile(other).body and not profile(other).office}
    return next(iter(people.values())) if len(people) == 1 and len(people) == len({*map(fold_name, full)}) else name


def _is_local(name: str, others: Iterable[str]) -> bool:
    shortened = profile(name).body and any(is_short_for(name, other) for other in others)
    return is_described(name) or shortened


def _alias_create(*, name: str, folded: str, article: Article | None) -> ActorAlias:
    actor = Actor.objects.create(name=name)
    alias, made = ActorAlias.objects.get_or_create(
        folded=folded, article=article, defaults={"actor": actor, "name": name, "keys": keys_of(name)}
    )
    if not made:
        actor.delete()
    return alias


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
    defaults = {"until": until, "reference": reference, "state": ProposalState.ACCEPTED}
    return Relation.objects.get_or_create(**key, defaults=defaults)[0]


def actor_name_itself(*, actor: Actor) -> Actor:
    """Return the actor that this actor's own name leads to: itself, unless another one has that alias."""
    defaults = {"actor": actor, "name": actor.name, "keys": keys_of(actor.name)}
    return ActorAlias.objects.get_or_create(folded=fold_name(actor.name), article=None, defaults=defaults)[0].actor


def check_living(actor: Actor, field: str = "name") -> None:
    """Raise ValidationError for an actor that was merged into another one: what it is told would not be seen."""
    if actor.merged_into_id:
        refuse(field, _("“%(actor)s” was merged into another actor already.") % {"actor": actor})


@transaction.atomic
def actor_correct(*, actor_id: int, user: User, fields: dict[str, Any], why: str = "") -> Actor:
    """Set name, kind or country by hand. Raises ValidationError for a name of another actor, or one that was merged."""
    graph_hold()
    actor = Actor.objects.select_for_update(of=("self",), no_key=True).get(pk=actor_id)
    check_living(actor)
    changes = {name: [getattr(actor, name), value] for name, value in fields.items() if getattr(actor, name) != value}
    for name, (_old, value) in changes.items():
        setattr(actor, name, value)
    actor.full_clean(exclude=["outlet", "merged_into"], validate_constraints=False)
    other = actor_name_itself(actor=actor) if "name" in changes else actor
    if other != actor:
        refuse("name", _("The name leads to another actor, “%(actor)s”: merge one into the other.") % {"actor": other})
    if changes:
        with pghistory.context(why=why, user=user.pk):
            actor.save(update_fields=list(changes))
            event_log(verb="actor.correct", by=user, actor=actor, why=why, changes=changes)
    return actor


@transaction.atomic
def alias_remember(*, name: str, actor: Actor, article: Article) -> tuple[ActorAlias, Actor | None]:
    """Make a spelling lead to the actor from now on; return it with the actor that it led to before, if any.

    What only describes ("le ministère") leads to the actor in that article alone.
    """
    scope = article if is_described(name) else None
    defaults = {"actor": actor, "name": name[:NAME_LENGTH], "keys": keys_of(name)}
    aliases = ActorAlias.objects.select_for_update(of=("self",)).select_related("actor")
    alias, made = aliases.get_or_create(folded=fold_name(name), article=scope, defaults=defaults)
    former = None if made else alias.actor
    alias.actor = actor
    alias.save(update_fields=["actor"])
    return alias, former


def alias_give_back(*, alias_id: int, actor_id: int | None) -> None:
    """Make a spelling lead to the actor it led to before it was remembered, to nobody where that is None."""
    aliases = ActorAlias.objects.filter(pk=alias_id)
    if actor_id is None:
        aliases.delete()
    else:
        aliases.update(actor=actor_living(actor_id))
