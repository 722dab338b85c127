"""The event log is written here and nowhere else."""

from typing import Any

from articles.models import Article
from claims.models import Actor, Case, Claim, Event, Evidence, Story
from claims.services.queue_order import queue_refresh, queue_renew
from claimtrack.accounts.models import User

FOLLOWED = ("queue.", "claim.reread", "claim.retire")
"""What the queue need not follow, or follows with the event of the whole article."""


def event_log(
    *,
    verb: str,
    by: User | None = None,
    article: Article | None = None,
    claim: Claim | None = None,
    story: Story | None = None,
    case: Case | None = None,
    evidence: Evidence | None = None,
    actor: Actor | None = None,
    why: str = "",
    changes: dict[str, Any] | None = None,
    undo: dict[str, Any] | None = None,
) -> Event:
    """Append one event; a claim's event is also its article's and its story's. Call inside the same transaction.

    Whatever happened may change what deserves checking first: the queue follows; what extraction did, all at once.
    """
    event = Event.objects.create(
        verb=verb,
        by=by,
        article=article or (claim.article if claim else None),
        claim=claim,
        claim_version=claim.version if claim else None,
        story=story or (claim.story if claim else None),
        case=case,
        evidence=evidence,
        actor=actor,
        why=why,
        changes=changes or {},
        undo=undo or {},
    )
    if not verb.startswith(FOLLOWED):
        _follow(event)
    return event


def _follow(event: Event) -> None:
    """Let the queue follow what happened."""
    if event.by and event.claim_id:
        queue_renew(claim_id=event.claim_id, user=event.by)
    if event.story_id:
        queue_refresh(story_id=event.story_id)
    elif event.article_id and event.claim_id is None:
        queue_refresh(article_id=event.article_id)
