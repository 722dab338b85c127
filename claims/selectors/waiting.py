"""Articles whose extraction was left behind."""

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Status

LOCK_SPACE = 7_401  # first key of the advisory locks on articles; the second is the article's id
PATIENCE = timedelta(seconds=20)
MOST_ATTEMPTS = 5
AT_ONCE = 200


def articles_left_behind() -> list[int]:
    """Return ids of articles that wait too long, or that a dead worker had in hand; oldest first."""
    held = _held()
    ids = _late().filter(attempts__lt=MOST_ATTEMPTS).order_by("status_at").values_list("pk", flat=True)
    return [pk for pk in ids[:AT_ONCE] if pk % 2**31 not in held]


def articles_given_up() -> list[int]:
    """Return ids of articles on which workers died too often."""
    held = _held()
    tried = _late().filter(attempts__gte=MOST_ATTEMPTS)
    return [pk for pk in tried.values_list("pk", flat=True) if pk % 2**31 not in held]


def _late() -> QuerySet[Article]:
    """Return articles that have waited too long for what comes next."""
    waiting = Article.objects.filter(status__in=[Status.RECEIVED, Status.EXTRACTING])
    return waiting.filter(status_at__lt=timezone.now() - PATIENCE)


def _held() -> set[int]:
    """Return the articles that a living worker has in hand (its advisory lock)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [LOCK_SPACE],
        )
        return {row[0] for row in cursor.fetchall()}
