"""The event log is written here and nowhere else."""

from typing import Any

from articles.models import Article
from claims.models import Actor, Case, Claim, Event, Evidence, Story
from claims.services.queue_order import queue_refresh
from claimtrack.accounts.models import User


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

    Whatever happened may change what deserves checking first: the queue follows.
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
    if event.story_id and not verb.startswith("queue."):
        queue_refresh(story_id=event.story_id)
    elif event.article_id and claim is None:
        queue_refresh(article_id=event.article_id)
    return event
