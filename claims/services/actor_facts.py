"""Names and relations of actors that people add by hand, and how that is undone."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.matching.names import NAME_LENGTH, fold_name, keys_of
from claims.models import Actor, ActorAlias, Claim, ClaimRelay, ProposalState, Relation
from claims.services.actors import aliases_for_names, check_living, graph_hold
from claims.services.events import event_log
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse


@transaction.atomic
def actor_name_add(*, actor_id: int, name: str, user: User, why: str = "") -> ActorAlias:
    """Make a name lead to the actor from now on. Raises ValidationError for one that leads somewhere already."""
    graph_hold()
    actor, folded = _living(actor_id), fold_name(name)
    if not folded:
        refuse("name", _("Write a name."))
    defaults = {"actor": actor, "name": name.strip()[:NAME_LENGTH], "keys": keys_of(name)}
    alias, made = ActorAlias.objects.select_related("actor").get_or_create(
        folded=folded, article=None, defaults=defaults
    )
    if not made and alias.actor_id == actor.pk:
        refuse("name", _("The actor has this name already."))
    if not made:
        refuse(
            "name",
            _("The name leads to another actor, “%(actor)s”: merge one into the other.") % {"actor": alias.actor},
        )
    with pghistory.context(why=why, user=user.pk):
        event_log(verb="actor.name", by=user, actor=actor, why=why, changes={"names": [None, alias.name]})
    return alias


@transaction.atomic
def actor_name_remove(*, alias_id: int, user: User) -> Actor:
    """Take a name away that people added. Raises ValidationError when claims came by it, or it is the last one."""
    graph_hold()
    alias = ActorAlias.objects.select_related("actor").get(pk=alias_id)
    used = Claim.objects.filter(speaker_alias=alias).exists() or ClaimRelay.objects.filter(alias=alias).exists()
    if used:
        refuse("name", _("Claims came by this name: split the actor instead."))
    if fold_name(alias.actor.name) == alias.folded:
        refuse("name", _("This is the actor’s own name."))
    with pghistory.context(user=user.pk):
        event_log(verb="actor.unname", by=user, actor=alias.actor, changes={"names": [alias.name, None]})
        alias.delete()
    return alias.actor


@transaction.atomic
def relation_add(
    *,
    actor_id: int,
    kind: str,
    to: Actor | str,
    reference: str,
    user: User,
    since: date | None = None,
    until: date | None = None,
) -> Relation:
    """Return an accepted relation to another actor, made where the name is new; a proposal of the same is accepted.

    Raises ValidationError for a relation to itself, to who was merged, or there already, and days in the wrong order.
    """
    graph_hold()
    actor = _living(actor_id)
    other = _living(to.pk, "to") if isinstance(to, Actor) else _named(to)
    if actor == other:
        refuse("to", _("An actor has no relation to itself."))
    if since and until and since > until:
        refuse("until", _("This day is before the first one."))
    relation = _same_relation(Relation(subject=actor, kind=kind, object=other), since)
    values = {"since": since, "until": until, "reference": reference, "state": ProposalState.ACCEPTED}
    for name, value in (values | {"state_by": user, "state_at": timezone.now()}).items():
        setattr(relation, name, value)
    changes: dict[str, list[str | None]] = {
        "relation": [None, other.name],
        "kind": [None, kind],
        "since": [None, since.isoformat() if since else None],
    }
    changes["until"] = [None, until.isoformat() if until else None]
    with pghistory.context(user=user.pk):
        relation.save()
        told = {name: change for name, change in changes.items() if change[1]}
        event_log(verb="relation.add", by=user, actor=actor, why=reference, changes=told)
    return relation


def _same_relation(new: Relation, since: date | None) -> Relation:
    """Return the proposal that says the same, else the new one. Raises ValidationError where it is there already."""
    same = Relation.objects.select_for_update(of=("self",)).filter(
        subject=new.subject, kind=new.kind, object=new.object
    )
    if same.filter(since=since, state=ProposalState.ACCEPTED).exists():
        refuse("to", _("This relation is there already."))
    found = same.filter(since=since).first() or same.filter(since=None).first()
    return found if found and found.state != ProposalState.ACCEPTED else new


def _living(actor_id: int, field: str = "name") -> Actor:
    actor = Actor.objects.get(pk=actor_id)
    check_living(actor, field)
    return actor


def _named(name: str) -> Actor:
    found = aliases_for_names(names=[name])
    if name not in found:
        refuse("to", _("Write a name."))
    return found[name].actor
