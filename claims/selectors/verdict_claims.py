"""What a verdict judges, and what became of it since it was signed: what was kept then beside what there is now."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from claims.models import TAKES_BASIS, Claim, ClaimState, Story
from claims.selectors.stories import claim_counted

TITLE = "title"
CHANGED = """
    WITH signed AS (
        SELECT DISTINCT ON (step.verdict_id) step.verdict_id AS verdict, verdict.story_id AS story, step.subject
        FROM claims_verdictstep step JOIN claims_verdict verdict ON verdict.id = step.verdict_id
        WHERE step.verdict_id = ANY(%(verdicts)s::bigint[]) AND step.step = ANY(%(signing)s)
        ORDER BY step.verdict_id, step.id DESC
    ), was AS (
        SELECT signed.verdict, signed.story, kept.*
        FROM signed, jsonb_to_recordset(signed.subject -> 'claims')
            AS kept(id bigint, allegation text, denied boolean, hedged boolean)
    )
    SELECT was.verdict, CASE
        WHEN claim.lost THEN 'lost' WHEN claim.story_id <> was.story THEN 'left'
        WHEN claim.state = %(rejected)s THEN 'rejected' ELSE 'reworded' END, was.id
    FROM was JOIN LATERAL ({claim} WHERE claim.id = was.id OFFSET 0) claim ON true
    WHERE claim.lost OR claim.story_id <> was.story OR claim.state = %(rejected)s
        OR (claim.allegation, claim.denied, claim.hedged) <> (was.allegation, was.denied, was.hedged)
    UNION ALL
    SELECT signed.verdict, 'joined', claim.id
    FROM signed JOIN LATERAL ({claim} WHERE claim.story_id = signed.story OFFSET 0) claim ON true
    WHERE signed.subject IS NOT NULL AND NOT claim.lost AND claim.state <> %(rejected)s
        AND NOT EXISTS (SELECT FROM was WHERE was.verdict = signed.verdict AND was.id = claim.id)
    ORDER BY 1, 3
"""
# Each is looked up by itself, that is what OFFSET 0 asks for: a few thousand of them; a join would read all claims.
ONE_CLAIM = """
    SELECT claim.id, claim.story_id, claim.state, claim.allegation, claim.denied, claim.hedged,
        claim.retired_at IS NOT NULL OR article.withdrawn_at IS NOT NULL AS lost
    FROM claims_claim claim JOIN articles_article article ON article.id = claim.article_id"""


def claims_judged(*, story_id: int) -> QuerySet[Claim]:
    """Return the claims that a verdict on the story would judge now, with speaker and outlet."""
    claims = claim_counted().filter(story=story_id).select_related("article__outlet", "speaker")
    return claims.defer("search").order_by("article__published_on", "pk")


def subject_of(*, story: Story) -> dict[str, Any]:
    """Return what a verdict on the story would judge now, as its steps keep it."""
    return subject_made(story.title, list(claims_judged(story_id=story.pk)))


def subject_made(title: str, claims: Sequence[Claim]) -> dict[str, Any]:
    """Return what steps keep of a story's title and of the claims that are judged."""
    kept = ("id", "allegation", "denied", "hedged")
    rows = [{name: getattr(claim, name) for name in kept} for claim in sorted(claims, key=lambda claim: claim.pk)]
    return {"title": title, "claims": rows}


def subject_marks(subject: Mapping[str, Any]) -> dict[str, str]:
    """Return {"title", or the id of a claim: a digest of its words}: what differs in these is judged otherwise."""
    words = {str(claim["id"]): [claim["allegation"], claim["denied"], claim["hedged"]] for claim in subject["claims"]}
    words[TITLE] = [subject["title"]]
    return {key: sha256(json.dumps(of).encode()).hexdigest()[:16] for key, of in words.items()}


def subject_changes(*, story_id: int, subject: Mapping[str, Any], seen: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return (code, claim) for what is judged now and is not what was seen by its marks; the title as claim 0."""
    now = subject_marks(subject)
    changed = [key for key in sorted({*now, *seen}) if now.get(key) != seen.get(key)]
    gone = Claim.objects.select_related("article").defer("search").in_bulk([int(key) for key in seen.keys() - now])
    found = []
    for key in changed:
        if key == TITLE:
            found.append(("retitled", 0))
        elif key in now:
            found.append(("reworded" if key in seen else "joined", int(key)))
        else:
            found.append((_gone(gone.get(int(key)), story_id), int(key)))
    return found


def claims_changed(verdicts: Sequence[int]) -> list[tuple[int, str, int]]:
    """Return (verdict, code, claim) for what is no more what it was when somebody last signed.

    Codes: "joined", "left", "rejected", "reworded", "lost" (retired, or its article withdrawn). However it came about,
    and whoever did it: what was done and undone again counts for nothing.
    """
    known: Any = {"verdicts": list(verdicts), "signing": [step.value for step in TAKES_BASIS]}
    with connection.cursor() as cursor:
        cursor.execute(CHANGED.format(claim=ONE_CLAIM), known | {"rejected": ClaimState.REJECTED.value})
        rows: list[tuple[int, str, int]] = cursor.fetchall()
    return rows


def _gone(claim: Claim | None, story_id: int) -> str:
    """Return why a claim is judged no more."""
    if claim is None or claim.retired_at or claim.article.withdrawn_at:
        return "lost"
    return "left" if claim.story_id != story_id else "rejected"
