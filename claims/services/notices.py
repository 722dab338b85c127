"""Telling people: in the page at once, by mail where they want that."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claims.models import Notice
from claims.signals import notice_to_mail
from claimtrack.accounts.models import Role, User


@transaction.atomic
def notify(
    *, to: Iterable[User], kind: str, address: str, about: str, by: User | None = None, number: int = 0
) -> list[Notice]:
    """Return the notices made for people; `kind` is a NoticeKind, `address` a path of ours, `about` a few words.

    Nobody is told of what they did themselves, nor scripts, nor closed accounts. Somebody who has not read the
    same notice (kind and address) yet keeps that one: it moves up and says the newest, and no second mail goes out.
    """
    wanted = {user.pk for user in to} - {by.pk if by else None}
    people = User.objects.select_for_update().filter(pk__in=wanted, is_active=True).exclude(role=Role.SCRIPT)
    told, now = [], timezone.now()
    for person in people.order_by("pk"):
        news = {"about": about[:300], "number": number, "by": by, "at": now}
        due = {"mail_due": person.notices_by_mail and bool(person.email)}
        key = {"to": person, "kind": kind, "address": address, "read_at": None}
        notice, made = Notice.objects.update_or_create(**key, defaults=news, create_defaults=key | news | due)
        _count_again(person)
        if made and notice.mail_due:
            notice_to_mail.send(sender=Notice, notice_id=notice.pk)
        told.append(notice)
    return told


@transaction.atomic
def notices_read(*, user: User, notice_ids: Iterable[int] | None = None) -> int:
    """Mark notices of a person as read, all of them by default; return how many were unread."""
    person = User.objects.select_for_update().get(pk=user.pk)
    unread = Notice.objects.filter(to=person, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    read = unread.update(read_at=timezone.now())
    _count_again(person)
    user.unread_notices = person.unread_notices
    return read


def notice_take_mail(*, notice_id: int) -> bool:
    """Return whether the mail of a notice is now the caller's to send; at most one caller gets it."""
    waiting = Notice.objects.filter(pk=notice_id, mail_due=True, mailed_at=None)
    return waiting.update(mailed_at=timezone.now()) == 1


def notice_give_mail_back(*, notice_id: int) -> None:
    """The mail could not be sent: let a later attempt send it."""
    Notice.objects.filter(pk=notice_id).update(mailed_at=None)


def notices_give_up_mail(*, before: datetime) -> int:
    """Send no more what has waited since `before`: it is no news by now. Return how many."""
    return Notice.objects.filter(mail_due=True, mailed_at=None, at__lt=before).update(mail_due=False)


def _count_again(person: User) -> None:
    """Set how many notices are unread; the row of the person is locked, so nobody counts at the same time."""
    person.unread_notices = Notice.objects.filter(to=person, read_at=None).count()
    person.save(update_fields=["unread_notices"])
