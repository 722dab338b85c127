"""Keeps the parts of one claimtrack running: starts them in order, starts again what dies, stops all in order."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from claimtrack.services.errors import ServiceError
from claimtrack.services.process import Command, has_ended, spawn, stop_all

LONGEST_DELAY = 30
HEALTHY_AFTER = 60
POLL_SECONDS = 0.05
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """Somebody asked us to stop while we were starting."""


@dataclass(slots=True)
class BackOff:
    """How long to wait before a part is started again: 1, 2, 4 … 30 seconds; from 1 again after a healthy minute."""

    failures: int = 0

    def delay(self, lived: float) -> float:
        """Return the seconds to wait after a run that lasted `lived` seconds."""
        if lived >= HEALTHY_AFTER:
            self.failures = 0
        self.failures += 1
        return float(min(2 ** (self.failures - 1), LONGEST_DELAY))


@dataclass(slots=True)
class Part:
    """One process that is kept running. `clear` runs before each start and takes away what a killed one left.

    The others need a `server`: it is stopped after them.
    """

    command: Command
    server: bool = False
    is_ready: Callable[[], bool] = lambda: True
    clear: Callable[[], None] = lambda: None
    child: subprocess.Popen[bytes] | None = None
    started: float = 0
    due: float = 0
    back_off: BackOff = field(default_factory=BackOff)

    @property
    def name(self) -> str:
        return self.command.name

    def start(self) -> None:
        self.clear()
        self.child = spawn(self.command)
        self.started = time.monotonic()


class Supervisor:
    """Runs parts until a signal asks it to stop. `say` prints one line for the person at the terminal."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.parts: list[Part] = []
        self.stops = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Take signals as requests to stop, and stop every part at the end, whatever happened."""
        former = {number: signal.getsignal(number) for number in STOP_SIGNALS}
        for number, handler in former.items():
            if number == signal.SIGHUP and handler is signal.SIG_IGN:
                continue  # under nohup a hang-up stays ignored; a shell ignores SIGINT for all that runs behind it
            signal.signal(number, self.on_signal)
        try:
            yield
        except StopRequested:
            pass
        finally:
            self.stop()
            for number, handler in former.items():
                signal.signal(number, handler)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stops += 1

    def start(self, part: Part, seconds: float = 60) -> None:
        """Start `part` and wait until it is ready. Raises ServiceError when it ends or takes longer than `seconds`."""
        self.launch(part)
        self.wait_ready(part, seconds)

    def launch(self, part: Part) -> None:
        """Start `part` without waiting for it."""
        self.check_stop()
        self.parts.append(part)
        part.start()

    def wait_ready(self, part: Part, seconds: float = 60) -> None:
        """Wait until `part` is ready, and see to the others meanwhile."""
        deadline = time.monotonic() + seconds
        while not part.is_ready():
            if part.child is None or has_ended(part.child):
                raise ServiceError(f"The {part.name} {ending(part)} while starting.{last_words(part)}")
            if time.monotonic() > deadline:
                raise ServiceError(f"The {part.name} is not ready after {seconds:.0f} s.{last_words(part)}")
            self.tend(but=part)
            time.sleep(POLL_SECONDS)

    def run_once(self, command: Command) -> int:
        """Run `command` to its end, see to the parts meanwhile, and return its exit code."""
        self.check_stop()
        child = spawn(command)
        try:
            while not has_ended(child):
                self.tend()
                time.sleep(POLL_SECONDS)
        finally:
            stop_all([(command, child)], lambda: self.stops > 1)
        return child.returncode

    def run_forever(self) -> None:
        """See to the parts until we are asked to stop."""
        while not self.stops:
            self.tend()
            time.sleep(POLL_SECONDS)

    def tend(self, but: Part | None = None) -> None:
        """Note each part that has ended and start it again when its time has come."""
        self.check_stop()
        now = time.monotonic()
        for part in self.parts:
            if part is but:
                continue
            if part.child is not None and has_ended(part.child):
                self.plan_restart(part, now)
            elif part.child is None and now >= part.due:
                self.restart(part, now)

    def restart(self, part: Part, now: float) -> None:
        try:
            part.start()
        except OSError as error:  # no memory, no room, no more processes: that may pass
            part.due = now + part.back_off.delay(0)
            self.say(f"The {part.name} cannot be started: {error}; next try in {part.due - now:.0f} s.")
        else:
            self.say(f"The {part.name} is started again.")

    def plan_restart(self, part: Part, now: float) -> None:
        delay = part.back_off.delay(now - part.started)
        told = f" (log: {part.command.log})" if part.command.log else ""
        self.say(f"The {part.name} {ending(part)}; it is started again in {delay:.0f} s{told}.")
        part.child, part.due = None, now + delay

    def check_stop(self) -> None:
        if self.stops:
            raise StopRequested

    def stop(self) -> None:
        """Stop every part in good order, the servers last. A second signal ends the patience."""
        for server in (False, True):
            group = [(part.command, part.child) for part in self.parts if part.child and part.server is server]
            stop_all(group, lambda: self.stops > 1)
        self.parts.clear()


def ending(part: Part) -> str:
    """Return how the process of `part` ended, in words."""
    code = part.child.returncode if part.child else None
    if code is not None and code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def last_words(part: Part) -> str:
    """Return the end of the log of `part`, for the message that says why it did not start."""
    log = part.command.log
    if log is None or not log.exists():
        return ""
    lines = log.read_text(errors="replace").splitlines()[-5:]
    return f" The end of {log}:\n  " + "\n  ".join(lines)
