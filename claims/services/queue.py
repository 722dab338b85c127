"""Who has which claim of the queue in hand, and who wants a second opinion."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, NoticeKind, QueueEntry
from claims.services.events import event_log
from claims.services.notices import notify
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_deciding
from claimtrack.refusals import refuse

LEASE = timedelta(hours=4)


@transaction.atomic
def queue_take(*, claim_id: int, user: User, by: User | None = None) -> QueueEntry:
    """Return the entry, in the hands of `user` for a while; `by` hands it over to them.

    Raises ValidationError when somebody else has it in hand, unless that is who hands it over, or a lead.
    """
    entry = _entry(claim_id)
    giver = by or user
    if entry.holder not in (None, user, giver) and not giver.is_lead:
        refuse("claim", _("%(person)s has this claim in hand.") % {"person": entry.holder}, "taken")
    return _hand(entry, user, giver, "queue.take" if by is None else "queue.hand_over")


@transaction.atomic
def queue_release(*, claim_id: int, user: User) -> None:
    """Put a claim back for anybody. Raises ValidationError when somebody else has it in hand, unless for a lead."""
    entry = _entry(claim_id)
    if entry.holder not in (None, user) and not user.is_lead:
        refuse("claim", _("%(person)s has this claim in hand.") % {"person": entry.holder}, "taken")
    if entry.holder:
        entry.taken_by = entry.taken_until = None
        entry.save(update_fields=["taken_by", "taken_until"])
        event_log(verb="queue.release", by=user, claim=entry.claim)


@transaction.atomic
def queue_next(*, user: User) -> Claim | None:
    """Return the first claim that nobody has in hand, now in the hands of `user`; None when nothing waits.

    Rows that another one is taking at this moment are skipped: two people never get the same claim.
    """
    free = Q(taken_until=None) | Q(taken_until__lt=timezone.now())
    entries = QueueEntry.objects.select_for_update(skip_locked=True, of=("self",)).select_related("claim__article")
    standing = entries.filter(free, waiting=True, claim__article__withdrawn_at=None)
    entry = standing.order_by("-priority", "-claim").first()
    return _hand(entry, user, user, "queue.take").claim if entry else None


@transaction.atomic
def queue_ask(*, claim_id: int, user: User, note: str) -> QueueEntry:
    """Ask colleagues for a second opinion on a claim, decided or not. Raises ValidationError without a note."""
    if not note.strip():
        refuse("note", _("Say what you want a second opinion on."), "required")
    entry = _entry(claim_id)
    entry.opinion_by, entry.opinion_at, entry.opinion_note = user, timezone.now(), note.strip()
    entry.save(update_fields=["opinion_by", "opinion_at", "opinion_note"])
    event_log(verb="queue.ask", by=user, claim=entry.claim, why=entry.opinion_note)
    _tell(entry, people_deciding(), NoticeKind.SECOND_OPINION, user, entry.opinion_note)
    return entry


@transaction.atomic
def queue_answer(*, claim_id: int, user: User, note: str) -> None:
    """Close the request for a second opinion; the note is the opinion, and who asked is told.

    Raises ValidationError without a note, and where nobody asks.
    """
    if not note.strip():
        refuse("note", _("Say what you think of it."), "required")
    entry = _entry(claim_id)
    if entry.opinion_by is None:
        refuse("claim", _("Nobody asks for a second opinion on this claim."))
    asked, entry.opinion_by, entry.opinion_at, entry.opinion_note = entry.opinion_by, None, None, ""
    entry.save(update_fields=["opinion_by", "opinion_at", "opinion_note"])
    event_log(verb="queue.answer", by=user, claim=entry.claim, why=note.strip())
    _tell(entry, [asked], NoticeKind.OPINION_GIVEN, user, note.strip())


def _entry(claim_id: int) -> QueueEntry:
    """Return the claim's entry, locked; made for a claim that does not wait. Raises Claim.DoesNotExist."""
    if not QueueEntry.objects.filter(pk=claim_id).exists():
        claim = Claim.objects.get(pk=claim_id)
        QueueEntry.objects.get_or_create(claim=claim, defaults={"waiting": False})
    entries = QueueEntry.objects.select_for_update(of=("self",))
    return entries.select_related("claim__article", "claim__story", "taken_by", "opinion_by").get(pk=claim_id)


def _hand(entry: QueueEntry, user: User, by: User, verb: str) -> QueueEntry:
    former = entry.holder
    entry.taken_by, entry.taken_until = user, timezone.now() + LEASE
    entry.save(update_fields=["taken_by", "taken_until"])
    if former != user:
        event_log(verb=verb, by=by, claim=entry.claim, changes={"taken_by": [former and str(former), str(user)]})
        _tell(entry, [user], NoticeKind.ASSIGNED, by, entry.claim.allegation)
    return entry


def _tell(entry: QueueEntry, to: Iterable[User], kind: str, by: User, about: str) -> None:
    """Tell people of a claim; nobody is told of what they took themselves."""
    notify(to=to, kind=kind, address=reverse("claim", args=[entry.claim_id]), about=about, by=by)
