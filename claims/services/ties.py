"""Relations that articles speak of, as in "porte-parole du ministère russe": proposed here, decided by people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.extraction.types import ClaimDraft
from claims.matching.bodies import split_body, state_code, state_name, state_of, the_state
from claims.matching.names import fold_name, is_described
from claims.models import ActorAlias, ActorKind, Claim, ProposalState, Relation, RelationKind
from claims.services.events import event_log
from claimtrack.accounts.models import User

REFERENCE_LENGTH = 2000
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({ProposalState.PROPOSED, ProposalState.REJECTED}), ProposalState.ACCEPTED),
    "reject": (frozenset({ProposalState.PROPOSED, ProposalState.ACCEPTED}), ProposalState.REJECTED),
    "reopen": (frozenset({ProposalState.ACCEPTED, ProposalState.REJECTED}), ProposalState.PROPOSED),
}


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A relation between two actors by name, and the words that say so."""

    subject: str
    kind: str
    object: str
    words: str


def ties_of(draft: ClaimDraft) -> Iterator[Tie]:
    """Yield the relations that a draft's words speak of, from the speaker up to the state."""
    if draft.anonymous or not draft.speaker_name:
        return
    words, voice = _words(draft), voice_of(draft)
    if draft.speaker_organisation and draft.speaker_relation and not is_described(draft.speaker_organisation):
        own, whole = split_body(the_state(draft.speaker_organisation))
        yield Tie(voice, draft.speaker_relation, own, words)
        if whole:
            yield Tie(own, RelationKind.PART_OF, whole, words)
            yield from _to_state(whole, words)
        yield from _to_state(own, words)
    if draft.speaker_kind == ActorKind.ORGANISATION:
        yield from _to_state(voice, draft.speaker_name)


def voice_of(draft: ClaimDraft) -> str:
    """Return the name that the speaker is known by: a body without the one it is part of, "" for no name."""
    name = draft.speaker_name or ""
    return split_body(name)[0] if draft.speaker_kind == ActorKind.ORGANISATION else name


def facts_of(draft: ClaimDraft) -> dict[str, tuple[str, str]]:
    """Return {name: (kind, country)} of the actors that a draft speaks of, as far as its words show it."""
    facts: dict[str, tuple[str, str]] = {}
    for tie in ties_of(draft):
        state = state_code(tie.object)
        facts[tie.object] = (ActorKind.STATE, state) if state else _body_facts(tie.object)
        facts.setdefault(tie.subject, _body_facts(tie.subject))
    if draft.speaker_name and not draft.anonymous:
        facts[voice_of(draft)] = draft.speaker_kind, draft.speaker_country
    return facts


@transaction.atomic
def ties_propose(*, found: Iterable[tuple[Claim, ClaimDraft]], aliases: dict[str, ActorAlias]) -> None:
    """Record the relations that are new as proposals, each with the claim that it was read in."""
    new: dict[tuple[int, str, int], Relation] = {}
    for claim, draft in found:
        for tie in ties_of(draft):
            subject, whole = aliases[tie.subject].actor, aliases[tie.object].actor
            relation = Relation(subject=subject, kind=tie.kind, object=whole, reference=tie.words, claim=claim)
            new.setdefault((subject.pk, tie.kind, whole.pk), relation)
    relations_propose(new.values())


def relations_propose(relations: Iterable[Relation]) -> None:
    """Store proposals between two actors that have no such relation yet, in one order: so nobody waits for another."""
    for relation in sorted(relations, key=lambda found: (found.subject_id, found.kind, found.object_id)):
        same = {"subject": relation.subject, "kind": relation.kind, "object": relation.object}
        if relation.subject_id != relation.object_id and not Relation.objects.filter(**same).exists():
            Relation.objects.bulk_create([relation], ignore_conflicts=True)


@transaction.atomic
def relation_decide(*, relation_id: int, move: str, user: User, why: str = "") -> Relation:
    """Accept, reject or reopen a relation. Raises ValidationError when its state does not allow it."""
    locked = Relation.objects.select_for_update(of=("self",)).select_related("subject", "object")
    relation = locked.get(pk=relation_id)
    allowed, target = TRANSITIONS[move]
    if relation.state not in allowed:
        raise ValidationError({"state": [_("This was decided already.")]})
    old, relation.state = relation.state, target
    undecided = target == ProposalState.PROPOSED
    relation.state_by = None if undecided else user
    relation.state_at = None if undecided else timezone.now()
    with pghistory.context(why=why, user=user.pk):
        relation.save(update_fields=["state", "state_by", "state_at"])
        changes = {"relation": [None, relation.object.name], "kind": [None, relation.kind], "state": [old, target]}
        event_log(verb=f"relation.{move}", by=user, actor=relation.subject, why=why, changes=changes)
    return relation


def _to_state(name: str, words: str) -> Iterator[Tie]:
    state = state_name(state_of(name))
    if state and fold_name(state) != fold_name(name):
        yield Tie(name, RelationKind.PART_OF, state, words)


def _body_facts(name: str) -> tuple[str, str]:
    return ActorKind.ORGANISATION, state_of(name)


def _words(draft: ClaimDraft) -> str:
    name, role = draft.speaker_name or "", draft.speaker_role or draft.speaker_organisation
    return (name if fold_name(role) == fold_name(name) else f"{name}, {role}")[:REFERENCE_LENGTH]
