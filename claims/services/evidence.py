"""Linking evidence to claims, and taking it back."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.models import Capture, Claim, Evidence, EvidenceWithdrawal, NoticeKind, Source, SourceState
from claims.services.events import event_log
from claims.services.notices import notify
from claims.services.review import claim_in_use, claim_lock
from claims.services.sources import source_propose
from claimtrack.accounts.models import User
from claimtrack.refusals import check_address, check_not_ahead, refuse

ABOUT = 200
COPIED = (
    "source",
    "url",
    "title",
    "published_on",
    "capture",
    "stance",
    "aspects",
    "quote",
    "note",
    "accessed_at",
    "seen_sha256",
)


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
    _check_new(claim, source, replaces)
    piece = {"claim": claim, "source": source, "url": url.strip(), "stance": stance, "aspects": list(aspects)}
    piece |= {"quote": quote.strip(), "note": note.strip(), "added_by": user, "replaces": replaces}
    about = {"title": " ".join(title.split()), "published_on": published_on}
    evidence = Evidence(**piece, **about, **_seen(capture, url.strip(), accessed_at))
    evidence.full_clean()
    known = Evidence.objects.filter(**piece, withdrawal=None, replaced_by=None).first()
    if known:
        return known
    evidence.save()
    verb = "evidence.correct" if replaces else "evidence.link"
    event_log(verb=verb, by=user, claim=claim, evidence=evidence, why=note, changes=_changes(evidence, replaces))
    return evidence


@transaction.atomic
def evidence_correct(
    *,
    evidence: Evidence,
    user: User,
    url: str,
    capture: Capture | None = None,
    accessed_at: datetime | None = None,
    **fields: Any,
) -> Evidence:
    """Return the piece that replaces evidence, put right; `fields` are those of evidence_link.

    What was seen at the address, and when, goes along while the address stays. Raises ValidationError when the
    evidence was withdrawn or replaced meanwhile, and for what evidence_link refuses.
    """
    claim_lock(evidence.claim_id)
    evidence = Evidence.objects.select_related("source", "capture").get(pk=evidence.pk)
    if not evidence.stands:
        refuse("evidence", _("This evidence was withdrawn or replaced meanwhile."))
    if url.strip() == evidence.url and capture is None:
        capture, accessed_at = evidence.capture, accessed_at or evidence.accessed_at
    seen: dict[str, Any] = {"url": url, "capture": capture, "accessed_at": accessed_at}
    newer = evidence_link(claim_id=evidence.claim_id, user=user, replaces=evidence, **seen, **fields)
    _tell(evidence, newer, NoticeKind.CORRECTED, user)
    return newer


@transaction.atomic
def evidence_restore(*, evidence: Evidence, user: User) -> Evidence:
    """Undo a withdrawal of one's own: return a new piece, the same in all, that stands in its place.

    Raises PermissionDenied for somebody else's, ValidationError where there is none, or it was undone already.
    """
    claim = claim_lock(evidence.claim_id)
    evidence = Evidence.objects.select_related("source", "withdrawal", "replaced_by").get(pk=evidence.pk)
    if not hasattr(evidence, "withdrawal") or hasattr(evidence, "replaced_by"):
        refuse("evidence", _("There is nothing to undo."))
    if evidence.withdrawal.by_id != user.pk:
        raise PermissionDenied
    again = Evidence.objects.create(
        **{name: getattr(evidence, name) for name in COPIED}, claim=claim, replaces=evidence, added_by=user
    )
    changes = {"source": [None, again.source.name]}
    event_log(verb="evidence.restore", by=user, claim=claim, evidence=again, changes=changes)
    _tell(evidence, again, NoticeKind.RESTORED, user)
    return again


@transaction.atomic
def evidence_unlink(*, evidence: Evidence, user: User) -> EvidenceWithdrawal:
    """Undo a link of one's own. Raises PermissionDenied for somebody else's, ValidationError where it is no more."""
    if evidence.added_by_id != user.pk:
        raise PermissionDenied
    return evidence_withdraw(evidence=evidence, user=user, reason=_("Undone by who linked it."))


@transaction.atomic
def evidence_withdraw(*, evidence: Evidence, user: User, reason: str) -> EvidenceWithdrawal:
    """Take evidence back: it stays on record and counts no more. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Say why the evidence is withdrawn.")]})
    claim = claim_lock(evidence.claim_id)
    if EvidenceWithdrawal.objects.filter(evidence=evidence).exists():
        raise ValidationError({"evidence": [_("This evidence is withdrawn already.")]})
    if Evidence.objects.filter(replaces=evidence).exists():
        refuse("evidence", _("This evidence was withdrawn or replaced meanwhile."))
    withdrawal = EvidenceWithdrawal.objects.create(evidence=evidence, by=user, reason=reason.strip())
    event_log(verb="evidence.withdraw", by=user, claim=claim, evidence=evidence, why=reason.strip())
    _tell(evidence, evidence, NoticeKind.WITHDRAWN, user)
    return withdrawal


def _tell(evidence: Evidence, shown: Evidence, kind: str, user: User) -> None:
    """Tell who linked evidence what somebody else did to it; the notice leads to the piece `shown`."""
    address = reverse("claim", args=[shown.claim_id]) + f"#evidence-{shown.pk}"
    about = f"{evidence.source.name} – {Truncator(evidence.claim.said).chars(ABOUT)}"
    notify(to=[evidence.added_by], kind=kind, address=address, about=about, by=user)


def _changes(evidence: Evidence, former: Evidence | None) -> dict[str, list[Any]]:
    """Return what is new, field by field, as the log keeps it."""
    if former is None:
        return {"stance": [None, evidence.stance], "source": [None, evidence.source.name]}
    old, new = _told(former), _told(evidence)
    return {name: [old[name], new[name]] for name in new if old[name] != new[name]}


def _told(evidence: Evidence) -> dict[str, Any]:
    day = evidence.published_on
    words = {name: getattr(evidence, name) for name in ("stance", "url", "title", "quote", "note", "aspects")}
    days = {"published_on": day and day.isoformat(), "accessed_at": str(timezone.localdate(evidence.accessed_at))}
    return words | {"source": evidence.source.name} | days


def _seen(capture: Capture | None, url: str, accessed_at: datetime | None) -> dict[str, Any]:
    """Return what was seen and when; where the address was typed over since, nobody looked at this one."""
    if capture is None or capture.url != url:
        return {"accessed_at": accessed_at or timezone.now()}
    return {"capture": capture, "accessed_at": accessed_at or capture.at, "seen_sha256": capture.sha256}


def _check_new(claim: Claim, source: Source, replaces: Evidence | None) -> None:
    """Refuse new evidence of a claim or from a source that is retired; what is there already can be put right."""
    if replaces is None:
        claim_in_use(claim)
    if replaces and source == replaces.source:
        return
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
