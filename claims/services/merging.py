"""Making one actor of two, two of one, and undoing either: nothing is lost, for every move says what went."""

from collections.abc import Iterable, Sequence
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.models import (
    Actor,
    ActorAlias,
    ActorKind,
    ActorMove,
    Claim,
    ClaimRelay,
    MoveKind,
    ProposalState,
    Relation,
    Source,
)
from claims.selectors.actors import lookalikes_between
from claims.services.actors import check_living, graph_hold
from claims.services.events import event_log
from claims.services.lookalikes import lookalikes_set
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

Rows = dict[str, Any]
# What an actor holds: name in a move, model, its field.
HELD: dict[str, tuple[type[Model], str]] = {
    "aliases": (ActorAlias, "actor"),
    "claims": (Claim, "speaker"),
    "relays": (ClaimRelay, "actor"),
    "relations": (Relation, "subject"),
    "inverse_relations": (Relation, "object"),
    "sources": (Source, "actor"),
}
RELAY_FIELDS = ("id", "claim_id", "alias_id", "words")


@transaction.atomic
def actor_merge(*, actor_id: int, into_id: int, user: User, why: str = "") -> ActorMove:
    """Make one actor of two: all that the first holds goes to the second. Raises ValidationError where it cannot be."""
    graph_hold(alone=True)
    if actor_id == into_id:
        refuse("into", _("An actor cannot be merged into itself."))
    source, target = (Actor.objects.get(pk=pk) for pk in (actor_id, into_id))
    for actor in (source, target):
        check_living(actor, "into")
    if source.outlet_id and target.outlet_id:
        refuse("into", _("Both are outlets: two outlets are two actors."))
    with pghistory.context(why=why, user=user.pk):
        return _merge(source, target, user=user, why=why)


@transaction.atomic
def actor_split(
    *, actor_id: int, name: str, alias_ids: Iterable[int], claim_ids: Iterable[int], user: User, why: str = ""
) -> ActorMove:
    """Make two actors of one: the names and claims given go to a new one of that name, with the claims of those names.

    Raises ValidationError when nothing is given, when nothing would stay, or for what is not the actor's.
    """
    graph_hold(alone=True)
    source = Actor.objects.get(pk=actor_id)
    aliases = set(source.aliases.filter(pk__in=list(alias_ids)).values_list("pk", flat=True))
    single = set(source.claims.filter(pk__in=list(claim_ids)).values_list("pk", flat=True))
    _check_split(source, name, aliases, single, its_own=aliases == {*alias_ids} and single == {*claim_ids})
    single -= set(source.claims.filter(speaker_alias__in=aliases).values_list("pk", flat=True))
    with pghistory.context(why=why, user=user.pk):
        target = Actor.objects.create(name=name.strip(), kind=source.kind, country=source.country)
        rows: Rows = {"aliases": sorted(aliases)} | _by_aliases(source, aliases)
        rows["claims"] = sorted({*rows["claims"], *single})
        rows["corrected"] = _keep_speaker(single)
        before = source.claims.count()
        _give(rows, source, target)
        move = ActorMove.objects.create(kind=MoveKind.SPLIT, source=source, target=target, moved=rows, by=user)
        _log(move, "split", before, why)
    return move


@transaction.atomic
def actor_move_undo(*, move_id: int, user: User) -> ActorMove:
    """Put back what a merge or a split moved, with what came since by the names it moved.

    Raises ValidationError when it was undone already, or when one of the two was merged elsewhere since.
    """
    graph_hold(alone=True)
    move = ActorMove.objects.select_related("source", "target").get(pk=move_id)
    if hasattr(move, "undone_by"):
        refuse("move", _("This was undone already."))
    source, target = move.source, move.target
    merged = move.kind == MoveKind.MERGE
    if target.merged_into_id or source.merged_into_id != (target.pk if merged else None):
        refuse("move", _("Something was merged since: undo that first."))
    with pghistory.context(why="undo", user=user.pk):
        return _unmerge(move, user) if merged else _merge(target, source, user=user, undoes=move)


def survivor(one: Actor, other: Actor) -> tuple[Actor, Actor]:
    """Return the two as (to be merged, to be kept): an outlet is kept, else who has more claims, else the older."""

    def weight(actor: Actor) -> tuple[bool, int, int]:
        return actor.outlet_id is not None, actor.claims.count(), -actor.pk

    kept = max(one, other, key=weight)
    return (other if kept == one else one), kept


def _merge(source: Actor, target: Actor, *, user: User, why: str = "", undoes: ActorMove | None = None) -> ActorMove:
    rows: Rows = {
        name: sorted(model._default_manager.filter(**{field: source}).values_list("pk", flat=True))
        for name, (model, field) in HELD.items()
    }
    rows["relays"], rows["dropped_relays"] = _without_double_relays(source, target)
    rows["relations"] = _movable(source, target, "subject", "object")
    rows["inverse_relations"] = _movable(source, target, "object", "subject")
    rows["filled"] = _fill(source, target)
    doubles = lookalikes_between(source.pk, target.pk).filter(state=ProposalState.PROPOSED)
    rows["lookalikes"] = sorted(doubles.values_list("pk", flat=True))
    lookalikes_set(rows["lookalikes"], ProposalState.ACCEPTED, user)
    before = target.claims.count()
    _give(rows, source, target)
    _release_speaker((undoes.moved if undoes else {}).get("corrected", []))
    source.merged_into = target
    source.save(update_fields=["merged_into", "outlet"])
    target.save(update_fields=["kind", "country", "outlet"])
    move = ActorMove.objects.create(
        kind=MoveKind.MERGE, source=source, target=target, moved=rows, undoes=undoes, by=user
    )
    _log(move, "unsplit" if undoes and undoes.undoes_id is None else "merge", before, why)
    return move


def _unmerge(move: ActorMove, user: User) -> ActorMove:
    source, target, rows = move.source, move.target, dict(move.moved)
    came_since = _by_aliases(target, rows["aliases"])
    rows |= {name: sorted({*rows[name], *ids}) for name, ids in came_since.items()}
    before = target.claims.count()
    source.merged_into = None
    for field, (old, new) in rows["filled"].items():
        if getattr(target, field) == new:
            setattr(target, field, old)
            if field == "outlet_id":
                source.outlet_id = new
    target.save(update_fields=["kind", "country", "outlet"])
    source.save(update_fields=["merged_into", "outlet"])
    _give(rows, target, source)
    for relay in rows["dropped_relays"]:  # unless somebody took the double away since
        if ClaimRelay.objects.filter(claim=relay["claim_id"], actor=target).exists():
            ClaimRelay.objects.get_or_create(claim_id=relay["claim_id"], actor=source, defaults=relay)
    lookalikes_set(rows["lookalikes"], ProposalState.PROPOSED, user)
    if move.undoes:
        rows["corrected"] = _keep_speaker(move.undoes.moved.get("corrected", []))
    undone = ActorMove.objects.create(
        kind=MoveKind.SPLIT, source=target, target=source, moved=rows, undoes=move, by=user
    )
    _log(undone, "unmerge", before, "")
    return undone


def _check_split(source: Actor, name: str, aliases: set[int], claims: set[int], *, its_own: bool) -> None:
    check_living(source)
    if not name.strip():
        refuse("name", _("Give the new actor a name."))
    if not aliases | claims:
        refuse("aliases", _("Choose names or claims that go to the new actor."))
    if not its_own:
        refuse("aliases", _("This actor has no such name or claim."))
    if aliases and not source.aliases.exclude(pk__in=aliases).exists():
        refuse("aliases", _("Leave this actor at least one name."))


def _give(rows: Rows, source: Actor, target: Actor) -> None:
    for name, (model, field) in HELD.items():
        held = model._default_manager.filter(pk__in=rows.get(name, []), **{field: source})
        held.update(**{field: target})


def _by_aliases(actor: Actor, aliases: Iterable[int]) -> dict[str, list[int]]:
    """Return the claims and relays of an actor that came by these names."""
    claims = actor.claims.filter(speaker_alias__in=list(aliases)).order_by("pk")
    relays = actor.relayed.filter(alias__in=list(aliases)).order_by("pk")
    return {"claims": list(claims.values_list("pk", flat=True)), "relays": list(relays.values_list("pk", flat=True))}


def _without_double_relays(source: Actor, target: Actor) -> tuple[list[int], list[dict[str, Any]]]:
    """Return the relays to move, and those of claims that have both actors: they are taken away, to be put back."""
    double = source.relayed.filter(claim__relays__actor=target)
    dropped = list(double.order_by("pk").values(*RELAY_FIELDS))
    ClaimRelay.objects.filter(pk__in=[relay["id"] for relay in dropped]).delete()
    return sorted(source.relayed.values_list("pk", flat=True)), dropped


def _movable(source: Actor, target: Actor, near: str, far: str) -> list[int]:
    """Return the relations that the other actor does not have; the others stay, out of sight, with who is merged."""
    has = set(Relation.objects.filter(**{near: target}).values_list("kind", f"{far}_id", "since"))
    own = Relation.objects.filter(**{near: source}).exclude(**{far: target}).order_by("pk")
    return [pk for pk, *key in own.values_list("pk", "kind", f"{far}_id", "since") if tuple(key) not in has]


def _fill(source: Actor, target: Actor) -> dict[str, list[Any]]:
    """Give the actor that stays what only the other knew; return {field: [before, after]}."""
    filled: dict[str, list[Any]] = {}
    empty = {"kind": ActorKind.UNKNOWN, "country": "", "outlet_id": None}
    for field, nothing in empty.items():
        old, new = getattr(target, field), getattr(source, field)
        if old == nothing and new != nothing:
            setattr(target, field, new)
            filled[field] = [old, new]
    if "outlet_id" in filled:
        Actor.objects.filter(pk=source.pk).update(outlet=None)
        source.outlet = None
    return filled


def _keep_speaker(claims: Iterable[int]) -> list[int]:
    """Note that a person chose the speaker of these claims; return those of which that was not known."""
    chosen = list(Claim.objects.filter(pk__in=claims).exclude(corrected_fields__contains=["speaker"]).order_by("pk"))
    for claim in chosen:
        claim.corrected_fields = sorted({*claim.corrected_fields, "speaker"})
        claim.save(update_fields=["corrected_fields"])
    return [claim.pk for claim in chosen]


def _release_speaker(claims: Sequence[int]) -> None:
    for claim in Claim.objects.filter(pk__in=claims):
        claim.corrected_fields = [name for name in claim.corrected_fields if name != "speaker"]
        claim.save(update_fields=["corrected_fields"])


def _log(move: ActorMove, verb: str, claims_before: int, why: str) -> None:
    """Log a move with both actors, each from its side, field by field."""
    merge = move.kind == MoveKind.MERGE
    stays, goes = (move.target, move.source) if merge else (move.source, move.target)
    names = list(ActorAlias.objects.filter(pk__in=move.moved["aliases"]).values_list("name", flat=True))
    told = ", ".join(names)
    changes: dict[str, Any] = {"actor": [None, goes.name], "names": [None, told] if merge else [told, None]}
    changes["claims"] = [claims_before, stays.claims.count()]
    if verb == "merge":
        filled = move.moved.get("filled", {}).items()
        changes |= {field: change for field, change in filled if field != "outlet_id"}
    event_log(verb=f"actor.{verb}", by=move.by, actor=stays, why=why, changes=changes)
    into = [None, stays.name] if merge else [stays.name, None]
    event_log(verb=f"actor.{verb}", by=move.by, actor=goes, why=why, changes={"merged_into": into})
