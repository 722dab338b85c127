"""The supervisor with small parts of its own; test_up.py has the real ones."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from claimtrack.services.errors import ServiceError
from claimtrack.services.process import Command, wait_for
from claimtrack.services.supervisor import BackOff, Part, Supervisor


def part(var: Path, program: str, name: str = "sleeper") -> Part:
    return Part(
        Command(
            name=name,
            argv=[sys.executable, "-c", program],
            cwd=var.parent,
            env=dict(os.environ),
            log=var.parent / f"{name}.log",
        )
    )


SLEEP = "import time; time.sleep(60)"


def test_the_delay_doubles_to_half_a_minute() -> None:
    back_off = BackOff()
    assert [back_off.delay(lived=0.1) for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_a_healthy_minute_begins_the_delays_anew() -> None:
    back_off = BackOff(failures=9)
    assert back_off.delay(lived=60) == 1
    assert back_off.delay(lived=59) == 2


def test_a_part_that_dies_is_started_again_and_said_so(var: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append)
    with supervisor.running():
        sleeper = part(var, SLEEP)
        supervisor.start(sleeper)
        assert sleeper.child is not None
        first = sleeper.child.pid
        os.kill(first, signal.SIGKILL)

        def again() -> bool:
            supervisor.tend()
            return sleeper.child is not None and sleeper.child.pid != first

        begun = time.monotonic()
        assert wait_for(again, 5)
        assert time.monotonic() - begun >= 1
    assert said == [
        f"The sleeper was killed by SIGKILL; it is started again in 1 s (log: {sleeper.command.log}).",
        "The sleeper is started again.",
    ]


def test_a_part_that_does_not_start_is_told_with_the_end_of_its_log(var: Path) -> None:
    supervisor = Supervisor(print)
    failing = part(var, "import sys; sys.exit('no room left')")
    failing.is_ready = lambda: False
    refusal = pytest.raises(ServiceError, match=r"sleeper ended with code 1 while starting(.|\n)*no room left")
    with refusal, supervisor.running():
        supervisor.start(failing)


def test_a_part_that_is_never_ready_is_not_waited_for_forever(var: Path) -> None:
    supervisor = Supervisor(print)
    slow = part(var, SLEEP)
    slow.is_ready = lambda: False
    with pytest.raises(ServiceError, match="sleeper is not ready after 0 s"), supervisor.running():
        supervisor.start(slow, seconds=0.3)
    assert slow.child is not None
    assert slow.child.returncode is not None


def test_the_servers_stop_after_the_others(var: Path) -> None:
    slow_end = (
        "import signal, sys, time\n"
        "def end(*_):\n time.sleep(0.5); open(sys.argv[1], 'w').write(str(time.time())); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end); open(sys.argv[1] + '.on', 'w'); time.sleep(60)"
    )
    supervisor = Supervisor(print)
    with supervisor.running():
        for name in ("server", "web"):
            one = part(var, slow_end, name)
            one.command.argv.append(str(var.parent / name))
            one.server = name == "server"
            one.is_ready = (var.parent / f"{name}.on").exists
            supervisor.start(one)
    ended = {name: float((var.parent / name).read_text()) for name in ("server", "web")}
    assert ended["server"] >= ended["web"] + 0.5


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(var: Path, number: signal.Signals) -> None:
    supervisor = Supervisor(print)
    sleeper = part(var, SLEEP)
    with supervisor.running():
        supervisor.start(sleeper)
        threading.Timer(0.3, os.kill, (os.getpid(), number)).start()
        supervisor.run_forever()
    assert sleeper.child is not None
    assert sleeper.child.returncode == -signal.SIGTERM


def test_a_signal_during_the_start_stops_it(var: Path) -> None:
    supervisor = Supervisor(print)
    never_ready = part(var, SLEEP)
    never_ready.is_ready = lambda: False
    with supervisor.running():
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        supervisor.start(never_ready)
        pytest.fail("the start went on")
    assert never_ready.child is not None
    assert never_ready.child.returncode is not None
