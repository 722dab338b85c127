"""Celery tasks: each takes ids, calls one service, and may run twice without harm."""

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from celery import Task, shared_task
from celery.signals import worker_init
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from articles.models import Status
from articles.services import article_set_status
from claims.extraction import warm_up
from claims.hits import searches_tell
from claims.looking import look_at
from claims.mails import notice_mail
from claims.models import Notice
from claims.selectors.bulk import bulks_under_way
from claims.selectors.evidence import evidence_detail, evidence_to_check
from claims.selectors.notices import mails_waiting, notice_to_mail
from claims.selectors.waiting import articles_given_up, articles_left_behind
from claims.services.bulk import bulk_forget, bulk_run
from claims.services.captures import captures_forget, evidence_recheck
from claims.services.extraction import article_extract
from claims.services.notices import notice_give_mail_back, notice_take_mail, notices_give_up_mail
from claims.services.queue_order import queue_refresh
from claims.services.verdict_notices import verdicts_tell
from claims.services.verdicts import verdicts_publish_due
from claimtrack.http import Unreachable

log = logging.getLogger(__name__)
MAIL_PATIENCE = timedelta(minutes=1)  # before a mail counts as left behind
MAIL_IS_NEWS = timedelta(days=1)
BULK_TURN = 10.0  # seconds
CAPTURE_WAITS = timedelta(days=7)  # for the form that it was made for
RECHECKS_AT_ONCE = 30


class ExtractionTask(Task):
    """Marks the article as failed when extraction raises; while the database is down there is nobody to tell."""

    def on_failure(self, exc: Exception, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        if not isinstance(exc, OperationalError | InterfaceError):
            article_set_status(article_id=args[0], status=Status.FAILED, failure=f"{type(exc).__name__}: {exc}"[:2000])


@shared_task(base=ExtractionTask)
def extract_article(article_id: int) -> str:
    """Work out the claims of one article; return what came of it."""
    report = article_extract(article_id=article_id)
    if report.status == "changed":
        extract_article.delay(article_id)
    return report.status


@shared_task
def sweep() -> int:
    """Announce again what was left behind (no broker, a dead worker); return how many articles."""
    for article_id in articles_given_up():
        article_set_status(article_id=article_id, status=Status.FAILED, failure="The worker died on it repeatedly.")
    left = articles_left_behind()
    for article_id in left:
        article_set_status(article_id=article_id, status=Status.RECEIVED)
        extract_article.delay(article_id)
    return len(left)


@shared_task
def order_queue() -> None:
    """Work out the whole queue anew, should anything have escaped it (a withdrawn article)."""
    queue_refresh()


@shared_task
def publish_due() -> int:
    """Publish the verdicts whose embargo is over; return how many."""
    return len(verdicts_publish_due())


@shared_task
def run_bulk(bulk_id: int) -> bool:
    """Go on with what is done to many claims; a short while at a time, so that articles need not wait for it."""
    finished = bulk_run(bulk_id=bulk_id, seconds=BULK_TURN)
    if not finished:
        run_bulk.delay(bulk_id)
    return finished


@shared_task
def sweep_bulks() -> int:
    """Go on with what a dead worker left behind, and forget what was never confirmed; return how many go on."""
    bulk_forget()
    left = bulks_under_way()
    for bulk_id in left:
        run_bulk.delay(bulk_id)
    return len(left)


def announce_article(sender: object, article_id: int, **kwargs: object) -> None:
    """Ask for extraction once the article is committed; with the broker down, the sweep will."""
    transaction.on_commit(partial(_announce, extract_article, article_id))


def announce_bulk(bulk_id: int) -> None:
    """Ask for the rest of what takes longer than somebody waits; with the broker down, the sweep will."""
    _announce(run_bulk, bulk_id)


def _announce(task: Task, pk: int) -> None:
    try:
        task.delay(pk)
    except BrokerDown as error:
        log.warning("broker out of reach, %s of %s waits for the sweep: %s", task.name, pk, error)


@shared_task
def mail_notice(notice_id: int) -> bool:
    """Send the mail of one notice, once, however often this runs; the sweep tries again what was not taken."""
    if not notice_take_mail(notice_id=notice_id):
        return False
    try:
        notice_mail(notice_to_mail(notice_id=notice_id))
    except OSError as error:
        notice_give_mail_back(notice_id=notice_id)
        log.warning("mail of notice %s not sent, the sweep will try again: %s", notice_id, error)
        return False
    return True


@shared_task
def recheck() -> int:
    """Look again at evidence that nobody looked at for RECHECK_DAYS, one address of each host; return how many.

    What was looked at for evidence and never linked is forgotten.
    """
    now = timezone.now()
    captures_forget(before=now - CAPTURE_WAITS)
    if not (settings.FETCH and settings.RECHECK_DAYS):
        return 0
    due = evidence_to_check(before=now - timedelta(days=settings.RECHECK_DAYS), limit=RECHECKS_AT_ONCE)
    for evidence_id in due:
        recheck_evidence.delay(evidence_id)
    return len(due)


@shared_task
def recheck_evidence(evidence_id: int) -> str:
    """Look once more at the address of a piece of evidence; return what became of it."""
    look, detail = None, ""
    try:
        look = look_at(evidence_detail(evidence_id=evidence_id).url)
    except Unreachable as error:
        detail = error.code
    check = evidence_recheck(evidence_id=evidence_id, look=look, detail=detail, keep_text=settings.KEEP_CAPTURES)
    return check.outcome


@shared_task
def tell_of_verdicts() -> int:
    """Tell of verdicts to be looked at again and of those held back; return how many."""
    return verdicts_tell()


@shared_task
def tell_of_new_hits() -> int:
    """Tell people of new hits of the searches that they keep; return how many searches have some."""
    return searches_tell()


@shared_task
def sweep_mails() -> int:
    """Send again what the mail server or the broker did not take; give up after a day. Return how many."""
    now = timezone.now()
    notices_give_up_mail(before=now - MAIL_IS_NEWS)
    left = mails_waiting(before=now - MAIL_PATIENCE)
    for notice_id in left:
        mail_notice.delay(notice_id)
    return len(left)


def announce_mail(sender: type[Notice], notice_id: int, **kwargs: object) -> None:
    """Ask for a mail once the notice is committed; with the broker down, the sweep will."""
    transaction.on_commit(partial(_announce, mail_notice, notice_id))


@worker_init.connect
def load_models(**kwargs: object) -> None:
    """Load the language models before the worker forks, so that its children share them and start warm."""
    warm_up()
