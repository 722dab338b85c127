"""Verdicts: proposed by one, confirmed by another, published, upheld or superseded. Every move is in one table.

What a verdict rests on is kept with the steps at which somebody looked at it; so a verdict knows when that changes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import (
    TAKES_BASIS,
    Claim,
    Evidence,
    Rating,
    SourceState,
    Step,
    Story,
    Verdict,
    VerdictBasis,
    VerdictState,
    VerdictStep,
)
from claims.selectors.verdict_claims import subject_of
from claims.selectors.verdicts import (
    OPEN,
    evidence_counting,
    faults_of,
    faults_unseen,
    verdict_detail,
    verdict_live,
    verdicts_due,
)
from claims.services.events import event_log
from claims.services.verdict_notices import tell_leads, tell_signer
from claimtrack.accounts.models import Scope, User
from claimtrack.refusals import Unseen, refuse


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a move starts, the step that it takes, and whether it must say why.

    All are for leads; `own` ones are for whoever signed the verdict too, `others` for anybody but them.
    """

    starts: frozenset[str]
    step: str
    why: bool = False
    own: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """What a step signs, each read once, so that what comes later is new to the verdict."""

    evidence: list[Evidence]
    subject: dict[str, Any]


TRANSITIONS: dict[str, Move] = {
    "confirm": Move(frozenset({VerdictState.PROPOSED}), Step.CONFIRMED, others=True),
    "return": Move(frozenset(OPEN), Step.RETURNED, why=True, own=True),
    "publish": Move(frozenset({VerdictState.CONFIRMED}), Step.PUBLISHED),
    "uphold": Move(frozenset({VerdictState.CONFIRMED, VerdictState.PUBLISHED}), Step.UPHELD, why=True),
}


@transaction.atomic
def verdict_propose(
    *,
    story_id: int,
    rating: Rating,
    reasons: str,
    user: User,
    embargo: datetime | None = None,
    correction: str = "",
    seen: Collection[int] | None = None,
    judged: Mapping[str, str] | None = None,
    unsupported: bool = False,
) -> Verdict:
    """Return a new verdict of a story, proposed. Where one is published, this one is to supersede it.

    `seen` are the ids of the evidence that was looked at, `judged` the marks of title and claims (see subject_marks):
    Unseen is raised when something else counts by now. `unsupported` says that it is signed even where no evidence
    counts of the stance that its rating asks for.
    Raises ValidationError for a rating no more in use or without the evidence it asks for, no reasons, an embargo that
    is over, a missing corrections note, and while another is under way; PermissionDenied; Story.DoesNotExist.
    """
    if not may_propose(user):
        raise PermissionDenied
    story = _lock_story(story_id)
    published = _check(story, rating, reasons.strip(), embargo, correction.strip())
    signed = _sign(story, rating, seen, judged, unsupported)
    verdict = Verdict.objects.create(
        story=story,
        rating=rating,
        reasons=reasons.strip(),
        supersedes=published,
        correction=correction.strip() if published else "",
        signed_by=user,
    )
    _take_step(verdict, Step.PROPOSED, user, signed, embargo=embargo)
    changes = {"rating": [published.rating.label if published else None, rating.label]}
    event_log(verb="verdict.propose", by=user, story=story, why=reasons.strip(), changes=changes)
    tell_leads(verdict, by=user)
    return verdict


@transaction.atomic
def verdict_move(
    *,
    verdict_id: int,
    move: str,
    user: User,
    note: str = "",
    embargo: datetime | None = None,
    seen: Collection[int] | None = None,
    judged: Mapping[str, str] | None = None,
    unsupported: bool = False,
) -> Any:
    """Take a verdict one step on; `embargo` counts where it is confirmed. Return it as it then stands.

    `seen`, `judged` and `unsupported` are what they are for verdict_propose, where the step signs.
    Raises PermissionDenied for who may not, ValidationError where the verdict is not in a state that allows it,
    where a reason or evidence lacks, before the embargo is over, or while what it rests on has changed.
    """
    known = TRANSITIONS[move]
    _lock_story(Verdict.objects.values_list("story", flat=True).get(pk=verdict_id))
    verdict = verdict_detail(verdict_id=verdict_id)
    if not may_move(verdict, move, user):
        raise PermissionDenied
    _check_move(verdict, known, user, note.strip())
    embargo = embargo if move == "confirm" else None
    _check_embargo(embargo)
    signing = known.step in TAKES_BASIS
    signed = _sign(verdict.story, verdict.rating, seen, judged, unsupported) if signing else None
    _take_step(verdict, known.step, user, signed, note=note.strip(), embargo=embargo)
    event_log(verb=f"verdict.{move}", by=user, story=verdict.story, why=note.strip(), changes=_rated(verdict))
    tell_signer(verdict, known.step, note.strip() or verdict.reasons, by=user)
    return verdict_detail(verdict_id=verdict_id)


def verdicts_publish_due() -> list[int]:
    """Publish what waited for the end of its embargo, signed by who confirmed it; return the ids."""
    published = []
    for pk in verdicts_due(now=timezone.now()):
        with transaction.atomic():
            _lock_story(Verdict.objects.values_list("story", flat=True).get(pk=pk))
            if pk in verdicts_due(now=timezone.now()):
                verdict = verdict_detail(verdict_id=pk)
                _take_step(verdict, Step.PUBLISHED, confirmed_by(verdict), None)
                event_log(verb="verdict.publish", story=verdict.story, changes=_rated(verdict))
                tell_signer(verdict, Step.PUBLISHED, verdict.reasons)
                published.append(pk)
    return published


def may_propose(user: User) -> bool:
    """Return whether this person signs verdicts; a script never does."""
    return user.may(Scope.EVIDENCE) and not user.is_script


def may_move(verdict: Verdict, move: str, user: User) -> bool:
    """Return whether this person's role allows the move, whatever the verdict's state."""
    own = TRANSITIONS[move].own and verdict.signed_by_id == user.pk
    return may_propose(user) and (user.is_lead or own)


def confirmed_by(verdict: Verdict) -> User:
    """Return who confirmed a verdict."""
    by: User = verdict.steps.get(step=Step.CONFIRMED).by
    return by


def embargo_of(verdict: Verdict) -> datetime | None:
    """Return before when a verdict must not be published: what its confirmation says, else its proposal."""
    steps = [step for step in verdict.steps.all() if step.step in (Step.PROPOSED, Step.CONFIRMED)]
    return max(steps, key=lambda step: step.pk).embargo if steps else None


def embargo_ahead(verdict: Verdict) -> datetime | None:
    """Return the embargo that a confirmation keeps unless it says otherwise: one that is over binds nobody."""
    embargo = embargo_of(verdict)
    return embargo if embargo and embargo > timezone.now() else None


def _check(story: Story, rating: Rating, reasons: str, embargo: datetime | None, correction: str) -> Verdict | None:
    """Return the published verdict that a new one is to supersede. Raises ValidationError for what it may not be."""
    live = list(verdict_live(story_id=story.pk).select_related("rating"))
    if any(verdict.state in OPEN for verdict in live):
        refuse("rating", _("A verdict on this story is under way already."))
    if not Claim.objects.filter(story=story).exists():
        refuse("rating", _("No claim is left in this story."))
    if not (rating.active and rating.scale.active):
        refuse("rating", _("This rating is no more in use."))
    if rating.awaits and not Claim.objects.filter(story=story, due__isnull=False, retired_at=None).exists():
        refuse("rating", _("No claim of this story says when it can be checked: correct that day in one first."))
    if not reasons:
        refuse("reasons", _("Give your reasons."), "required")
    _check_embargo(embargo)
    published = next((verdict for verdict in live if verdict.state == VerdictState.PUBLISHED), None)
    if published and not correction:
        refuse("correction", _("Say what is put right in the published verdict."), "required")
    return published


def _check_move(verdict: Any, move: Move, user: User, note: str) -> None:
    if verdict.state not in move.starts:
        state = VerdictState(verdict.state).label
        refuse("state", _("This verdict is already: %(state)s.") % {"state": state})
    if move.others and verdict.signed_by == user and not settings.VERDICT_BY_ONE:
        refuse("state", _("Nobody confirms a verdict of their own: another lead has to."))
    if move.why and not note:
        refuse("note", _("Say why."), "required")
    if move.step == Step.PUBLISHED:
        _check_publishable(verdict)


def _check_supported(rating: Rating, pieces: list[Evidence], unsupported: bool) -> None:
    """Raise ValidationError unless evidence that the rating asks for counts, or who signs says that none does."""
    if not unsupported and rating.lacks({piece.stance for piece in pieces}):
        stance = rating.get_asks_for_display()
        refuse("unsupported", _("This rating asks for evidence that %(stance)s: none counts.") % {"stance": stance})


def _check_embargo(embargo: datetime | None) -> None:
    if embargo and embargo <= timezone.now():
        refuse("embargo", _("This embargo is over already."))


def _check_publishable(verdict: Verdict) -> None:
    embargo = embargo_of(verdict)
    if embargo and embargo > timezone.now():
        refuse("embargo", _("Under embargo: it is published by itself when that ends."))
    if faults_of([verdict.pk]):
        refuse("state", _("What this verdict rests on has changed: uphold it or return it first."))


def _sign(
    story: Story,
    rating: Rating,
    seen: Collection[int] | None,
    judged: Mapping[str, str] | None,
    unsupported: bool,
) -> Signed:
    """Return what is signed. Raises Unseen where it is not what was on the screen, ValidationError where evidence lacks
    that the rating asks for.
    """
    signed = Signed(list(evidence_counting(story_id=story.pk)), subject_of(story=story))
    ids = {piece.pk for piece in signed.evidence}
    added = [piece for piece in signed.evidence if seen is not None and piece.pk not in seen]
    lost = list(Evidence.objects.filter(pk__in=set(seen or ()) - ids).select_related("source"))
    faults = faults_unseen(story=story, subject=signed.subject, seen=judged) if judged is not None else []
    if added or lost or faults:
        raise Unseen(added, lost, faults)
    _check_supported(rating, signed.evidence, unsupported)
    return signed


def _take_step(
    verdict: Verdict, step: str, by: User, signed: Signed | None, *, note: str = "", embargo: datetime | None = None
) -> None:
    """Record a step; where it signs: what is judged, on which evidence, whether what the rating asks for lacks."""
    kept: dict[str, Any] = {}
    if signed:
        lacks = verdict.rating.lacks({piece.stance for piece in signed.evidence})
        kept = {"subject": signed.subject, "unsupported": lacks}
    taken = VerdictStep.objects.create(verdict=verdict, step=step, by=by, note=note, embargo=embargo, **kept)
    VerdictBasis.objects.bulk_create(_basis(taken, piece) for piece in (signed.evidence if signed else []))


def _basis(step: VerdictStep, evidence: Evidence) -> VerdictBasis:
    source = evidence.source
    retired = source.state == SourceState.RETIRED
    return VerdictBasis(step=step, evidence=evidence, reliability=source.reliability, retired=retired)


def _rated(verdict: Verdict) -> dict[str, list[object]]:
    return {"rating": [None, verdict.rating.label]}


def _lock_story(story_id: int) -> Story:
    return Story.objects.select_for_update(no_key=True).get(pk=story_id)
