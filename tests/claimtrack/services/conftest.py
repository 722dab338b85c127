"""Short directories: pytest's own are too long for the sockets that these tests look at."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from claimtrack.services.rundir import data_home, run_dir
from tests.running import Running


@pytest.fixture
def var() -> Iterator[Path]:
    """A fresh CLAIMTRACK_VAR; it and its run directory are gone afterwards."""
    parent = Path(tempfile.mkdtemp(prefix="claimtrack-test-", dir="/tmp"))
    parent.chmod(0o755)
    yield parent / "var"
    shutil.rmtree(parent)


@pytest.fixture
def tidy() -> Iterator[Callable[[Path], Path]]:
    """Notes a CLAIMTRACK_VAR whose run directory lies elsewhere, and removes both in the end."""
    noted: list[Path] = []

    def note(path: Path) -> Path:
        noted.append(path)
        return path

    yield note
    for path in noted:
        for folder in {run_dir(path), data_home(path), path}:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class FirstRun:
    """A CLAIMTRACK_VAR that has been through its first run, and how that went."""

    var: Path
    output: str
    exit_code: int
    left_over: list[int]


@pytest.fixture(scope="session")
def first_run() -> Iterator[FirstRun]:
    """What most tests need no second time."""
    parent = Path(tempfile.mkdtemp(prefix="claimtrack-test-", dir="/tmp"))
    parent.chmod(0o755)
    running = Running(parent / "var").start()
    try:
        running.wait_ready(120)
        running.wait_said("claimtrack is ready at", 60)
        yield FirstRun(running.var, running.output(), running.stop(signal.SIGINT), running.left_over())
    finally:
        running.kill_all()
        shutil.rmtree(parent)


@pytest.fixture
def warm(var: Path, first_run: FirstRun) -> Path:
    """A CLAIMTRACK_VAR of its own that has been through its first run."""
    subprocess.run(["cp", "--archive", first_run.var, var], check=True)
    return var


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Running]]:
    """Starts a real `manage.py up`; in the end nothing of it is left."""
    started: list[Running] = []

    def begin(where: Path = var, **options: Any) -> Running:
        running = Running(where, **options).start()
        started.append(running)
        return running

    yield begin
    for running in reversed(started):
        running.kill_all()
