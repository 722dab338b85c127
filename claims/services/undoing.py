"""Undoing a decision: the claim is what it was before, with who had decided it and when."""

import pghistory
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimState, Event
from claims.services.actors import graph_hold
from claims.services.corrections import correction_undo
from claims.services.events import event_log
from claims.services.queue import queue_restore
from claims.services.review import TRANSITIONS, claim_take, claim_take_words
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

DECISIONS = tuple(f"claim.{move}" for move in TRANSITIONS)
UNDONE = "claim.undo"


@transaction.atomic
def decision_undo(*, claim_id: int, version: int, user: User) -> Claim:
    """Put back what the decision that made this version changed, and the correction made in the same go.

    An earlier decision stands again as it was signed; the undoing is logged under the name of who undoes. Raises
    ValidationError for somebody else's decision (but for a lead), and when somebody decided since.
    """
    graph_hold()
    claim = claim_take(claim_id, None)
    event = _undoable(claim, version, user)
    back = event.undo
    now, claim.state, claim.state_by_id = claim.state, back["state"], back["state_by"]
    claim.state_at = parse_datetime(back["state_at"]) if back["state_at"] else None
    if claim.revision_id == back["revision"]:
        claim.allegation = back["allegation"]
        claim.reworded_at = parse_datetime(back["reworded_at"]) if back["reworded_at"] else None
    elif claim.state == ClaimState.NEW:
        claim_take_words(claim)
    with pghistory.context(user=user.pk):
        claim.save(update_fields=["state", "state_by", "state_at", "allegation", "reworded_at", "version"])
        changes = {"state": [now, claim.state]}
        if claim.state_by:
            changes["state_by"] = [str(event.by), str(claim.state_by)]
        event_log(verb=UNDONE, by=user, claim=claim, changes=changes)
    if back["holder"]:
        queue_restore(claim_id=claim_id, holder_id=back["holder"][0], until=parse_datetime(back["holder"][1]))
    return correction_undo(claim_id=claim_id, version=back["corrected"], user=user) if "corrected" in back else claim


def decision_made(*, claim_id: int, version: int) -> bool:
    """Return whether it was a decision that made this version of the claim."""
    return Event.objects.filter(claim=claim_id, claim_version=version, verb__in=DECISIONS).exists()


def _undoable(claim: Claim, version: int, user: User) -> Event:
    """Return the event of the decision that made this version, where this person may undo it now."""
    decisions = Event.objects.filter(claim=claim, verb__in=(*DECISIONS, UNDONE)).select_related("by")
    event = decisions.filter(claim_version=version).exclude(verb=UNDONE).first()
    if event is None or not event.undo:
        refuse("state", _("There is nothing to undo."))
    if event.by_id != user.pk and not user.is_lead:
        refuse("state", _("Only %(person)s or a lead can undo this.") % {"person": event.by})
    later = decisions.filter(pk__gt=event.pk).first()
    if later:
        refuse("state", _("%(person)s has changed this since: nothing was undone.") % {"person": later.by})
    return event
