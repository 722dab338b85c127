"""Start a process that dies with its parent, and end one with all that it started."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from claimtrack.services.account import Account

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
LOG_BYTES = 10 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One program to run: as whom, where, with which signals it ends in good order.

    `log` is the file its output is added to (None: our own output). `death_signal` is sent by the kernel when we die.
    """

    name: str
    argv: list[str]
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    log: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 15
    death_signal: signal.Signals = signal.SIGKILL


def die_with_parent(death_signal: signal.Signals, parent: int | None = None) -> None:
    """Ask the kernel to send us `death_signal` when the thread that started us ends; on other systems do nothing.

    `parent` is who started us: it may have died before we asked.
    """
    if LIBC is None:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, death_signal)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def spawn(command: Command) -> subprocess.Popen[bytes]:
    """Start `command` in a process group of its own (Ctrl-C reaches only us). Call it from the main thread alone."""
    parent = os.getpid()
    # The change of account clears the death signal, so it is asked for after it: preexec_fn runs last.
    preparation = partial(die_with_parent, command.death_signal, parent)
    account = command.account
    log = open_log(command.log) if command.log else None
    try:
        return subprocess.Popen(
            command.argv,
            cwd=command.cwd,
            env=dict(command.env),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            process_group=0,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=preparation,  # noqa: PLW1509 (the supervisor has no threads)
        )
    finally:
        if log is not None:
            os.close(log)


def open_log(path: Path) -> int:
    """Open a log for adding to it; one that has grown past 10 MB is put aside as `<name>.1` first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_name(path.name + ".1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o640)


def has_ended(child: subprocess.Popen[bytes]) -> bool:
    """Tell whether `child` has ended; then nothing of its process group is left either."""
    if child.returncode is not None:
        return True
    # The group is killed before the child is reaped: as long as it is a zombie its number cannot be given away.
    if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        return False
    kill_group(child)
    child.wait()
    return True


def kill_group(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def wait_for(condition: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    """Tell whether `condition` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def stop_all(children: list[tuple[Command, subprocess.Popen[bytes]]], now: Callable[[], bool]) -> None:
    """End `children` at the same time, each in good order; by force after its time, or as soon as `now()` is true."""
    for command, child in children:
        if not has_ended(child):
            child.send_signal(command.stop_signal)
    patience = max((command.stop_seconds for command, _ in children), default=0)
    wait_for(lambda: now() or all(has_ended(child) for _, child in children), patience)
    for _, child in children:
        if not has_ended(child):
            kill_group(child)
            child.wait()
