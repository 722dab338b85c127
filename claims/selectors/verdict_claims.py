"""What became of the claims of a story since a verdict on it was signed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q, Subquery

from claims.models import Claim, ClaimState, Event

MOVES = ("story.join", "story.leave")
DECISIONS = ("claim.accept", "claim.reject", "claim.reopen")
CORRECTIONS = ("claim.correct", "claim.uncorrect")
WORDS = ("allegation", "denied", "hedged")  # what makes another claim of it


def claims_changed(verdicts: Sequence[int], since: Subquery) -> list[tuple[int, str, int]]:
    """Return (verdict, code, claim) for what changed since the moment that `since` gives for each verdict.

    Codes: "joined", "left", "rejected", "reworded", "lost" (retired, or its article withdrawn). What was done and
    undone again counts for nothing.
    """
    events = Event.objects.filter(verb__in=(*MOVES, *DECISIONS, *CORRECTIONS), story__verdicts__in=verdicts)
    rows = events.annotate(verdict=F("story__verdicts")).annotate(since=since).filter(at__gt=F("since")).order_by("pk")
    steps: dict[tuple[int, int], list[tuple[str, Any]]] = {}
    for verdict, verb, claim, changes in rows.values_list("verdict", "verb", "claim", "changes"):
        for pk in changes["claims"][0] if verb == "story.leave" else [claim]:
            steps.setdefault((verdict, pk), []).append((verb, changes))
    found = [(*key, code) for key, done in steps.items() for code in _codes(done)]
    return [(verdict, code, claim) for verdict, claim, code in found] + _lost(verdicts, since)


def _codes(done: list[tuple[str, Any]]) -> Iterable[str]:
    """Return what all that was done to one claim, in its order, comes to."""
    moves = [verb for verb, _changes in done if verb in MOVES]
    if moves and moves[0] == moves[-1]:
        yield "joined" if moves[0] == "story.join" else "left"
    states = [changes["state"] for verb, changes in done if verb in DECISIONS]
    if states and states[-1][1] == ClaimState.REJECTED != states[0][0]:
        yield "rejected"
    for field in WORDS:
        words = [changes[field] for verb, changes in done if verb in CORRECTIONS and field in changes]
        if words and words[0][0] != words[-1][1]:
            yield "reworded"
            break


def _lost(verdicts: Sequence[int], since: Subquery) -> list[tuple[int, str, int]]:
    claims = Claim.objects.filter(Q(retired_at__isnull=False) | Q(article__withdrawn_at__isnull=False))
    lost = claims.filter(story__verdicts__in=verdicts).annotate(verdict=F("story__verdicts")).annotate(since=since)
    lost = lost.filter(Q(retired_at__gt=F("since")) | Q(article__withdrawn_at__gt=F("since")))
    rows: Iterable[tuple[int, int]] = lost.order_by("pk").values_list("verdict", "pk")
    return [(verdict, "lost", pk) for verdict, pk in rows]
