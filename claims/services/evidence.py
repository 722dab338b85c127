"""Linking evidence to claims, and taking it back."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Evidence, EvidenceWithdrawal, Source, SourceState
from claims.services.events import event_log
from claims.services.review import claim_lock
from claimtrack.accounts.models import User
from claimtrack.refusals import check_address, check_not_ahead


@transaction.atomic
def evidence_link(
    *,
    claim_id: int,
    source: Source,
    user: User,
    url: str,
    stance: str,
    aspects: Iterable[str] = (),
    quote: str = "",
    note: str = "",
    accessed_at: datetime | None = None,
    replaces: Evidence | None = None,
) -> Evidence:
    """Return new evidence of a claim; `accessed_at` is when it was seen (now by default).

    The very same piece sent again by the same person is the one that is there: a repeated call does no harm.

    Raises ValidationError for a retired source, an address that is none, or a date ahead.
    """
    claim = claim_lock(claim_id)
    _check(source, url.strip(), accessed_at)
    piece = {"claim": claim, "source": source, "url": url.strip(), "stance": stance, "aspects": list(aspects)}
    piece |= {"quote": quote.strip(), "note": note.strip(), "added_by": user, "replaces": replaces}
    evidence = Evidence(**piece, accessed_at=accessed_at or timezone.now(), seen_sha256=_sha256(quote.strip()))
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


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def _check(source: Source, url: str, accessed_at: datetime | None) -> None:
    if source.state == SourceState.RETIRED:
        raise ValidationError({"source": [_("This source was retired from the directory.")]})
    if accessed_at:
        check_not_ahead("accessed_at", accessed_at)
    check_address("url", url)
