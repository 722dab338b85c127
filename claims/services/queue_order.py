"""The order of the queue, worked out in the database."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from claims.models import COUNTING_STATES, QueueEntry
from claimtrack.accounts.models import User

LEASE = timedelta(hours=4)
DOUBTFUL = 0.7  # an extraction that is less sure

# Counted in days from a fixed one, so the order of two claims does not change as time passes, and the index keeps it:
# the day the article arrived (its publication if later, by a week at most), less a tenth for each day that it was old
# by then (at most 2). A second outlet of the story is worth a week, six a month; no evidence a week; a doubtful
# extraction costs up to three weeks. The further claims that wait in a story cost 3 days each, no more than
# its outlets gave; those further down in an article one day each, at most 10: other articles come between.
# Claims whose story has a verdict have an entry too: they are to be looked at again when what it rests on changes.
REFRESH = """
INSERT INTO claims_queueentry (claim_id, waiting, priority, outlets, evidence, opinion_note)
SELECT claim.id, claim.state = 'new',
       arrived.number - least(0.1 * greatest(0, arrived.number - arrived.published), 2)
         + weight.outlets - least(3 * story.ahead, weight.outlets) - least(above.claims, 10)
         + CASE WHEN proof.pieces = 0 THEN 7 ELSE 0 END
         + (claim.confidence - %(doubtful)s) * CASE WHEN claim.confidence < %(doubtful)s THEN 30 ELSE 5 END,
       story.outlets, proof.pieces, ''
FROM claims_claim claim
JOIN articles_article article ON article.id = claim.article_id
CROSS JOIN LATERAL (
    SELECT count(DISTINCT a.outlet_id) AS outlets, count(*) FILTER (WHERE c.state = 'new' AND c.id < claim.id) AS ahead
    FROM claims_claim c JOIN articles_article a ON a.id = c.article_id
    WHERE c.story_id = claim.story_id AND c.retired_at IS NULL AND a.withdrawn_at IS NULL) story
CROSS JOIN LATERAL (
    SELECT count(*) AS pieces
    FROM claims_evidence e JOIN claims_claim c ON c.id = e.claim_id JOIN claims_source s ON s.id = e.source_id
    WHERE c.story_id = claim.story_id AND s.state = ANY(%(counting)s)
      AND NOT EXISTS (SELECT FROM claims_evidencewithdrawal w WHERE w.evidence_id = e.id)
      AND NOT EXISTS (SELECT FROM claims_evidence r WHERE r.replaces_id = e.id)) proof
CROSS JOIN LATERAL (
    SELECT count(*) AS claims FROM claims_claim c
    WHERE c.article_id = claim.article_id AND c.retired_at IS NULL AND c.start < claim.start) above
CROSS JOIN LATERAL (
    SELECT least(greatest(received, published_on), received + 7) - DATE '2000-01-01' AS number,
           coalesce(published_on, received) - DATE '2000-01-01' AS published
    FROM (SELECT (article.received_at AT TIME ZONE %(zone)s)::date AS received, article.published_on) days) arrived
CROSS JOIN LATERAL (SELECT (ARRAY[0, 7, 14, 20, 25, 30])[least(story.outlets, 6)] AS outlets) weight
WHERE (claim.state = 'new' OR claim.story_id IN (SELECT story_id FROM claims_verdict))
  AND claim.retired_at IS NULL AND article.withdrawn_at IS NULL {which}
ORDER BY claim.id
ON CONFLICT (claim_id) DO UPDATE SET waiting = claims_queueentry.waiting OR excluded.waiting,
    priority = excluded.priority, outlets = excluded.outlets, evidence = excluded.evidence
WHERE (claims_queueentry.waiting, claims_queueentry.priority, claims_queueentry.outlets, claims_queueentry.evidence)
   IS DISTINCT FROM
      (claims_queueentry.waiting OR excluded.waiting, excluded.priority, excluded.outlets, excluded.evidence)
"""
SETTLE = """
UPDATE claims_queueentry entry SET waiting = false, taken_by_id = NULL, taken_until = NULL
FROM claims_claim claim JOIN articles_article article ON article.id = claim.article_id
WHERE entry.claim_id = claim.id AND entry.waiting
  AND (claim.state <> 'new' OR claim.retired_at IS NOT NULL OR article.withdrawn_at IS NOT NULL) {which}
"""

# Nobody waits for somebody whose account is closed.
CLOSED = """
UPDATE claims_queueentry SET taken_by_id = NULL, taken_until = NULL
WHERE taken_by_id IN (SELECT id FROM accounts_user WHERE NOT is_active)
"""


def queue_refresh(*, story_id: int | None = None, article_id: int | None = None) -> None:
    """Bring the queue up to date with a story, with the stories of an article, or (neither given) with everything."""
    which = ""
    if story_id is not None:
        which = "AND claim.story_id = %(story)s"
    elif article_id is not None:
        which = "AND claim.story_id IN (SELECT story_id FROM claims_claim WHERE article_id = %(article)s)"
    values: dict[str, Any] = {"story": story_id, "article": article_id, "zone": settings.NEWSROOM_TIME_ZONE}
    values |= {"doubtful": DOUBTFUL, "counting": [state.value for state in COUNTING_STATES]}
    with connection.cursor() as cursor:
        cursor.execute(REFRESH.format(which=which), values)
        cursor.execute(SETTLE.format(which=which), values)
        if not which:
            cursor.execute(CLOSED)


def queue_renew(*, claim_id: int, user: User) -> None:
    """Who does something to a claim that they have in hand keeps it for as long again."""
    now = timezone.now()
    mine = QueueEntry.objects.filter(pk=claim_id, taken_by=user, taken_until__gt=now, taken_until__lt=now + LEASE)
    mine.update(taken_until=now + LEASE)
