"""An early pytest plugin (`-p tests.servers`) that gives a test run its own PostgreSQL and Valkey.

pytest-django reads the settings before any conftest.py is asked, so the servers must be there earlier. They live
in a directory of their own under /tmp, beside a claimtrack that may be running, without fsync; they die with pytest.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.services import postgres, valkey
from claimtrack.services.account import prepare_var
from claimtrack.services.process import Command, spawn, stop_all, wait_for

# Whoever runs the tests behind nohup or in the background ignores these; what the tests start must not inherit that.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)

STARTED: list[tuple[Command, subprocess.Popen[bytes]]] = []
# Variables of the shell that would lead the tests elsewhere, or change what they see.
NOT_FOR_TESTS = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DEBUG",
    "HTTPS",
    "EMAIL_URL",
    "HOST",
    "PORT",
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the servers; the workers of pytest-xdist inherit them with the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        var = Path(tempfile.mkdtemp(prefix="claimtrack-test-", dir="/tmp"))
        for name in NOT_FOR_TESTS:
            os.environ.pop(name, None)
        os.environ["CLAIMTRACK_VAR"] = str(var)
        early_config.add_cleanup(stop_servers)
        start_servers(var)
    return (yield)


def start_servers(var: Path) -> None:
    prepare_var(var)
    for server in (postgres, valkey):
        command = server.command(var, careless=True)
        STARTED.append((command, spawn(command)))
        if not wait_for(lambda is_ready=server.is_ready: is_ready(var), 30):
            raise pytest.UsageError(f"The {command.name} for the tests does not start: see {command.log}")


def stop_servers() -> None:
    stop_all(STARTED, lambda: False)
    STARTED.clear()
    shutil.rmtree(os.environ["CLAIMTRACK_VAR"], ignore_errors=True)
