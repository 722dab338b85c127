"""`make bench-pages`: what lists, filters and searches cost with 1,000 and with 100,000 claims.

For each page: the time of the database beside that of the plainest SQL for the same rows and their number, and the
time of the whole page beside the same with 1,000 claims, each the best of some rounds in which all take turns. On
databases of its own, which it keeps for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.page_cases import CASES

MOST_OF_PLAIN, MOST_OF_SMALL = 3.0, 2.0
SMALL, ROUNDS = 1000, 9
# Below these nobody waits, and the clock says more about the machine than about the page.
LEAST_DATABASE, LEAST_PAGE = 0.010, 0.040
MORE_SHOWN = 1.3
# What a page asks besides, whatever it lists: who is there, and what its filters offer to choose from.
BESIDE = re.compile(
    r"^(?!.*evidence_count).* FROM "
    r'"(django_session|accounts_user|claims_notice|claims_rating|claims_source|articles_outlet)"'
    r'|FROM "claims_actor" WHERE "claims_actor"."id" IN \(SELECT'
)
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--var", type=Path, default=Path(tempfile.gettempdir()) / "claimtrack-bench")
    parser.add_argument("--only", default="", help="addresses that hold this")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        answer(options.claims)
        return
    with newsroom(options.var, SMALL) as small, newsroom(options.var, options.claims) as large:
        measured = {}
        for number, case in enumerate(CASES):
            if options.only in case.path:
                print(f"{number + 1} of {len(CASES)}: {case.path}", file=sys.stderr)
                measured[case.path] = paired(small, large, number, options.rounds)
    sys.exit(report(measured, options.claims))


@contextmanager
def newsroom(var: Path, claims: int) -> Iterator[subprocess.Popen[str]]:
    """A process of its own, for settings are read once, that measures case after case while this lasts."""
    environment = os.environ | {"CLAIMTRACK_VAR": str(var / str(claims)), "LOG_LEVEL": "ERROR"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "benchmarks.pages", "--here", "--claims", str(claims)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        ask(process, "")
        try:
            yield process
        finally:
            process.stdin.close()  # type: ignore[union-attr]


def ask(process: subprocess.Popen[str], line: str) -> dict[str, float]:
    assert process.stdin and process.stdout
    process.stdin.write(line + "\n")
    process.stdin.flush()
    found: dict[str, float] = json.loads(process.stdout.readline())
    return found


def paired(small: subprocess.Popen[str], large: subprocess.Popen[str], case: int, rounds: int) -> dict[str, Figures]:
    """Return the best figures of some rounds, after one that nobody counts; the two take turns on the same machine."""
    for process in (small, large):
        ask(process, str(case))
    turns = [{"small": ask(small, str(case)), "large": ask(large, str(case))} for _round in range(rounds)]
    return {size: {name: min(turn[size][name] for turn in turns) for name in turns[0][size]} for size in turns[0]}


def answer(claims: int) -> None:
    """Measure each case whose number comes in, until nothing comes any more."""
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
        client, names = reader(), examples()
        for line in sys.stdin:
            case = CASES[int(line)] if line.strip() else None
            plain = [filled(statement, names) for statement in case.plain] if case else []
            print(json.dumps(measure_case(client, filled(case.path, names), plain) if case else {}), flush=True)


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


def reader() -> Any:
    """Return the browser of an analyst."""
    from django.conf import settings
    from django.test import Client

    from claimtrack.accounts.models import User

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(User.objects.get(username="analyste1"), backend="django.contrib.auth.backends.ModelBackend")
    return client


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


def measure_case(client: Any, path: str, plain: list[str]) -> Figures:
    """Return seconds, and how many queries and bytes; `list`: the database's time for the rows and their number."""
    from django.db import connection

    spent: list[tuple[float, str]] = []

    def timed(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append((time.perf_counter() - start, sql))

    with connection.execute_wrapper(timed):
        start = time.perf_counter()
        response = client.get(path)
        page = time.perf_counter() - start
    assert response.status_code == 200, (path, response.status_code)
    start = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in plain:
            cursor.execute(statement)
            cursor.fetchall()
    return {
        "page": page,
        "list": sum(seconds for seconds, sql in spent if not BESIDE.search(sql)),
        "plain": time.perf_counter() - start if plain else 0,
        "queries": len(spent),
        "bytes": len(response.content),
    }


def report(measured: dict[str, dict[str, Figures]], claims: int) -> int:
    """Print the figures and which are more than is wanted; return 1 when any is."""
    wanted = f"at most {MOST_OF_PLAIN:g}", f"at most {MOST_OF_SMALL:g}"
    print(f"{claims:,} claims; milliseconds. list: the database's time for the rows shown and their number; plain: the")
    print(
        f"plainest SQL for the same; × plain: {wanted[0]} is wanted. × {SMALL:,}: the page beside that with {SMALL:,}"
    )
    print(f"claims; {wanted[1]}. ! is more: not where the longer list shows more, nor where nobody waits.\n")
    print(f"{'page':<58} {'queries':>7} {'list':>7} {'plain':>7} {'× plain':>8} {'page':>6} {f'× {SMALL:,}':>8}")
    over = 0
    for path, sizes in measured.items():
        small, large = sizes["small"], sizes["large"]
        plain = large["list"] / large["plain"] if large["plain"] else 0
        growth = large["page"] / small["page"]
        slow = plain > MOST_OF_PLAIN and large["list"] > LEAST_DATABASE
        as_much = large["bytes"] < MORE_SHOWN * small["bytes"]  # a page with more on it may cost more
        grown = growth > MOST_OF_SMALL and large["page"] > LEAST_PAGE and as_much
        over += slow or grown
        beside = f"{large['plain'] * 1000:>7.1f} {plain:>8.2f}" if plain else " " * 16
        print(
            f"{path[:58]:<58} {large['queries']:>7} {large['list'] * 1000:>7.1f} {beside}{'!' if slow else ' '}"
            f"{large['page'] * 1000:>6.0f} {growth:>8.2f}{'!' if grown else ' '}"
        )
    print(f"\n{over} of {len(measured)} pages cost more than is wanted.")
    return int(over > 0)


if __name__ == "__main__":
    main()
