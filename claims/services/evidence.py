"""Linking evidence to claims, and taking it back."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Capture, Evidence, EvidenceWithdrawal, Source, SourceState
from claims.services.events import event_log
from claims.services.review import claim_lock
from claims.services.sources import source_propose
from claimtrack.accounts.models import User
from claimtrack.refusals import check_address, check_not_ahead


@transaction.atomic
def evidence_link(
    *,
    claim_id: int,
    user: User,
    url: str,
    stance: str,
    source: Source | None = None,
    propose: str = "",
    title: str = "",
    published_on: date | None = None,
    capture: Capture | None = None,
    aspects: Iterable[str] = (),
    quote: str = "",
    note: str = "",
    accessed_at: datetime | None = None,
    replaces: Evidence | None = None,
) -> Evidence:
    """Return new evidence of a claim; `accessed_at` is when it was seen (that of the capture, or now, by default).

    Without a `source` the one named in `propose` is proposed to the admins: until they accept it the evidence waits.
    The very same piece sent again by the same person is the one that is there: a repeated call does no harm.

    Raises ValidationError for a retired or refused source, an address that is none, or a date ahead.
    """
    claim = claim_lock(claim_id)
    _check(url.strip(), accessed_at, published_on)
    source = source or source_propose(name=propose, url=url.strip(), user=user)
    _check_source(source)
    piece = {"claim": claim, "source": source, "url": url.strip(), "stance": stance, "aspects": list(aspects)}
    piece |= {"quote": quote.strip(), "note": note.strip(), "added_by": user, "replaces": replaces}
    about = {"title": " ".join(title.split()), "published_on": published_on}
    evidence = Evidence(**piece, **about, **_seen(capture, url.strip(), quote.strip(), accessed_at))
    evidence.full_clean()
    known = Evidence.objects.filter(**piece, withdrawal=None, replaced_by=None).first()
    if known:
        return known
    evidence.save()
    changes = {"stance": [None, stance], "source": [None, source.name]}
    event_log(verb="evidence.link", by=user, claim=claim, evidence=evidence, why=note, changes=changes)
    return evidence


@transaction.atomic
def evidence_withdraw(*, evidence: Evidence, user: User, reason: str) -> EvidenceWithdrawal:
    """Take evidence back: it stays on record and counts no more. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Say why the evidence is withdrawn.")]})
    claim = claim_lock(evidence.claim_id)
    if EvidenceWithdrawal.objects.filter(evidence=evidence).exists():
        raise ValidationError({"evidence": [_("This evidence is withdrawn already.")]})
    withdrawal = EvidenceWithdrawal.objects.create(evidence=evidence, by=user, reason=reason.strip())
    event_log(verb="evidence.withdraw", by=user, claim=claim, evidence=evidence, why=reason.strip())
    return withdrawal


def _seen(capture: Capture | None, url: str, quote: str, accessed_at: datetime | None) -> dict[str, Any]:
    """Return what was seen and when; where the address was typed over since, nobody looked at this one."""
    if capture is None or capture.url != url:
        return {"accessed_at": accessed_at or timezone.now(), "seen_sha256": _sha256(quote)}
    return {"capture": capture, "accessed_at": accessed_at or capture.at, "seen_sha256": capture.sha256}


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def _check_source(source: Source) -> None:
    if source.state == SourceState.RETIRED:
        raise ValidationError({"source": [_("This source was retired from the directory.")]})
    if source.state == SourceState.REFUSED:
        raise ValidationError({"source": [_("An admin refused this source.")]})


def _check(url: str, accessed_at: datetime | None, published_on: date | None) -> None:
    if accessed_at:
        check_not_ahead("accessed_at", accessed_at)
    if published_on:
        check_not_ahead("published_on", datetime.combine(published_on, time()))
    check_address("url", url)
