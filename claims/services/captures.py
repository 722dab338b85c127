"""Keeping what an address showed, and saying later what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Capture, CapturedText, CheckOutcome, Evidence, EvidenceCheck
from claims.selectors.evidence import last_seen, unreachable_in_a_row
from claims.services.events import event_log
from claims.services.review import claim_lock
from claimtrack.accounts.models import User

GONE = frozenset({404, 410, 451})
SHOWN = (CheckOutcome.FIRST, CheckOutcome.SAME, CheckOutcome.CHANGED)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at an address showed. `sha256` is that of the text, of the bytes where there is none to read."""

    url: str
    final_url: str
    status: int
    media_type: str
    sha256: str
    title: str = ""
    site: str = ""
    published_on: date | None = None
    text: str = ""


@transaction.atomic
def capture_record(*, look: Look, user: User | None = None, keep_text: bool = True) -> Capture:
    """Return a new capture of what was seen; its text is stored once however often it was seen."""
    text = None
    if keep_text and look.text:
        text, _made = CapturedText.objects.get_or_create(sha256=look.sha256, defaults={"text": look.text})
    return Capture.objects.create(
        url=look.url,
        final_url=look.final_url[:2000],
        status=look.status,
        media_type=look.media_type[:100],
        title=look.title[:500],
        site=look.site[:200],
        published_on=look.published_on,
        sha256=look.sha256,
        text=text,
        by=user,
    )


@transaction.atomic
def evidence_recheck(
    *, evidence_id: int, look: Look | None, detail: str = "", user: User | None = None, keep_text: bool = True
) -> EvidenceCheck:
    """Record a later look at the address of evidence; None is one that failed (`detail` says how).

    What changed since it was last seen, or is gone, is an event ("evidence.changed", "evidence.gone") once, of its
    claim and its story: a verdict may rest on it. One failed look means nothing yet, several in a row mean gone.
    """
    evidence = Evidence.objects.select_related("source").get(pk=evidence_id)
    claim = claim_lock(evidence.claim_id)
    before = last_seen(evidence=evidence)
    outcome = _outcome(evidence, look, before)
    capture = None
    if look and outcome in SHOWN:
        fresh = before is None or before.sha256 != look.sha256
        capture = capture_record(look=look, user=user, keep_text=keep_text) if fresh else before
    lost_before = evidence.checks.exclude(outcome=CheckOutcome.UNREACHABLE).order_by("-id").first()
    known = outcome == CheckOutcome.GONE and lost_before is not None and lost_before.outcome == CheckOutcome.GONE
    detail = detail or (str(look.status) if look else "")
    check = EvidenceCheck.objects.create(evidence=evidence, outcome=outcome, capture=capture, detail=detail[:40])
    if outcome in (CheckOutcome.CHANGED, CheckOutcome.GONE) and not known:
        changes = {"source": [None, evidence.source.name]}
        event_log(verb=f"evidence.{outcome}", by=user, claim=claim, evidence=evidence, changes=changes)
    return check


@transaction.atomic
def captures_forget(*, before: datetime) -> int:
    """Delete what was looked at before that moment and never linked, and texts that nothing needs; return how many."""
    idle = Capture.objects.filter(at__lt=before, evidence=None, checks=None)
    forgotten, _rows = idle.delete()
    CapturedText.objects.filter(captures=None).delete()
    return forgotten


def _outcome(evidence: Evidence, look: Look | None, before: Capture | None) -> str:
    if look and look.status in GONE:
        return CheckOutcome.GONE
    if look and look.status < 300:
        if before is None:
            return CheckOutcome.FIRST
        return CheckOutcome.SAME if before.sha256 == look.sha256 else CheckOutcome.CHANGED
    return CheckOutcome.GONE if unreachable_in_a_row(evidence=evidence) else CheckOutcome.UNREACHABLE
