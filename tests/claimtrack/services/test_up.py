"""`manage.py up` as people run it: real servers, worker, beat and web server."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from claimtrack.services import postgres, valkey
from tests.claimtrack.services.conftest import FirstRun
from tests.running import PARTS, Running, free_port, wait_until

Start = Callable[..., Running]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="shows what root does")


def test_a_first_start_ends_ready_and_a_stop_leaves_nothing(first_run: FirstRun) -> None:
    assert "claimtrack is ready at" in first_run.output
    assert (first_run.exit_code, first_run.left_over) == (0, [])


def test_a_second_start_is_clean_and_ends_with_its_terminal(start: Start, warm: Path) -> None:
    running = start()
    running.wait_ready()
    running.wait_said("claimtrack is ready at")
    assert running.stop(signal.SIGHUP) == 0
    assert running.left_over() == []


def test_after_a_kill_nothing_is_left_and_the_next_start_is_clean(start: Start, warm: Path) -> None:
    """Stopped processes are as deaf as busy ones: no signal but SIGKILL reaches them."""
    killed = start()
    killed.wait_ready(90)
    killed.wait_said("claimtrack is ready at")
    wait_until(lambda: len(killed.pids("worker")) >= 3, 60, "worker pool")
    assert len(killed.left_over()) > len(PARTS)
    for pid in [*killed.pids("worker"), *killed.pids("web server")]:
        os.kill(pid, signal.SIGSTOP)
    os.kill(killed.supervisor(), signal.SIGKILL)
    killed.process.wait()
    wait_until(lambda: not killed.left_over(), 5, "end of all parts")
    again = start()
    again.wait_ready()
    assert again.stop() == 0
    assert "started again" not in again.output()


def test_nothing_is_written_outside_var(start: Start, warm: Path) -> None:
    outside = {name: warm.parent / name for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")}
    for folder in outside.values():
        folder.mkdir()
    running = start(environment={name: str(folder) for name, folder in outside.items()})
    running.wait_ready(90)
    running.wait_said("claimtrack is ready at")
    wait_until(lambda: len(running.pids("worker")) >= 3, 60, "worker pool")
    os.kill(running.supervisor(), signal.SIGKILL)
    running.process.wait()
    assert [list(folder.iterdir()) for folder in outside.values()] == [[]] * len(outside)


def test_each_part_that_dies_is_started_again(start: Start, warm: Path) -> None:
    running = start()
    running.wait_ready(90)
    running.wait_said("claimtrack is ready at")
    for part in PARTS:
        before = running.pids(part)[0]
        running.kill(part)
        wait_until(lambda part=part, before=before: running.pids(part)[:1] not in ([], [before]), 20, f"another {part}")
    for name in PARTS:
        running.wait_said(f"The {name} was killed by SIGKILL; it is started again in 1 s")
        running.wait_said(f"The {name} is started again.")
    running.wait_ready()
    assert running.stop() == 0
    assert running.left_over() == []


def test_a_second_start_on_the_same_var_is_refused_and_harms_nothing(start: Start, warm: Path) -> None:
    first = start()
    first.wait_ready(90)
    second = Running(first.var)
    second.log = first.log.with_name("second.out")
    assert second.start().process.wait(30) != 0
    assert f"already running on {first.var} (pid {first.supervisor()})" in second.output()
    assert first.answers()


def test_servers_that_are_given_are_used_and_none_is_started(start: Start, var: Path) -> None:
    given = Path(os.environ["CLAIMTRACK_VAR"])
    with psycopg.connect(postgres.default_url(given), autocommit=True) as connection:
        connection.execute("CREATE DATABASE given")
        environment = {
            "DATABASE_URL": postgres.default_url(given, "given"),
            "REDIS_URL": valkey.default_url(given).replace("db=0", "db=5"),
            "SECRET_KEY": "for this test alone",
        }
        running = start(environment=environment, arguments=())
        running.wait_ready(90)
        running.wait_said("claimtrack is ready at")
        assert running.stop() == 0
        assert not (var / "pg").exists()
        assert not (var / "valkey").exists()
        assert not (var / "sample_logins.json").exists(), "the sample goes into no database of the newsroom's own"
        connection.execute("DROP DATABASE given WITH (FORCE)")


def test_a_port_in_use_is_refused_before_anything_starts(start: Start) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        port = taken.getsockname()[1]
        refused = start(port=port)
        assert refused.process.wait(30) != 0
    assert f"Cannot listen on 127.0.0.1:{port}" in refused.output()
    assert not (refused.var / "pg").exists()


def test_data_of_another_version_are_refused(start: Start, warm: Path) -> None:
    (warm / "pg" / "PG_VERSION").write_text("15\n")
    refused = start()
    assert refused.process.wait(30) != 0
    assert "was written by PostgreSQL 15" in refused.output()


def test_it_works_under_a_path_too_long_for_a_socket(start: Start, warm: Path, tidy: Callable[[Path], Path]) -> None:
    running = start(tidy(warm.rename(warm.with_name("x" * 100))))
    running.wait_ready(90)
    running.wait_said("claimtrack is ready at")
    wait_until(lambda: "celery@" in (running.var / "log" / "worker.log").read_text(), 30, "worker ready")
    assert running.stop() == 0


@AS_ROOT
def test_root_may_run_it_in_a_folder_closed_to_others(start: Start, var: Path, tidy: Callable[[Path], Path]) -> None:
    closed = var.parent / "closed"
    closed.mkdir(mode=0o700)
    running = start(tidy(closed / "var"))
    running.wait_ready(90)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert running.stop() == 0


@AS_ROOT
def test_an_ordinary_user_runs_everything_as_himself(start: Start, var: Path) -> None:
    prefix = ("setpriv", "--pdeathsig", "TERM", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups")
    probe = [sys.executable, "-c", "import sys; print(sys.prefix, sys.version)"]
    ours, theirs = (
        subprocess.run(argv, capture_output=True, check=False).stdout for argv in (probe, [*prefix, *probe])
    )
    if ours != theirs:
        pytest.skip("the Python of .venv is closed to other users")
    var.mkdir()
    os.chown(var, 65534, 65534)
    running = start(prefix=prefix, environment={"HOME": "/nonexistent"})
    running.wait_ready(90)
    running.wait_said("claimtrack is ready at")
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in (running.supervisor(), *running.left_over())}
    assert owners == {65534}
    assert {path.stat().st_uid for path in var.rglob("*")} == {65534}
    assert running.stop() == 0
