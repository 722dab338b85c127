"""Which claims are there already, which are new, which are gone: a plan, made before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extraction.types import ClaimDraft
from claims.matching.carry import Kept, carry, kept_stretches
from claims.matching.overlap import pair_by_overlap, shared_characters, shared_part
from claims.matching.relocate import relocate
from claims.models import Claim, ClaimState

Spans = list[list[int]]
MOSTLY = 0.5


@dataclass(slots=True)
class Plan:
    """What re-extraction would do.

    `moved` holds the spans of every claim whose words are still in the content, mostly; `reworded` those of which some
    words are others now.
    """

    update: list[tuple[Claim, ClaimDraft]] = field(default_factory=list)
    add: list[ClaimDraft] = field(default_factory=list)
    retire: list[Claim] = field(default_factory=list)
    keep: list[Claim] = field(default_factory=list)
    moved: dict[int, tuple[Spans, Spans]] = field(default_factory=dict)
    reworded: set[int] = field(default_factory=set)


def reconcile(*, claims: Sequence[Claim], drafts: Sequence[ClaimDraft], content: str) -> Plan:
    """Return the plan that makes `claims` of an article agree with the `drafts` found in its `content`.

    Claims are matched to drafts by overlap, whatever their state: so a rejected claim takes the draft that would
    bring it back; a shorter or longer reading of it, or the other half of it, is not added either. Nothing that a
    person decided, corrected, added or linked evidence to is retired while most of its words are there. Claims whose
    words are gone are retired; their decisions stay on record. Where a person chose the words, the machine's reading of
    the same passage is not added beside them.
    """
    plan = Plan()
    _locate(plan, claims, content)
    # A claim in use takes its draft before a retired one does.
    there = sorted((c for c in claims if c.pk in plan.moved), key=lambda c: (c.retired_at is not None, c.pk))
    drafts = _without_doubles(drafts)
    pairs = pair_by_overlap([plan.moved[c.pk] for c in there], [(d.spans, d.cue_spans) for d in drafts])
    plan.update = [(there[i], drafts[j]) for i, j in pairs]
    paired = {i for i, _ in pairs}
    taken = {j for _, j in pairs}
    for i, claim in enumerate(there):
        if i not in paired:
            stays = _by_people(claim) and not _replaced(claim, plan, there)
            (plan.keep if stays else plan.retire).append(claim)
    decided = [c for c in there if "spans" in c.corrected_fields or c.state == ClaimState.REJECTED]
    plan.add = [d for j, d in enumerate(drafts) if j not in taken and not _said_otherwise(d, plan, decided)]
    plan.retire += [claim for claim in claims if claim.pk not in plan.moved]
    _once_in_place(plan)
    return plan


def place_in_text(spans: Sequence[Sequence[int]], cue_spans: Sequence[Sequence[int]]) -> str:
    """Return what makes a claim the same claim in one text: where its words and its cue stand."""
    words = "|".join(f"{start}-{end}" for start, end in spans)
    return f"{words}@{cue_spans[0][0] if cue_spans else ''}"[:400]


def stands_by_hand(claim: Claim) -> bool:
    """Return whether people decided where the claim's words stand, so that no draft moves them."""
    return claim.decided or "spans" in claim.corrected_fields


def _locate(plan: Plan, claims: Sequence[Claim], content: str) -> None:
    """Look where the words of the claims stand now: just these words, else with others in their place."""
    kept: dict[int, list[Kept]] = {}
    for claim in claims:
        old = claim.revision.content
        spans, cue_spans = relocate(old, content, claim.spans), relocate(old, content, claim.cue_spans)
        if spans is None:
            if claim.revision_id not in kept:
                kept[claim.revision_id] = kept_stretches(old, content)
            stretches = kept[claim.revision_id]
            spans = carry(old, content, claim.spans, stretches)
            cue_spans = carry(old, content, claim.cue_spans, stretches)
            plan.reworded |= {claim.pk} if spans else set()
        if spans is not None:
            plan.moved[claim.pk] = spans, cue_spans or []


def _said_otherwise(draft: ClaimDraft, plan: Plan, decided: Sequence[Claim]) -> bool:
    """Return whether people decided on these words: chose others for them, or rejected what this is a reading of.

    It is a reading of them when it covers most of them or lies mostly inside them. What the text attributes by another
    cue is another claim, though of the same words.
    """
    for claim in decided:
        spans, cue_spans = plan.moved[claim.pk]
        if shared_part(draft.spans, spans) > MOSTLY:
            one_cue = not (draft.cue_spans and cue_spans) or shared_characters(draft.cue_spans, cue_spans)
            if one_cue or "spans" in claim.corrected_fields:
                return True
    return False


def _once_in_place(plan: Plan) -> None:
    """Of claims that would now be made of the very same words, one stays: one in use before one that is retired."""
    taken: set[str] = set()
    drafts = {claim.pk: draft for claim, draft in plan.update}
    claims = [*plan.keep, *(claim for claim, _ in plan.update)]
    plan.keep, plan.update = [], []
    for claim in sorted(claims, key=lambda c: (c.retired_at is not None, not stands_by_hand(c), c.pk)):
        draft = drafts.get(claim.pk)
        follows = draft and not stands_by_hand(claim)
        place = (
            place_in_text(draft.spans, draft.cue_spans) if draft and follows else place_in_text(*plan.moved[claim.pk])
        )
        if place in taken:
            plan.retire.append(claim)
        elif draft:
            plan.update.append((claim, draft))
        else:
            plan.keep.append(claim)
        taken.add(place)
    plan.add = [draft for draft in plan.add if place_in_text(draft.spans, draft.cue_spans) not in taken]


def _replaced(claim: Claim, plan: Plan, there: Sequence[Claim]) -> bool:
    """Return whether a claim that was retired would come back with other words beside one that took its place."""
    if claim.retired_at is None or claim.pk not in plan.reworded:
        return False
    spans = plan.moved[claim.pk][0]
    return any(c.retired_at is None and shared_part(plan.moved[c.pk][0], spans) > MOSTLY for c in there)


def _without_doubles(drafts: Sequence[ClaimDraft]) -> list[ClaimDraft]:
    return list({place_in_text(draft.spans, draft.cue_spans): draft for draft in drafts}.values())


def _by_people(claim: Claim) -> bool:
    has_evidence = bool(claim.evidence.all())
    return claim.decided or not claim.by_machine or bool(claim.corrected_fields) or has_evidence
