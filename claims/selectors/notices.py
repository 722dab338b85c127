"""Queries on notices."""

from datetime import datetime

from django.db.models import QuerySet

from claims.models import Notice


def notices_of(*, user_id: int) -> QuerySet[Notice]:
    """Return what a person was told, newest first."""
    return Notice.objects.filter(to=user_id).select_related("by")


def notice_of(*, user_id: int, notice_id: int) -> Notice:
    """Return one notice of a person. Raises Notice.DoesNotExist, for one of somebody else too."""
    return notices_of(user_id=user_id).get(pk=notice_id)


def notice_to_mail(*, notice_id: int) -> Notice:
    """Return a notice with whom it is for. Raises Notice.DoesNotExist."""
    return Notice.objects.select_related("to", "by").get(pk=notice_id)


def mails_waiting(*, before: datetime, limit: int = 100) -> list[int]:
    """Return ids of notices from before that moment whose mail has not gone out, oldest first."""
    waiting = Notice.objects.filter(mail_due=True, mailed_at=None, at__lt=before).order_by("at")
    return list(waiting.values_list("pk", flat=True)[:limit])
