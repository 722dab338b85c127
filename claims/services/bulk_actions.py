"""What can be done to many claims, one at a time: each action does it and says what leads back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from claims.matching.names import fold_name
from claims.models import BulkAction, Claim, ClaimTag, NoticeKind
from claims.services.notices import notify
from claims.services.queue import queue_put_back, queue_take
from claims.services.review import claim_move
from claims.services.stories import story_gather, story_undo
from claims.services.tags import claim_tag, claim_untag
from claims.services.undoing import decision_undo
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """`do` returns what `undo` needs; both raise ValidationError where they cannot.

    `params` say how, with `seen`: the story in which the claim was seen. `tell` is called once, when all is done, with
    how many claims it was done to.
    """

    do: Callable[[Claim, Params, User], Params]
    undo: Callable[[Claim, Params, User], object]
    tell: Callable[[Params, User, int], object] | None = None


def _move(move: str) -> Callable[[Claim, Params, User], Params]:
    def do(claim: Claim, params: Params, user: User) -> Params:
        claim_move(claim_id=claim.pk, move=move, user=user, why=params.get("why", ""), version=claim.version)
        return {}

    return do


def _move_back(claim: Claim, before: Params, user: User) -> None:
    decision_undo(claim_id=claim.pk, version=claim.version, user=user)


def _tag(claim: Claim, params: Params, user: User) -> Params:
    if not claim_tag(claim_id=claim.pk, name=params["tag"], user=user):
        refuse("tag", _("This claim has this tag already."))
    return {"tag": ClaimTag.objects.filter(claim=claim).latest("pk").tag_id}


def _untag(claim: Claim, before: Params, user: User) -> None:
    claim_untag(claim_id=claim.pk, tag_id=before["tag"], user=user)


def _take_off(claim: Claim, params: Params, user: User) -> Params:
    held = ClaimTag.objects.filter(claim=claim, tag__folded=fold_name(params["tag"])).select_related("tag").first()
    if held is None:
        refuse("tag", _("This claim does not have this tag."))
    claim_untag(claim_id=claim.pk, tag_id=held.tag_id, user=user)
    return {"name": held.tag.name}


def _put_on_again(claim: Claim, before: Params, user: User) -> None:
    claim_tag(claim_id=claim.pk, name=before["name"], user=user)


def _assign(claim: Claim, params: Params, user: User) -> Params:
    person = User.objects.get(pk=params["person"])
    entry = getattr(claim, "queue", None)
    holder = entry.holder if entry else None
    if holder == person:
        refuse("claim", _("%(person)s has this claim in hand.") % {"person": person})
    until = str(entry.taken_until) if entry and holder else ""
    queue_take(claim_id=claim.pk, user=person, by=user, tell=False)
    return {"person": holder and holder.pk, "until": until}


def _give_back(claim: Claim, before: Params, user: User) -> None:
    """Who handed it over may take it back, whoever has it in hand now."""
    holder = User.objects.get(pk=before["person"]) if before["person"] else None
    queue_put_back(claim_id=claim.pk, holder=holder, until=parse_datetime(before.get("until", "")), by=user)


def _assigned(params: Params, user: User, number: int) -> None:
    """Tell who got the claims, once for all of them."""
    to = User.objects.filter(pk=params["person"])
    notify(to=to, kind=NoticeKind.ASSIGNED, address=reverse("queue") + "?view=mine", about="", by=user, number=number)


def _gather(claim: Claim, params: Params, user: User) -> Params:
    how = {"user": user, "why": params.get("why", ""), "seen": params.get("seen")}
    moved = story_gather(story_id=params["story"], claim_ids=[claim.pk], **how)
    return {"events": moved.events}


def _scatter(claim: Claim, before: Params, user: User) -> None:
    story_undo(event_ids=before["events"], user=user)


ACTIONS: dict[str, Action] = {
    BulkAction.ACCEPT: Action(_move("accept"), _move_back),
    BulkAction.REJECT: Action(_move("reject"), _move_back),
    BulkAction.TAG: Action(_tag, _untag),
    BulkAction.UNTAG: Action(_take_off, _put_on_again),
    BulkAction.ASSIGN: Action(_assign, _give_back, _assigned),
    BulkAction.STORY: Action(_gather, _scatter),
}
