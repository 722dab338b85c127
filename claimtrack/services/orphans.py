"""Find and end what an earlier supervisor left behind. Read from /proc; where there is none, nothing is found."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from claimtrack.services.process import wait_for

PROC = Path("/proc")
# Set for every Python process of a supervisor, so that the next one knows them.
MARK = "CLAIMTRACK_SUPERVISED"


def pids() -> Iterator[int]:
    """Yield every process but ourselves."""
    if PROC.is_dir():
        yield from (
            int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()
        )


def found(test: Callable[[Path], bool]) -> list[int]:
    """Return the processes whose /proc folder passes `test`; those that ended or are not ours to read do not."""
    result = []
    for pid in pids():
        with suppress(OSError):
            if test(PROC / str(pid)):
                result.append(pid)
    return result


def working_in(folder: Path) -> list[int]:
    """Return the processes whose working directory is `folder`: a database server and all its children have one."""
    return found(lambda process: (process / "cwd").readlink() == folder)


def supervised(var: Path) -> list[int]:
    """Return the processes that a supervisor of `var` started."""
    mark = os.fsencode(f"{MARK}={var}")
    return found(lambda process: mark in (process / "environ").read_bytes().split(b"\0"))


def send(signal_number: signal.Signals, targets: list[int]) -> None:
    for pid in targets:
        with suppress(ProcessLookupError):
            os.kill(pid, signal_number)


def end(find: Callable[[], list[int]]) -> None:
    """Kill what `find` returns until it returns nothing, for five seconds at most."""

    def gone() -> bool:
        left = find()
        send(signal.SIGKILL, left)
        return not left

    wait_for(gone, 5)
