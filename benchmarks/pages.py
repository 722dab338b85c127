"""`make bench-pages`: what lists, filters and searches cost with 1,000 and with 100,000 claims.

For each page: the time of the database beside that of the plainest SQL for the same rows and their number, and the
time of the whole page beside the same with 1,000 claims. On databases of its own, which it keeps for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MOST_OF_PLAIN, MOST_OF_SMALL = 3.0, 2.0
SMALL, ROUNDS = 1000, 7
# Below these nobody waits, and the clock says more about the machine than about the page.
LEAST_DATABASE, LEAST_PAGE = 0.010, 0.040
MORE_SHOWN = 1.3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--var", type=Path, default=Path(tempfile.gettempdir()) / "claimtrack-bench")
    parser.add_argument("--only", default="", help="addresses that hold this")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.claims, options.only)))
        return
    small, large = (run(options.var, claims, options.only) for claims in (SMALL, options.claims))
    report(small, large, options.claims)


def run(var: Path, claims: int, only: str) -> dict[str, Any]:
    """Measure in a process of its own, for settings are read once."""
    environment = os.environ | {"CLAIMTRACK_VAR": str(var / str(claims)), "LOG_LEVEL": "WARNING"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "benchmarks.pages", "--here", "--claims", str(claims), "--only", only]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(claims: int, only: str) -> dict[str, Any]:
    """Return {path: {"page", "database", "plain" (seconds, the best of some rounds), "queries"}}."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "claimtrack.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    with servers():
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo_load", claims=claims, stdout=sys.stderr)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the database does by itself after a while
        return measure_all(only)


@contextmanager
def servers() -> Iterator[None]:
    """The database and the broker of CLAIMTRACK_VAR, while this lasts."""
    from django.conf import settings

    from claimtrack.services import parts
    from claimtrack.services.account import prepare_var
    from claimtrack.services.supervisor import Supervisor

    prepare_var(settings.CLAIMTRACK_VAR)
    supervisor = Supervisor(lambda line: print(line, file=sys.stderr))
    with supervisor.running():
        supervisor.start(parts.database(settings.CLAIMTRACK_VAR))
        supervisor.start(parts.broker(settings.CLAIMTRACK_VAR))
        yield


def measure_all(only: str) -> dict[str, Any]:
    """Return the figures of every case, after one round that nobody counts."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.page_cases import CASES
    from claimtrack.accounts.models import User

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(User.objects.get(username="analyste1"), backend=backend)
    names = examples()
    found = {}
    for case in CASES:
        if only in case.path:
            plain = [filled(statement, names) for statement in case.plain]
            found[case.path] = measure_case(client, filled(case.path, names), plain)
    return found


def examples() -> dict[str, str]:
    """Return what stands for the names in the cases: rows that are there, and a month a year before the newest."""
    from datetime import timedelta

    from articles.models import Article, Outlet
    from claims.models import Claim, Source

    claim = Claim.objects.filter(retired_at=None).order_by("pk")[500]
    newest = Article.objects.exclude(published_on=None).latest("published_on").published_on
    start = (newest - timedelta(days=365)).replace(day=1)
    return {
        "claim": str(claim.pk),
        "article": str(claim.article_id),
        "outlet": str(Outlet.objects.order_by("pk")[2].pk),
        "source": str(Source.objects.order_by("pk")[4].pk),
        "month": start.isoformat(),
        "month_end": (start + timedelta(days=30)).isoformat(),
    }


def filled(text: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return text


def measure_case(client: Any, path: str, plain: list[str]) -> dict[str, float]:
    """Return the best times of some rounds; page and plain SQL take turns, so that both see the same machine."""
    from django.db import connection

    spent: list[float] = []

    def timed(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - start)

    best = {"page": 9e9, "database": 9e9, "plain": 9e9, "queries": 0, "bytes": 0}
    for _round in range(ROUNDS + 1):
        spent.clear()
        with connection.execute_wrapper(timed):
            start = time.perf_counter()
            response = client.get(path)
            page = time.perf_counter() - start
        assert response.status_code == 200, (path, response.status_code)
        best["page"], best["database"] = min(best["page"], page), min(best["database"], sum(spent))
        best["queries"], best["bytes"] = len(spent), len(response.content)
        start = time.perf_counter()
        with connection.cursor() as cursor:
            for statement in plain:
                cursor.execute(statement)
                cursor.fetchall()
        best["plain"] = min(best["plain"], time.perf_counter() - start) if plain else 0
    return best


def report(small: dict[str, Any], large: dict[str, Any], claims: int) -> None:
    """Print the figures, and which are more than is wanted."""
    print(f"{claims:,} claims; milliseconds, the best of {ROUNDS + 1} rounds; × plain: database time beside plain SQL")
    print(f"for the same rows and their number ({MOST_OF_PLAIN:g} or less is wanted); × {SMALL:,}: the page beside")
    print(f"that with {SMALL:,} claims ({MOST_OF_SMALL:g} or less). ! is more than wanted; not where the longer list")
    print("shows more, or where the clock says nothing.\n")
    print(f"{'page':<52} {'queries':>7} {'database':>9} {'plain':>7} {'× plain':>8} {'page':>7} {f'× {SMALL:,}':>8}")
    over = 0
    for path, figures in large.items():
        plain = figures["database"] / figures["plain"] if figures["plain"] else 0
        growth = figures["page"] / small[path]["page"]
        slow = plain > MOST_OF_PLAIN and figures["database"] > LEAST_DATABASE
        as_much = figures["bytes"] < MORE_SHOWN * small[path]["bytes"]  # a page with more on it may cost more
        grown = growth > MOST_OF_SMALL and figures["page"] > LEAST_PAGE and as_much
        over += slow or grown
        beside = f"{figures['plain'] * 1000:>7.1f} {plain:>7.2f}" if plain else " " * 15
        print(
            f"{path[:52]:<52} {figures['queries']:>7} {figures['database'] * 1000:>9.1f} {beside}{'!' if slow else ' '}"
            f" {figures['page'] * 1000:>7.0f} {growth:>7.2f}{'!' if grown else ' '}"
        )
    print(f"\n{over} of {len(large)} pages cost more than is wanted.")


if __name__ == "__main__":
    main()
