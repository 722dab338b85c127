"""Starting and ending processes with all that they start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from claimtrack.services import orphans
from claimtrack.services.errors import ServiceError
from claimtrack.services.lock import only_one
from claimtrack.services.process import LOG_BYTES, Command, has_ended, open_log, spawn, stop_all, wait_for

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
WITH_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {STUBBORN!r}])"


def python(program: str, var: Path, **options: object) -> Command:
    return Command(
        name="sleeper",
        argv=[sys.executable, "-c", program],
        cwd=var.parent,
        env={**os.environ, orphans.MARK: str(var)},
        log=var.parent / "log",
        **options,  # type: ignore[arg-type]
    )


def never() -> bool:
    return False


def started(var: Path, program: str, **options: object) -> tuple[Command, subprocess.Popen[bytes]]:
    command = python(program, var, **options)
    child = spawn(command)
    assert wait_for(lambda: b"on" in (var.parent / "log").read_bytes(), 10)
    return command, child


def test_what_will_not_stop_is_killed_with_all_that_it_started(var: Path) -> None:
    pair = started(var, WITH_A_CHILD, stop_signal=signal.SIGCONT, stop_seconds=0.2)
    assert len(orphans.supervised(var)) == 2
    stop_all([pair], never)
    assert pair[1].returncode == -signal.SIGKILL
    assert wait_for(lambda: not orphans.supervised(var), 2)


def test_a_second_request_ends_the_patience(var: Path) -> None:
    pair = started(var, STUBBORN, stop_seconds=60)
    stop_all([pair], lambda: True)
    assert pair[1].returncode == -signal.SIGKILL


def test_nothing_of_a_killed_process_is_left(var: Path) -> None:
    _, child = started(var, WITH_A_CHILD)
    assert not has_ended(child)
    os.kill(child.pid, signal.SIGKILL)
    assert wait_for(lambda: has_ended(child), 5)
    assert wait_for(lambda: not orphans.supervised(var), 2)


def test_a_sweep_finds_what_bears_the_mark_and_nothing_else(var: Path) -> None:
    pair = started(var, STUBBORN)
    other = started(var.with_name("other"), STUBBORN)
    assert orphans.supervised(var) == [pair[1].pid]
    orphans.end(lambda: orphans.supervised(var))
    assert wait_for(lambda: has_ended(pair[1]), 2)
    assert not has_ended(other[1])
    stop_all([other], lambda: True)


def test_a_large_log_is_put_aside(var: Path) -> None:
    log = var.parent / "worker.log"
    log.write_bytes(b"x" * (LOG_BYTES + 1))
    os.close(open_log(log))
    assert log.stat().st_size == 0
    assert log.with_name("worker.log.1").stat().st_size == LOG_BYTES + 1


def test_the_lock_names_who_holds_it(var: Path) -> None:
    var.mkdir()
    refusal = pytest.raises(ServiceError, match=rf"already running on {var} \(pid {os.getpid()}\)")
    with only_one(var), refusal, only_one(var):
        pass
    with only_one(var):
        pass
