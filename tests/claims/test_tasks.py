"""What is left behind is found again, whoever died."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.models import Article, Status
from claims.selectors.waiting import LOCK_SPACE, MOST_ATTEMPTS, articles_given_up, articles_left_behind
from claims.services.extraction import article_extract
from claims.tasks import extract_article, sweep
from tests.factories import ApiClient, an_article

pytestmark = pytest.mark.django_db(transaction=True)


def late(article: Article, status: str, attempts: int = 0) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    Article.objects.filter(pk=article.pk).update(status=status, status_at=long_ago, attempts=attempts)


@pytest.fixture
def another_worker(transactional_db: None) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A session of its own, as a worker in another process has."""
    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("dbname", "user", "host", "port") if key in parameters}
    with psycopg.connect(**wanted) as other:
        yield other
        other.rollback()


def test_an_article_in_another_workers_hands_is_left_to_it(
    another_worker: psycopg.Connection[tuple[object, ...]],
) -> None:
    article = an_article()
    late(article, Status.EXTRACTING)
    another_worker.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, article.pk])
    assert articles_left_behind() == []
    assert article_extract(article_id=article.pk).status == "busy"
    another_worker.rollback()
    assert articles_left_behind() == [article.pk]


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.EXTRACTING])
def test_the_sweep_takes_up_what_was_left(status: str) -> None:
    article = an_article()
    late(article, status)
    assert sweep() == 1
    assert sweep() == 0, "it waits its turn now"
    assert extract_article(article.pk) == Status.EXTRACTED


def test_a_fresh_article_is_not_swept() -> None:
    an_article()
    assert articles_left_behind() == []


def test_an_article_on_which_workers_die_is_given_up_in_the_end() -> None:
    article = an_article()
    Article.objects.update(status=Status.EXTRACTING, attempts=MOST_ATTEMPTS, status_at=timezone.now())
    assert articles_given_up() == [], "the last try may have just begun"
    late(article, Status.EXTRACTING, attempts=MOST_ATTEMPTS)
    assert articles_given_up() == [article.pk]
    assert sweep() == 0
    article.refresh_from_db()
    assert article.status == Status.FAILED
    assert article.failure


@pytest.fixture
def broker_down() -> Iterator[None]:
    """The broker's socket is not where it was."""
    former = current_app.conf.broker_url
    current_app._after_fork()  # drops the pools, as a new process has none
    current_app.conf.broker_url = f"redis+socket://{settings.CLAIMTRACK_VAR}/no-such.sock"
    yield
    current_app.conf.broker_url = former
    current_app._after_fork()


def test_with_the_broker_down_an_article_is_stored(script: ApiClient, broker_down: None) -> None:
    posted = script.post("/api/v1/articles/", {"outlet": "Le Phare", "text": "Il pleut, selon la mairie."})
    assert posted.status_code == 201
    article = Article.objects.get()
    assert article.status == Status.RECEIVED
    late(article, Status.RECEIVED)
    assert articles_left_behind() == [article.pk]
