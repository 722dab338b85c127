"""Who has which claim of the queue in hand, and who wants a second opinion."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, NoticeKind, QueueEntry
from claims.models.queue import ENDLESS
from claims.selectors.queue import queue_view
from claims.services.events import event_log
from claims.services.notices import notify
from claims.services.queue_order import LEASE
from claimtrack.accounts.models import User
from claimtrack.accounts.selectors import people_deciding
from claimtrack.refusals import refuse

OPINION_LENGTH = 2000
NEXT_LOCK = 0x51554555
"""Whoever takes the next claim waits for whoever is taking one: so both see which articles are in whose hands."""


@transaction.atomic
def queue_take(*, claim_id: int, user: User, by: User | None = None, tell: bool = True) -> QueueEntry:
    """Return the entry, in the hands of `user` for a while; `by` hands it over to them, for as long as they need.

    Who is handed a claim is told of it, unless the caller does that for many claims at once (`tell` False).

    Raises ValidationError when somebody else has it in hand, unless that is who hands it over, or a lead.
    """
    entry = _entry(claim_id)
    giver = by or user
    if entry.holder not in (None, user, giver) and not giver.is_lead:
        refuse("claim", _("%(person)s has this claim in hand.") % {"person": entry.holder}, "taken")
    verb = "queue.take" if by is None else "queue.hand_over"
    if _hand(entry, user, giver, verb, None if by in (None, user) else ENDLESS) and tell:
        _tell(entry, [user], NoticeKind.ASSIGNED, giver, entry.claim.said_to_all)
    return entry


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
def queue_next(
    *, user: User, among: QuerySet[QueueEntry] | None = None, own: bool = False, after: int | None = None
) -> Claim | None:
    """Return the first claim that nobody has in hand, now in the hands of `user`; None when nothing waits.

    Two people never get the same claim, nor claims of one article while there is another article to read. Rows that
    somebody is taking at this moment are skipped. `among` are the entries of a view in their order, all that waits by
    default; with `own`, where nothing else is left of it, one goes round those in one's own hands, from `after` on.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NEXT_LOCK])
    now = timezone.now()
    among = queue_view(view="waiting", user=user) if among is None else among
    entries = among.select_for_update(skip_locked=True, of=("self",)).select_related("claim__article")
    standing = entries.filter(Q(taken_until=None) | Q(taken_until__lt=now))
    held = QueueEntry.objects.filter(waiting=True, taken_until__gte=now).exclude(taken_by=user)
    unread = standing.exclude(claim__article__in=held.values("claim__article"))
    mine = list(entries.filter(taken_by=user, taken_until__gte=now)) if own else []
    entry = unread.first() or standing.first() or _following(mine, after)
    if entry:
        _hand(entry, user, user, "queue.take")
    return entry.claim if entry else None


def _following(entries: list[QueueEntry], after: int | None) -> QueueEntry | None:
    """Return the entry behind that of the claim `after`, the first one where it is the last or none of them."""
    place = next((n for n, entry in enumerate(entries, 1) if entry.pk == after), 0)
    return entries[place % len(entries)] if entries else None


@transaction.atomic
def queue_put_back(*, claim_id: int, holder: User | None, until: datetime | None, by: User) -> None:
    """Undo a handing over: the claim is again in the hands of who had it before, or nobody's. `by` undoes it."""
    entry = _entry(claim_id)
    former = entry.holder
    back = holder if holder and until and until > timezone.now() else None
    entry.taken_by, entry.taken_until = back, until if back else None
    entry.save(update_fields=["taken_by", "taken_until"])
    changes = {"taken_by": [former and str(former), back and str(back)]}
    event_log(verb="queue.hand_over" if back else "queue.release", by=by, claim=entry.claim, changes=changes)


def queue_restore(*, claim_id: int, holder_id: int, until: datetime | None) -> None:
    """A decision is undone: who had the claim in hand has it again, unless somebody took it since."""
    if until and until > timezone.now():
        QueueEntry.objects.filter(pk=claim_id, taken_by=None).update(taken_by=holder_id, taken_until=until)


@transaction.atomic
def queue_ask(*, claim_id: int, user: User, note: str) -> QueueEntry:
    """Ask colleagues for a second opinion on a claim, decided or not.

    Raises ValidationError without a note, and where somebody asks already: nobody's question is written over.
    """
    if not note.strip():
        refuse("note", _("Say what you want a second opinion on."), "required")
    entry = _entry(claim_id)
    if entry.opinion_by:
        told = _("%(person)s asks for a second opinion on this claim already.") % {"person": entry.opinion_by}
        refuse("claim", told, "asked")
    _ask(entry, user, note.strip())
    event_log(verb="queue.ask", by=user, claim=entry.claim, why=entry.opinion_note)
    _tell(entry, people_deciding(), NoticeKind.SECOND_OPINION, user, entry.opinion_note)
    return entry


@transaction.atomic
def queue_unask(*, claim_id: int, user: User) -> None:
    """Take back one's own request for a second opinion. Raises ValidationError where one does not ask."""
    entry = _entry(claim_id)
    if entry.opinion_by != user:
        refuse("claim", _("You do not ask for a second opinion on this claim."))
    note = entry.opinion_note
    _ask(entry, None, "")
    event_log(verb="queue.unask", by=user, claim=entry.claim, changes={"note": [note, None]})


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
    asked = entry.opinion_by
    _ask(entry, None, "")
    event_log(verb="queue.answer", by=user, claim=entry.claim, why=note.strip())
    _tell(entry, [asked], NoticeKind.OPINION_GIVEN, user, note.strip())


def _ask(entry: QueueEntry, user: User | None, note: str) -> None:
    entry.opinion_by, entry.opinion_at, entry.opinion_note = user, timezone.now() if user else None, note
    entry.save(update_fields=["opinion_by", "opinion_at", "opinion_note"])


def _entry(claim_id: int) -> QueueEntry:
    """Return the claim's entry, locked; made for a claim that does not wait. Raises Claim.DoesNotExist."""
    if not QueueEntry.objects.filter(pk=claim_id).exists():
        claim = Claim.objects.get(pk=claim_id)
        QueueEntry.objects.get_or_create(claim=claim, defaults={"waiting": False})
    entries = QueueEntry.objects.select_for_update(of=("self",))
    return entries.select_related("claim__article", "claim__story", "taken_by", "opinion_by").get(pk=claim_id)


def _hand(entry: QueueEntry, user: User, by: User, verb: str, until: datetime | None = None) -> bool:
    """Put the claim into the hands of `user`; return whether it was not there before."""
    former = entry.holder
    until = until or timezone.now() + LEASE
    if former == user and entry.taken_until:
        until = max(until, entry.taken_until)
    entry.taken_by, entry.taken_until = user, until
    entry.save(update_fields=["taken_by", "taken_until"])
    if former != user:
        event_log(verb=verb, by=by, claim=entry.claim, changes={"taken_by": [former and str(former), str(user)]})
    return former != user


def _tell(entry: QueueEntry, to: Iterable[User], kind: str, by: User, about: str) -> None:
    """Tell people of a claim; nobody is told of what they took themselves."""
    notify(to=to, kind=kind, address=reverse("claim", args=[entry.claim_id]), about=about, by=by)
