"""What can be done to many claims, one at a time: each action does it and says what leads back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims.models import BulkAction, Claim, ClaimTag
from claims.services.queue import queue_release, queue_take
from claims.services.review import claim_move
from claims.services.stories import story_gather, story_undo
from claims.services.tags import claim_tag, claim_untag
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

Params = dict[str, Any]
BACK = {"new": "reopen", "accepted": "accept", "rejected": "reject"}


@dataclass(frozen=True, slots=True)
class Action:
    """`do` returns what `undo` needs; both raise ValidationError where they cannot."""

    do: Callable[[Claim, Params, User], Params]
    undo: Callable[[Claim, Params, User], object]


def _move(move: str) -> Callable[[Claim, Params, User], Params]:
    def do(claim: Claim, params: Params, user: User) -> Params:
        claim_move(claim_id=claim.pk, move=move, user=user, why=params.get("why", ""), version=claim.version)
        return {"state": claim.state}

    return do


def _move_back(claim: Claim, before: Params, user: User) -> None:
    claim_move(claim_id=claim.pk, move=BACK[before["state"]], user=user, version=claim.version)


def _tag(claim: Claim, params: Params, user: User) -> Params:
    if not claim_tag(claim_id=claim.pk, name=params["tag"], user=user):
        refuse("tag", _("This claim has this tag already."))
    return {"tag": ClaimTag.objects.filter(claim=claim).latest("pk").tag_id}


def _untag(claim: Claim, before: Params, user: User) -> None:
    claim_untag(claim_id=claim.pk, tag_id=before["tag"], user=user)


def _assign(claim: Claim, params: Params, user: User) -> Params:
    person = User.objects.get(pk=params["person"])
    entry = getattr(claim, "queue", None)
    holder = entry.holder if entry else None
    if holder == person:
        refuse("claim", _("%(person)s has this claim in hand.") % {"person": person})
    queue_take(claim_id=claim.pk, user=person, by=user)
    return {"person": holder and holder.pk, "to": person.pk}


def _give_back(claim: Claim, before: Params, user: User) -> None:
    """Who handed it over may take it back, whoever has it in hand now."""
    holder = User.objects.get(pk=before["to"])
    if before["person"]:
        queue_take(claim_id=claim.pk, user=User.objects.get(pk=before["person"]), by=holder)
    else:
        queue_release(claim_id=claim.pk, user=holder)


def _gather(claim: Claim, params: Params, user: User) -> Params:
    moved = story_gather(story_id=params["story"], claim_ids=[claim.pk], user=user, why=params.get("why", ""))
    return {"events": moved.events}


def _scatter(claim: Claim, before: Params, user: User) -> None:
    story_undo(event_ids=before["events"], user=user)


ACTIONS: dict[str, Action] = {
    BulkAction.ACCEPT: Action(_move("accept"), _move_back),
    BulkAction.REJECT: Action(_move("reject"), _move_back),
    BulkAction.TAG: Action(_tag, _untag),
    BulkAction.ASSIGN: Action(_assign, _give_back),
    BulkAction.STORY: Action(_gather, _scatter),
}
