"""What people decide about a claim. Every move is in one table; each is logged with who and why."""

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimState
from claims.selectors.claims import claim_events_since
from claims.services.actors import actors_for_names
from claims.services.events import event_log
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict

TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({ClaimState.NEW, ClaimState.REJECTED}), ClaimState.ACCEPTED),
    "reject": (frozenset({ClaimState.NEW, ClaimState.ACCEPTED}), ClaimState.REJECTED),
    "reopen": (frozenset({ClaimState.ACCEPTED, ClaimState.REJECTED}), ClaimState.NEW),
}
CORRECTABLE = frozenset(
    {"speaker", "speaker_role", "anonymous", "stated_from", "stated_to", "hedged", "denied", "kind", "cue"}
)


@transaction.atomic
def claim_move(*, claim_id: int, move: str, user: User, why: str = "", version: int | None = None) -> Claim:
    """Accept, reject or reopen a claim that was seen in this `version`.

    Raises Conflict when it changed since, ValidationError when it is not in a state that allows the move.
    """
    claim = claim_take(claim_id, version)
    allowed, target = TRANSITIONS[move]
    if claim.state not in allowed:
        raise ValidationError(
            {"state": [_("This claim is already: %(state)s.") % {"state": claim.get_state_display()}]}
        )
    old, claim.state = claim.state, target
    undecided = target == ClaimState.NEW
    claim.state_by = None if undecided else user
    claim.state_at = None if undecided else timezone.now()
    with pghistory.context(why=why, user=user.pk):
        claim.save(update_fields=["state", "state_by", "state_at", "version"])
        event_log(verb=f"claim.{move}", by=user, claim=claim, why=why, changes={"state": [old, target]})
    return claim


@transaction.atomic
def claim_correct(
    *, claim_id: int, user: User, fields: dict[str, Any], why: str = "", version: int | None = None
) -> Claim:
    """Set fields of a claim by hand; extraction leaves them alone from then on. A speaker is given by name.

    Raises Conflict when the claim is no more in the `version` that was seen, ValidationError for a field that
    cannot be corrected or a value that cannot be.
    """
    unknown = set(fields) - CORRECTABLE
    if unknown:
        raise ValidationError({name: [_("This field cannot be corrected.")] for name in sorted(unknown)})
    claim = claim_take(claim_id, version)
    values = dict(fields)
    if "speaker" in values:
        name = values["speaker"].strip()
        values["speaker"] = actors_for_names(names=[name])[name] if name else None
    changes = {
        name: [_plain(getattr(claim, name)), _plain(value)]
        for name, value in values.items()
        if getattr(claim, name) != value
    }
    for name, value in values.items():
        setattr(claim, name, value)
    claim.corrected_fields = sorted({*claim.corrected_fields, *changes})
    claim.full_clean(exclude=["search"], validate_unique=False)
    with pghistory.context(why=why, user=user.pk):
        claim.save()
        event_log(verb="claim.correct", by=user, claim=claim, why=why, changes=changes)
    return claim


def claim_lock(claim_id: int) -> Claim:
    """Return the claim, locked until the transaction ends."""
    claims = Claim.objects.select_for_update(of=("self",)).select_related("article", "story", "speaker")
    return claims.get(pk=claim_id)


def claim_take(claim_id: int, version: int | None) -> Claim:
    """Return the claim, locked and in its next version, to be decided on or corrected, then saved.

    Raises Conflict when it is no more as it was seen; without a version (None) nothing is compared.
    """
    claim = claim_lock(claim_id)
    if version is not None and version != claim.version:
        raise Conflict(version, claim.version, list(claim_events_since(claim_id=claim_id, version=version)))
    claim.version += 1
    return claim


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float) else str(value)
