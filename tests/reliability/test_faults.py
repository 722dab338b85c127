"""Articles keep coming in while the worker, the broker and the database are killed: none is lost, no claim doubled.

Three kills in `make check`, twenty in `make soak`. The undisturbed run is another outlet's: it posts the same
articles to the same claimtrack before anything is killed.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.services import orphans, postgres
from tests.reliability.script import Script
from tests.reliability.texts import article
from tests.running import PROJECT, Running, wait_until

ARTICLES = 200
VICTIMS = ("worker", "broker", "database")
SECONDS_PER_KILL = 4.0
EXTRACTION_SECONDS = 240


@pytest.fixture
def running() -> Iterator[Running]:
    with tempfile.TemporaryDirectory(prefix="claimtrack-test-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        claimtrack = Running(Path(folder) / "var").start()
        try:
            claimtrack.wait_ready(120)
            claimtrack.wait_said("claimtrack is ready at", 60)
            yield claimtrack
        finally:
            claimtrack.kill_all()


@pytest.fixture
def token(running: Running) -> str:
    command = [sys.executable, "manage.py", "create_token", "redaction", "--scope", "ingest", "--scope", "read"]
    made = subprocess.run(command, cwd=PROJECT, env=running.environment, capture_output=True, text=True, check=True)
    return made.stdout.strip()


def test_three_kills(running: Running, token: str) -> None:
    survive(running, token, kills=3)


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("CLAIMTRACK_SOAK"), reason="run by `make soak`")
def test_twenty_kills(running: Running, token: str) -> None:
    survive(running, token, kills=20)


def survive(running: Running, token: str, *, kills: int) -> None:
    """Post everything calmly, then again for another outlet under fire, and compare."""
    calm = Script(running.address, token, "Le Calme")
    post_all(calm, pause=0)
    wait_extracted(calm, running)
    expected = calm.claims()
    assert sum(map(len, expected.values())) > ARTICLES, "the texts hardly hold claims: nothing would be compared"

    seed = random.randrange(10**6)
    storm = Script(running.address, token, "La Tempête")
    posting = threading.Thread(target=post_all, args=(storm, kills * SECONDS_PER_KILL / ARTICLES), daemon=True)
    posting.start()
    kill_in_turn(running, random.Random(seed), kills)
    posting.join(300)
    assert len(storm.posted) == ARTICLES, f"seed {seed}: {storm.answers}\n{running.output()}"
    wait_extracted(storm, running)

    found = storm.claims()
    doubled = {name: lines for name, lines in found.items() if len(lines) != len(set(lines))}
    assert not doubled, f"seed {seed}"
    assert found == expected, f"seed {seed}"
    print(f"seed {seed}: {kills} kills, answers {dict(storm.answers)}, {sum(map(len, found.values()))} claims")


def post_all(script: Script, pause: float) -> None:
    for number in range(ARTICLES):
        script.post(article(number))
        time.sleep(pause)


def wait_extracted(script: Script, running: Running) -> None:
    def done() -> bool:
        return script.statuses() == {"extracted": ARTICLES}

    try:
        wait_until(done, EXTRACTION_SECONDS, "extraction of every article")
    except AssertionError:
        log = (running.var / "log" / "worker.log").read_text()[-5000:]
        pytest.fail(f"{script.statuses()} of {script.outlet}\n{running.output()}\n{log}")


def kill_in_turn(running: Running, chance: random.Random, kills: int) -> None:
    """Kill one part after the other at random moments, each time the main process or one of its children."""
    for turn in range(kills):
        time.sleep(chance.uniform(0.2, SECONDS_PER_KILL - 1))
        part = VICTIMS[turn % len(VICTIMS)]
        before = wait_for_part(running, part)
        children = orphans.working_in(postgres.data_dir(running.var)) if part == "database" else before
        os.kill(chance.choice([before[0], chance.choice(children)]), signal.SIGKILL)
        wait_until(running.answers, 60, f"an answer after the {part} was killed")


def wait_for_part(running: Running, part: str) -> list[int]:
    """Return the processes of a part once it runs."""
    wait_until(lambda: bool(running.pids(part)), 60, f"the {part} running")
    return running.pids(part)
