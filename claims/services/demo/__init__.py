"""A large invented newsroom, for measuring and for trying things out: `manage.py demo_load`."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

from django.db import connection, transaction

from articles.models import Article
from claims.models import Claim
from claims.services.demo.prose import Invented, invent, words
from claims.services.demo.rows import Cast, rows_write
from claims.services.queue_order import queue_refresh
from claimtrack.accounts.models import User

PREFIX = "demo-"
AT_ONCE = 1000


def demo_load(*, claims: int, people: Sequence[User], seed: int, until: date, progress: Callable[[int], object]) -> int:
    """Bring the invented claims of this seed up to a number; return how many were added.

    Articles are numbered, and a number always gives the same article: so a stopped run goes on where it was.
    `people` decide on claims; `progress` is told after each batch how many claims it added.
    """
    prefix = f"{PREFIX}{seed}-"
    number = Article.objects.filter(external_id__startswith=prefix).count()
    missing = claims - Claim.objects.filter(article__external_id__startswith=prefix).count()
    cast = Cast.of(people)
    added = 0
    while added < missing:
        batch, number = _batch(number, missing - added, seed, until)
        with transaction.atomic():
            _say_why()
            rows_write(articles=batch, prefix=prefix, cast=cast, seed=seed)
        written = sum(len(article.claims) for _number, article in batch)
        added += written
        progress(written)
    _analyze()  # first: without its figures the database works for a quarter of an hour on the order of the queue
    queue_refresh()
    _analyze()
    return added


def demo_outlets() -> list[str]:
    """Return the names of the invented outlets."""
    return list(words()["outlets"])


def _batch(number: int, missing: int, seed: int, until: date) -> tuple[list[tuple[int, Invented]], int]:
    """Return the next articles with their numbers, holding at most the claims that are missing."""
    batch: list[tuple[int, Invented]] = []
    while missing > 0 and len(batch) < AT_ONCE:
        article = invent(number, seed=seed, until=until)
        del article.claims[missing:]
        missing -= len(article.claims)
        batch.append((number, article))
        number += 1
    return batch, number


def _say_why() -> None:
    """Let the history tell where the rows came from, until the end of the transaction.

    What is not said costs: the triggers of the history catch an error for each row when these settings are missing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', '{}', true), set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [str(uuid4()), json.dumps({"command": "demo_load"})],
        )


def _analyze() -> None:
    """Let the planner know what it now has to do with."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
