"""Celery tasks: each takes ids, calls one service, and may run twice without harm."""

import logging
from functools import partial
from typing import Any

from celery import Task, shared_task
from celery.signals import worker_init
from django.db import InterfaceError, OperationalError, transaction
from kombu.exceptions import OperationalError as BrokerDown

from articles.models import Status
from articles.services import article_set_status
from claims.extraction import warm_up
from claims.selectors.waiting import articles_given_up, articles_left_behind
from claims.services.extraction import article_extract

log = logging.getLogger(__name__)


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


def announce_article(sender: object, article_id: int, **kwargs: object) -> None:
    """Ask for extraction once the article is committed; with the broker down, the sweep will."""
    transaction.on_commit(partial(_announce, article_id))


def _announce(article_id: int) -> None:
    try:
        extract_article.delay(article_id)
    except BrokerDown as error:
        log.warning("broker out of reach, article %s waits for the sweep: %s", article_id, error)


@worker_init.connect
def load_models(**kwargs: object) -> None:
    """Load the language models before the worker forks, so that its children share them and start warm."""
    warm_up()
