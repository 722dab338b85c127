"""Stories by hand: claims are put into one, taken out, whole stories merged; each move can be undone.

Stories are locked before claims, both in the order of their ids: so two people never wait for each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim, Event, Story
from claims.selectors.verdicts import verdict_live, verdicts_in_force
from claims.services.describing import describe
from claims.services.events import event_log
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict, refuse

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """Where claims are now, the ids of the events that `story_undo` takes back, and of all stories concerned."""

    story: Story
    events: list[int]
    touched: list[int]


@transaction.atomic
def story_gather(
    *,
    story_id: int,
    claim_ids: Iterable[int],
    user: User,
    why: str = "",
    seen: int | Mapping[int, int] | None = None,
) -> Moved:
    """Put claims into a story. `seen` is the story in which they were seen, or {claim: the one in which it was}.

    Raises ValidationError for claims that are not there or are in this story already, Conflict when somebody moved
    one meanwhile, Story.DoesNotExist for the story.
    """
    ids = sorted(set(claim_ids))
    if not ids or len(ids) > AT_ONCE:
        refuse("claims", _("Choose 1 to %(most)d claims.") % {"most": AT_ONCE})
    claims, stories = _lock(ids, story_id)
    for claim in claims:
        expected = seen.get(claim.pk) if isinstance(seen, Mapping) else seen
        if expected is not None and claim.story_id != expected:
            raise _moved_meanwhile(claim, expected)
    claims = [claim for claim in claims if claim.story_id != story_id]
    if not claims:
        refuse("story", _("This claim is in this story already."))
    return _move(claims, stories[story_id], stories, user, why)


@transaction.atomic
def claim_take_out(*, claim_id: int, user: User, why: str = "", seen: int | None = None) -> Moved:
    """Give a claim a story of its own again. Raises ValidationError when it has one, Conflict when it was moved."""
    story_id = Claim.objects.values_list("story", flat=True).get(pk=claim_id)
    if not Claim.objects.filter(story=story_id).exclude(pk=claim_id).exists():
        refuse("story", _("This claim is alone in its story already."))
    return story_gather(story_id=Story.objects.create().pk, claim_ids=[claim_id], user=user, why=why, seen=seen)


@transaction.atomic
def story_merge(
    *, story_id: int, other_id: int, user: User, why: str = "", seen: Collection[int] | None = None
) -> Moved:
    """Put all claims of the other story into this one, those that count no more too.

    `seen` are the ids of its claims that count, as they were seen. Raises ValidationError when the other is this one,
    is empty, or has a verdict; Conflict when claims came into it or left it meanwhile; Story.DoesNotExist for either.
    """
    if story_id == other_id:
        refuse("other", _("Choose another story."))
    stories = _lock_stories({story_id, other_id})
    claims = _lock_claims(story=other_id)
    if not claims:
        refuse("other", _("No claim is left in this story."))
    if seen is not None and set(seen) != {c.pk for c in claims if not (c.retired_at or c.article.withdrawn_at)}:
        events = Event.objects.filter(story=other_id, verb__in=["story.join", "story.leave"]).select_related("by")
        raise Conflict(other_id, other_id, list(events.order_by("-pk")[:5]))
    return _move(_with_stories(claims, stories), stories[story_id], stories, user, why)


@transaction.atomic
def story_undo(*, event_ids: Sequence[int], user: User) -> Moved:
    """Put claims back where the moves of these events took them from; what was moved again since stays.

    Raises ValidationError when nothing is left to take back.
    """
    undone: list[int] = []
    for event in Event.objects.filter(pk__in=event_ids, verb="story.leave").order_by("pk"):
        old, new = event.changes["story"]
        claims, stories = _lock(event.changes["claims"][0], old)
        still = [claim for claim in claims if claim.story_id == new]
        if still:
            moved = _move(still, stories[old], stories, user, "")
            undone += moved.events
    if not undone:
        raise ValidationError({"events": [_("There is nothing left to undo: the claims were moved again.")]})
    return Moved(moved.story, undone, moved.touched)


@transaction.atomic
def story_describe(
    *, story_id: int, user: User, title: str | None = None, summary: str | None = None, version: int | None = None
) -> Story:
    """Give a story its title and summary; what is not given stays. Raises Conflict when they were changed since
    `version`, ValidationError for a new title under a published verdict: that is for leads.
    """
    story = _lock_stories({story_id})[story_id]
    before = story.title
    given = {name: value.strip() for name, value in (("title", title), ("summary", summary)) if value is not None}
    describe(story, given, user=user, version=version)
    if story.title != before and not user.is_lead and verdicts_in_force([story_id]):
        refuse("title", _("A published verdict judges this story under its title: ask a lead to change it."))
    return story


def _move(claims: list[Claim], target: Story, stories: dict[int, Story], user: User, why: str) -> Moved:
    """Move locked claims, log it for each claim and for each story that they leave."""
    left: dict[int, list[int]] = {}
    with pghistory.context(why=why, user=user.pk):
        for claim in claims:
            old, claim.story = claim.story_id, target
            claim.corrected_fields = sorted({*claim.corrected_fields, "story"})
            claim.save(update_fields=["story", "corrected_fields"])
            left.setdefault(old, []).append(claim.pk)
            event_log(verb="story.join", by=user, claim=claim, why=why, changes={"story": [old, target.pk]})
        events = [_leave(stories[old], target, ids, user, why) for old, ids in left.items()]
        _point(target, None)
    return Moved(target, events, [target.pk, *left])


def _leave(old: Story, target: Story, ids: list[int], user: User, why: str) -> int:
    """Log what left a story, point it to where its last claim went, and return the event's id."""
    if not Claim.objects.filter(story=old).exists():
        if verdict_live(story_id=old.pk).exists():
            refuse("story", _("This story has a verdict under way or published: it keeps at least one claim."))
        _point(old, target)
    changes = {"claims": [ids, []], "story": [old.pk, target.pk]}
    return event_log(verb="story.leave", by=user, story=old, why=why, changes=changes).pk


def _point(story: Story, target: Story | None) -> None:
    if story.merged_into_id != (target.pk if target else None):
        story.merged_into = target
        story.save(update_fields=["merged_into"])


def _lock(claim_ids: Sequence[int], story_id: int) -> tuple[list[Claim], dict[int, Story]]:
    """Return the claims and every story that is touched, locked. Raises ValidationError for claims not there."""
    origins = set(Claim.objects.filter(pk__in=claim_ids).values_list("story", flat=True))
    stories = _lock_stories({story_id, *origins})
    claims = _lock_claims(pk__in=claim_ids)
    if len(claims) != len(claim_ids):
        refuse("claims", _("There is no such claim."))
    return _with_stories(claims, stories), stories


def _lock_claims(**which: Any) -> list[Claim]:
    claims = Claim.objects.select_for_update(of=("self",)).select_related("article")
    return list(claims.filter(**which).order_by("pk"))


def _with_stories(claims: list[Claim], stories: dict[int, Story]) -> list[Claim]:
    for claim in claims:
        if claim.story_id not in stories:
            raise _moved_meanwhile(claim, 0)
    return claims


def _moved_meanwhile(claim: Claim, seen: int) -> Conflict:
    events = Event.objects.filter(claim=claim, verb="story.join").select_related("by").order_by("-pk")[:1]
    return Conflict(seen, claim.story_id, list(events))


def _lock_stories(ids: set[int]) -> dict[int, Story]:
    locked = Story.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").in_bulk()
    if len(locked) != len(ids):
        raise Story.DoesNotExist
    return locked
