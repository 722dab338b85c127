"""What can be counted of a period: claims by day, who spoke, how long verdicts took, how right the machine was."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from claims.models import Claim, ClaimState, Figures

SHOWN = 10
LEAST_DECIDED = 3  # decisions from which on a rate says something
LONGEST_BY_DAY = 92  # days; longer periods are shown by week
TIME_TO_VERDICT = """
WITH taken AS (
  SELECT step.at - (SELECT min(created_at) FROM claims_claim WHERE story_id = verdict.story_id) AS span
  FROM claims_verdictstep step JOIN claims_verdict verdict ON verdict.id = step.verdict_id
  WHERE step.step = 'published' AND step.at >= %s AND verdict.supersedes_id IS NULL)
SELECT count(*), extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY span)),
  count(*) FILTER (WHERE span <= interval '1 day'), count(*) FILTER (WHERE span <= interval '3 days'),
  count(*) FILTER (WHERE span <= interval '7 days'), count(*) FILTER (WHERE span <= interval '30 days')
FROM taken
"""
# Into which story people put a claim says nothing of how it was read (Claim.corrected).
AS_FOUND = Q(corrected_fields__contained_by=["story"])
BY_RULE = """
SELECT rule, count(*) FILTER (WHERE state = 'accepted' AND corrected_fields <@ '{story}'),
  count(*) FILTER (WHERE state = 'accepted' AND NOT corrected_fields <@ '{story}'),
  count(*) FILTER (WHERE state = 'rejected')
FROM claims_claim CROSS JOIN LATERAL (SELECT DISTINCT unnest(trace) AS rule) rules
WHERE by_machine AND state <> 'new' AND state_at >= %s
GROUP BY rule ORDER BY count(*) DESC, rule LIMIT 40
"""


def figures_stored(*, days: int) -> Figures | None:
    """Return what was counted last of a period."""
    return Figures.objects.filter(days=days).first()


def figures_counted(*, days: int) -> dict[str, Any]:
    """Return everything the dashboard shows of the last `days` days, as plain values. Costs a pass over the claims."""
    today = timezone.localdate(timezone=_zone())
    first = today - timedelta(days=days - 1)
    since = timezone.make_aware(datetime.combine(first, datetime.min.time()), _zone())
    claims = Claim.objects.filter(retired_at=None, article__withdrawn_at=None, created_at__gte=since).order_by()
    return {
        "flow": _flow(claims, first, today),
        "speakers": _most(claims.exclude(speaker=None), "speaker", "speaker__name"),
        "outlets": _most(claims, "article__outlet", "article__outlet__name"),
        "verdicts": _time_to_verdict(since),
        "by_outlet": _by_outlet(since),
        "by_rule": _by_rule(since),
        "added": claims.filter(by_machine=False).exclude(state=ClaimState.REJECTED).count(),
    }


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.NEWSROOM_TIME_ZONE)


def _flow(claims: QuerySet[Claim], first: date, last: date) -> list[dict[str, Any]]:
    """Return [{"from", "to", state: number}] for each day, each week in long periods, those without claims too."""
    step = 1 if (last - first).days < LONGEST_BY_DAY else 7
    starts = [first + timedelta(days=i) for i in range(0, (last - first).days + 1, step)]
    bins = [
        {"from": start.isoformat(), "to": min(last, start + timedelta(days=step - 1)).isoformat()}
        | dict.fromkeys(ClaimState.values, 0)
        for start in starts
    ]
    rows = claims.values(day=TruncDate("created_at", tzinfo=_zone()), of=F("state")).annotate(n=Count("pk"))
    for row in rows:
        if first <= row["day"] <= last:
            bins[(row["day"] - first).days // step][row["of"]] += row["n"]
    return bins


def _most(claims: QuerySet[Claim], key: str, name: str) -> list[list[Any]]:
    """Return [id, name, number of claims] of those with the most."""
    rows = claims.values_list(key, name).annotate(n=Count("pk")).order_by("-n", name)
    return [list(row) for row in rows[:SHOWN]]


def _time_to_verdict(since: datetime) -> dict[str, Any]:
    """Return how many verdicts were published, the median seconds since their story's first claim, and how many
    within 1, 3, 7 and 30 days."""
    with connection.cursor() as cursor:
        cursor.execute(TIME_TO_VERDICT, [since])
        total, median, *within = cursor.fetchone()
    return {"total": total, "median": float(median) if median is not None else None, "within": within}


def _by_outlet(since: datetime) -> list[list[Any]]:
    """Return [name, accepted as found, accepted once fixed, rejected] of the outlets with the most decisions."""
    decided = Claim.objects.filter(by_machine=True, state_at__gte=since).exclude(state=ClaimState.NEW).order_by()
    accepted = Q(state=ClaimState.ACCEPTED)
    rows = decided.values_list("article__outlet__name").annotate(
        right=Count("pk", filter=accepted & AS_FOUND),
        fixed=Count("pk", filter=accepted & ~AS_FOUND),
        wrong=Count("pk", filter=Q(state=ClaimState.REJECTED)),
        n=Count("pk"),
    )
    return [list(row[:4]) for row in rows.order_by("-n", "article__outlet__name")[:40]]


def _by_rule(since: datetime) -> list[list[Any]]:
    """Return the same of the rules that found the claims."""
    with connection.cursor() as cursor:
        cursor.execute(BY_RULE, [since])
        return [list(row) for row in cursor.fetchall()]
