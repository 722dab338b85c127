"""A real `manage.py up` on its own CLAIMTRACK_VAR and port, for the tests that need everything running."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from claimtrack.services import orphans, postgres, valkey
from claimtrack.services.process import die_with_parent
from tests.servers import NOT_FOR_TESTS

# The parts of a running claimtrack and what their command lines alone contain.
PARTS = {
    "database": "/postgres -D",
    "broker": "valkey-server",
    "web server": "-m gunicorn",
    "worker": "claimtrack worker",
    "beat": "claimtrack beat",
}
PROJECT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait until `condition` is true and return how many seconds that took; fail after `seconds`."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > seconds:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.05)
    return time.monotonic() - start


class Running:
    """One `manage.py up`. `prefix` runs it as somebody else, `environment` is added to ours."""

    def __init__(
        self,
        var: Path,
        *,
        port: int | None = None,
        prefix: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        arguments: Sequence[str] = ("--no-sample",),
    ) -> None:
        self.var = var
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = var.with_name(f"{var.name}.out")
        given = {name: value for name, value in os.environ.items() if name not in NOT_FOR_TESTS}
        self.environment = given | {"CLAIMTRACK_VAR": str(var), "PORT": str(self.port)} | (environment or {})
        self.argv = [*prefix, sys.executable, "manage.py", "up", *arguments]

    def start(self) -> "Running":
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.argv,
                cwd=PROJECT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
                # It stops when the tests are killed.
                preexec_fn=partial(die_with_parent, signal.SIGTERM),  # noqa: PLW1509
            )
        return self

    def output(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def answers(self) -> bool:
        """Tell whether the first page is there."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz/", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def wait_ready(self, seconds: float = 60) -> float:
        """Wait for the first page and return the seconds it took; fail with the output when the start fails."""

        def ready() -> bool:
            assert self.process.poll() is None, self.output()
            return self.answers()

        return wait_until(ready, seconds, f"first page of {self.argv}\n{self.output()}")

    def wait_said(self, words: str, seconds: float = 30, times: int = 1) -> None:
        wait_until(
            lambda: self.output().count(words) >= times, seconds, f"{words!r} {times} times in:\n{self.output()}"
        )

    def left_over(self) -> list[int]:
        """Return the processes of this claimtrack that are alive, the supervisor aside."""
        found = {*orphans.supervised(self.var)}
        for server in (postgres, valkey):
            found |= {*orphans.working_in(server.data_dir(self.var))}
        return sorted(found - {self.process.pid})

    def pids(self, part: str) -> list[int]:
        """Return the processes of one part (see PARTS), the main one first; none while it is down."""
        if part == "broker":
            return orphans.working_in(valkey.data_dir(self.var))
        found = orphans.working_in(postgres.data_dir(self.var)) if part == "database" else orphans.supervised(self.var)
        return sorted(pid for pid in found if PARTS[part] in command_line(pid))

    def kill(self, part: str) -> None:
        os.kill(self.pids(part)[0], signal.SIGKILL)

    def stop(self, number: signal.Signals = signal.SIGTERM, seconds: float = 40) -> int:
        """Ask it to stop and return its exit code."""
        if self.process.poll() is None:
            os.kill(self.supervisor(), number)
        return self.process.wait(seconds)

    def supervisor(self) -> int:
        """Return the pid of the supervisor itself, whatever program started it."""
        return int((self.var / "up.lock").read_text())

    def kill_all(self) -> None:
        """Leave nothing running, however the test went."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        wait_until(lambda: not self.left_over(), 30, "end of all parts")
        self.log.unlink(missing_ok=True)


def command_line(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
