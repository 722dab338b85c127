"""What people decide about a claim. Every move is in one table; each is logged with who and why."""

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimState, QueueEntry
from claims.selectors.claims import claim_events_since
from claims.services.events import event_log
from claims.services.words import claim_words
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict, refuse

TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({ClaimState.NEW, ClaimState.REJECTED}), ClaimState.ACCEPTED),
    "reject": (frozenset({ClaimState.NEW, ClaimState.ACCEPTED}), ClaimState.REJECTED),
    "reopen": (frozenset({ClaimState.ACCEPTED, ClaimState.REJECTED}), ClaimState.NEW),
}


@transaction.atomic
def claim_move(
    *, claim_id: int, move: str, user: User, why: str = "", version: int | None = None, corrected: int | None = None
) -> Claim:
    """Accept, reject or reopen a claim that was seen in this `version`.

    `corrected` is the version of a correction made in the same go: undoing the one undoes the other. A claim of which
    the text has other words by now takes them, and may be decided as it was.

    Raises Conflict when it changed since, ValidationError when it is not in a state that allows the move.
    """
    claim = claim_take(claim_id, version)
    allowed, target = TRANSITIONS[move]
    if claim.state not in allowed and not (claim.reworded_at and claim.state == target):
        raise ValidationError(
            {"state": [_("This claim is already: %(state)s.") % {"state": claim.get_state_display()}]}
        )
    undo = _way_back(claim) | ({"corrected": corrected} if corrected else {})
    old, claim.state = claim.state, target
    undecided = target == ClaimState.NEW
    claim.state_by = None if undecided else user
    claim.state_at = None if undecided else timezone.now()
    changes = {"state": [old, target]} | claim_take_words(claim)
    with pghistory.context(why=why, user=user.pk):
        claim.save(update_fields=["state", "state_by", "state_at", "allegation", "reworded_at", "version"])
        event_log(verb=f"claim.{move}", by=user, claim=claim, why=why, changes=changes, undo=undo)
    return claim


def _way_back(claim: Claim) -> dict[str, Any]:
    """Return what undoing a decision puts back: who decided before and when, the words, who had the claim in hand."""
    entry = QueueEntry.objects.filter(pk=claim.pk, taken_by__isnull=False).first()
    return {
        "state": claim.state,
        "state_by": claim.state_by_id,
        "state_at": claim.state_at and claim.state_at.isoformat(),
        "revision": claim.revision_id,
        "allegation": claim.allegation,
        "reworded_at": claim.reworded_at and claim.reworded_at.isoformat(),
        "holder": entry and [entry.taken_by_id, str(entry.taken_until)],
    }


def claim_take_words(claim: Claim) -> dict[str, list[str]]:
    """Give a claim the words that the text has by now; return what changed."""
    if claim.reworded_at is None:
        return {}
    before, claim.allegation = claim.allegation, claim_words(claim.revision.content, claim.spans)
    claim.reworded_at = None
    return {"allegation": [before, claim.allegation]}


def claim_lock(claim_id: int) -> Claim:
    """Return the claim, locked until the transaction ends."""
    claims = Claim.objects.select_for_update(of=("self",)).select_related("article", "revision", "story", "speaker")
    return claims.get(pk=claim_id)


def claim_take(claim_id: int, version: int | None) -> Claim:
    """Return the claim, locked and in its next version, to be decided on or corrected, then saved.

    Raises Conflict when it is no more as it was seen; without a version (None) nothing is compared. Raises
    ValidationError for a retired one.
    """
    claim = claim_lock(claim_id)
    if version is not None and version != claim.version:
        raise Conflict(version, claim.version, list(claim_events_since(claim_id=claim_id, version=version)))
    claim_in_use(claim)
    claim.version += 1
    return claim


def claim_in_use(claim: Claim) -> None:
    """Raise ValidationError for a claim that is retired: nothing more is decided on it."""
    if claim.retired_at:
        refuse("claim", _("This claim is retired: its words are gone from the article, or it is found no more."))
