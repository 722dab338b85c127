"""Which new names may be those of actors that are there: proposed here, decided by people."""

from collections import defaultdict
from collections.abc import Iterable

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.matching.likeness import PART_OF, Likeness, likeness
from claims.matching.names import fold_name, keys_of, profile
from claims.models import Actor, ActorAlias, Claim, ClaimRelay, Lookalike, ProposalState, Relation, RelationKind
from claims.selectors.actors import lookalikes_between
from claims.services.actors import graph_hold
from claims.services.events import event_log
from claims.services.ties import relations_propose
from claimtrack.accounts.models import User

AT_ONCE = 50
TELLING = 30
"""A key that more names share tells nothing of any two of them."""
ARTICLES = 20

Pair = tuple[ActorAlias, ActorAlias]


def lookalikes_find() -> int:
    """Compare the names that are new with those that are there; return how many were. Runs twice without harm.

    It runs once the names are stored: of two workers, the one that comes second sees the names of both.
    """
    compared = 0
    while batch := _batch():
        compared += batch
    return compared


def keys_renew() -> int:
    """Work out folded form and keys of all names again; return how many changed and wait to be compared.

    A folded form that another name has already stays as it was: the two are compared and proposed.
    """
    changed = 0
    for alias in ActorAlias.objects.order_by("pk").iterator():
        keys, folded = keys_of(alias.name), fold_name(alias.name)
        taken = ActorAlias.objects.filter(folded=folded, article=alias.article_id).exclude(pk=alias.pk)
        if folded == alias.folded or taken.exists():
            folded = alias.folded
        if (keys, folded) != (alias.keys, alias.folded):
            values = {"keys": keys, "folded": folded, "compared": False}
            changed += ActorAlias.objects.filter(pk=alias.pk).update(**values)
    return changed


@transaction.atomic
def lookalikes_decide(*, actor_id: int, other_id: int, state: str, user: User, why: str = "") -> list[int]:
    """Say that two actors are two ("rejected"), or leave it open again ("proposed"); return the ids decided on.

    Raises ValidationError when nothing is there to decide. That they are one is said by merging them.
    """
    graph_hold(alone=True)
    before = ProposalState.PROPOSED if state == ProposalState.REJECTED else ProposalState.REJECTED
    found = lookalikes_between(actor_id, other_id).filter(state=before)
    ids = sorted(found.values_list("pk", flat=True))
    if not ids:
        raise ValidationError({"state": [_("This was decided already.")]})
    one, other = (Actor.objects.get(pk=pk) for pk in (actor_id, other_id))
    with pghistory.context(why=why, user=user.pk):
        lookalikes_set(ids, state, user)
        verb = "actor.distinct" if state == ProposalState.REJECTED else "actor.undecided"
        for actor, seen in ((one, other), (other, one)):
            event_log(verb=verb, by=user, actor=actor, why=why, changes={"actor": [None, seen.name]})
    return ids


def lookalikes_set(ids: Iterable[int], state: str, user: User) -> None:
    """Sign a state of proposals; "proposed" takes the signature away."""
    signed = state != ProposalState.PROPOSED
    values = {"state_by": user if signed else None, "state_at": timezone.now() if signed else None}
    Lookalike.objects.filter(pk__in=list(ids)).update(state=state, **values)


@transaction.atomic
def _batch() -> int:
    graph_hold()
    waiting = ActorAlias.objects.filter(compared=False)
    waiting = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True)
    aliases = list(waiting.select_related("actor").order_by("id")[:AT_ONCE])
    if not aliases:
        return 0
    found: dict[tuple[int, int], tuple[Pair, Likeness]] = {}
    for alias in aliases:
        for other, like in _like(alias):
            found[min(alias.pk, other.pk), max(alias.pk, other.pk)] = (alias, other), like
    _propose([found[key] for key in sorted(found)])
    ActorAlias.objects.filter(pk__in=[alias.pk for alias in aliases]).update(compared=True)
    return len(aliases)


def _like(alias: ActorAlias) -> Iterable[tuple[ActorAlias, Likeness]]:
    """Yield the names that may belong to the alias's actor, or to a part or the whole of it."""
    articles = _articles(alias)
    beside = _beside(articles)
    others = {other.pk: other for other in _candidates(alias, beside) if other.actor_id != alias.actor_id}
    roles = _roles([alias.pk, *others]) if others else {}
    for pk, other in others.items():
        same_article = pk in beside
        if (alias.article_id or other.article_id) and not same_article:
            continue
        same_role = bool(roles[alias.pk] & roles[pk])
        like = likeness(alias.name, other.name, same_article=same_article, same_role=same_role)
        if like:
            yield other, like


def _candidates(alias: ActorAlias, beside: set[int]) -> Iterable[ActorAlias]:
    """Yield names that share a telling key, and those that stand in the same articles."""
    known = ActorAlias.objects.select_related("actor").exclude(pk=alias.pk)
    for key in alias.keys:
        sharing = list(known.filter(keys__contains=[key])[: TELLING + 1])
        if len(sharing) <= TELLING:
            yield from sharing
    yield from known.filter(pk__in=beside)


def _articles(alias: ActorAlias) -> list[int]:
    """Return the newest articles that have the name."""
    said = Claim.objects.filter(speaker_alias=alias).values_list("article_id", flat=True)
    relayed = ClaimRelay.objects.filter(alias=alias).values_list("claim__article_id", flat=True)
    own = {alias.article_id} if alias.article_id else set()
    return sorted({*said.distinct()[:ARTICLES], *relayed.distinct()[:ARTICLES]} | own, reverse=True)[:ARTICLES]


def _beside(articles: list[int]) -> set[int]:
    said = Claim.objects.filter(article__in=articles, speaker_alias__isnull=False)
    relayed = ClaimRelay.objects.filter(claim__article__in=articles, alias__isnull=False)
    return {*said.values_list("speaker_alias_id", flat=True), *relayed.values_list("alias_id", flat=True)}


def _roles(aliases: list[int]) -> dict[int, set[str]]:
    """Return {alias id: roles, folded} as claims give them."""
    roles: dict[int, set[str]] = defaultdict(set)
    rows = Claim.objects.filter(speaker_alias__in=aliases).exclude(speaker_role="")
    for pk, role, name in rows.values_list("speaker_alias", "speaker_role", "speaker_alias__name").distinct():
        if fold_name(role) != fold_name(name):
            roles[pk].add(fold_name(role))
    return roles


def _propose(found: list[tuple[Pair, Likeness]]) -> None:
    parts = [pair for pair, like in found if like.kind == PART_OF]
    relations_propose([relation for pair in parts if (relation := _part(*pair))])
    same: list[Lookalike] = []
    for pair, like in found:
        if like.kind != PART_OF:
            first, second = sorted(pair, key=lambda alias: alias.pk)
            same.append(Lookalike(first=first, second=second, score=like.score, reasons=list(like.reasons)))
    Lookalike.objects.bulk_create(same, ignore_conflicts=True)


def _part(alias: ActorAlias, other: ActorAlias) -> Relation | None:
    """Return the proposal that one institution is a part of the other: the names themselves are the reference."""
    part, whole = (alias, other) if profile(alias.name).part else (other, alias)
    turned = Relation.objects.filter(subject=whole.actor, object=part.actor, kind=RelationKind.PART_OF)
    if turned.exists():
        return None
    claim = Claim.objects.filter(speaker_alias=part).order_by("id").first()
    reference = f"{part.name} · {whole.name}"
    return Relation(subject=part.actor, kind=RelationKind.PART_OF, object=whole.actor, reference=reference, claim=claim)
