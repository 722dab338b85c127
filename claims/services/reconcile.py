"""Which claims are there already, which are new, which are gone: a plan, made before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extraction.types import ClaimDraft
from claims.matching.overlap import pair_by_overlap, shared_part
from claims.matching.relocate import relocate
from claims.models import Claim

Spans = list[list[int]]
MOSTLY = 0.5


@dataclass(slots=True)
class Plan:
    """What re-extraction would do. `moved` holds the spans of every claim whose words are still in the content."""

    update: list[tuple[Claim, ClaimDraft]] = field(default_factory=list)
    add: list[ClaimDraft] = field(default_factory=list)
    retire: list[Claim] = field(default_factory=list)
    keep: list[Claim] = field(default_factory=list)
    moved: dict[int, tuple[Spans, Spans]] = field(default_factory=dict)


def reconcile(*, claims: Sequence[Claim], drafts: Sequence[ClaimDraft], content: str) -> Plan:
    """Return the plan that makes `claims` of an article agree with the `drafts` found in its `content`.

    Claims are matched to drafts by overlap, whatever their state: so a rejected claim takes the draft that would
    bring it back. Nothing that a person decided, corrected, added or linked evidence to is retired while its
    words are there. Claims whose words are gone are retired; their decisions stay on record. Where a person chose the
    words, the machine's reading of the same passage is not added beside them.
    """
    plan = Plan()
    for claim in claims:
        _locate(plan, claim, content)
    # A claim in use takes its draft before a retired one does.
    there = sorted((c for c in claims if c.pk in plan.moved), key=lambda c: (c.retired_at is not None, c.pk))
    drafts = _without_doubles(drafts)
    pairs = pair_by_overlap([plan.moved[c.pk] for c in there], [(d.spans, d.cue_spans) for d in drafts])
    plan.update = [(there[i], drafts[j]) for i, j in pairs]
    paired = {i for i, _ in pairs}
    taken = {j for _, j in pairs}
    by_hand = [plan.moved[claim.pk][0] for claim in there if "spans" in claim.corrected_fields]
    plan.add = [d for j, d in enumerate(drafts) if j not in taken and not _said_otherwise(d, by_hand)]
    for i, claim in enumerate(there):
        if i not in paired:
            (plan.keep if _by_people(claim) else plan.retire).append(claim)
    plan.retire += [claim for claim in claims if claim.pk not in plan.moved]
    return plan


def place_in_text(spans: Sequence[Sequence[int]], cue_spans: Sequence[Sequence[int]]) -> str:
    """Return what makes a claim the same claim in one text: where its words and its cue stand."""
    words = "|".join(f"{start}-{end}" for start, end in spans)
    return f"{words}@{cue_spans[0][0] if cue_spans else ''}"[:400]


def _locate(plan: Plan, claim: Claim, content: str) -> None:
    old = claim.revision.content
    spans = relocate(old, content, claim.spans)
    if spans is not None:
        plan.moved[claim.pk] = spans, relocate(old, content, claim.cue_spans) or []


def _said_otherwise(draft: ClaimDraft, by_hand: Sequence[Spans]) -> bool:
    """Return whether the draft covers most of what a person chose as words, or lies mostly inside them."""
    return any(shared_part(draft.spans, spans) > MOSTLY for spans in by_hand)


def _without_doubles(drafts: Sequence[ClaimDraft]) -> list[ClaimDraft]:
    return list({place_in_text(draft.spans, draft.cue_spans): draft for draft in drafts}.values())


def _by_people(claim: Claim) -> bool:
    has_evidence = bool(claim.evidence.all())
    return claim.decided or not claim.by_machine or bool(claim.corrected_fields) or has_evidence
