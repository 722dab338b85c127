"""Queries on evidence: what counts, what was seen, what is to be looked at again."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import COUNTING_STATES, Capture, CheckOutcome, Claim, Evidence, EvidenceCheck, EvidenceWithdrawal

UNREACHABLE_MEANS_GONE = 3  # looks in a row


def counting() -> Q:
    """Return the condition for evidence that counts: neither withdrawn nor replaced, from a source of the directory."""
    return Q(source__state__in=COUNTING_STATES) & standing()


def standing() -> Q:
    """Return the condition for evidence that is neither withdrawn nor replaced.

    Said by EXISTS: of a join that finds nothing PostgreSQL believes that it leaves one row, and plans badly.
    """
    withdrawn = EvidenceWithdrawal.objects.filter(evidence=OuterRef("pk"))
    replaced = Evidence.objects.filter(replaces=OuterRef("pk"))
    return Q(~Exists(withdrawn), ~Exists(replaced))


def evidence_shown() -> QuerySet[Evidence]:
    """Return evidence with all that is shown of it, oldest first; `checked`, `checked_at`: the latest look at it."""
    parts = ("source__actor", "added_by", "withdrawal__by", "replaced_by", "capture")
    last = EvidenceCheck.objects.filter(evidence=OuterRef("pk")).order_by("-id")
    looks = {"checked": Subquery(last.values("outcome")[:1]), "checked_at": Subquery(last.values("at")[:1])}
    return Evidence.objects.select_related(*parts).annotate(**looks).order_by("id")


def evidence_of_story(*, claim: Claim) -> QuerySet[Evidence]:
    """Return the evidence of the claim's whole story, withdrawn and replaced pieces included."""
    return evidence_shown().filter(claim__story=claim.story).select_related("claim__article__outlet")


def evidence_standing(*, story_id: int) -> QuerySet[Evidence]:
    """Return the evidence of a story that stands, oldest first."""
    pieces = Evidence.objects.filter(standing(), claim__story=story_id)
    return pieces.select_related("source", "added_by", "claim").order_by("id")


def evidence_detail(*, evidence_id: int) -> Evidence:
    """Return one piece of evidence with its claim. Raises Evidence.DoesNotExist."""
    return evidence_shown().select_related("claim__article__outlet").get(pk=evidence_id)


def captures_of(*, evidence: Evidence) -> list[Capture]:
    """Return what was seen at the address of evidence, the first time and wherever it had changed, in that order."""
    seen = Q(pk=evidence.capture_id) | Q(checks__evidence=evidence)
    return list(Capture.objects.filter(seen).select_related("text", "by").distinct().order_by("pk"))


def capture_of(*, capture_id: int, user_id: int) -> Capture | None:
    """Return what this person was shown of an address, None for anything else."""
    return Capture.objects.select_related("text").filter(pk=capture_id, by=user_id).first()


def evidence_waiting(*, source_id: int) -> QuerySet[Evidence]:
    """Return the evidence of a source that stands, whatever the state of the source."""
    found = Evidence.objects.filter(standing(), source=source_id)
    return found.select_related("claim__article", "claim__story", "source")


def evidence_to_check(*, before: datetime, limit: int) -> list[int]:
    """Return ids of evidence that counts and was last looked at before that moment, one for each host at most."""
    last = EvidenceCheck.objects.filter(evidence=OuterRef("pk")).order_by("-id").values("at")[:1]
    due = Evidence.objects.filter(counting()).annotate(last=Coalesce(Subquery(last), "added_at"))
    hosts: dict[str, int] = {}
    for pk, url in due.filter(last__lt=before).order_by("last").values_list("pk", "url")[: 20 * limit]:
        hosts.setdefault(url.split("/")[2].lower(), pk)
    return list(hosts.values())[:limit]


def last_seen(*, evidence: Evidence) -> Capture | None:
    """Return the newest capture of an address of evidence: of a later look, or of the first."""
    checks = evidence.checks.filter(capture__isnull=False).select_related("capture").order_by("-id")
    newest = checks.first()
    return newest.capture if newest else evidence.capture


def unreachable_in_a_row(*, evidence: Evidence) -> bool:
    """Return whether the last looks, this one aside, all failed: with one more the address counts as gone."""
    outcomes = evidence.checks.order_by("-id").values_list("outcome", flat=True)
    before = list(outcomes[: UNREACHABLE_MEANS_GONE - 1])
    return len(before) == UNREACHABLE_MEANS_GONE - 1 and set(before) == {CheckOutcome.UNREACHABLE}
