"""One supervisor per CLAIMTRACK_VAR."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimtrack.services.errors import ServiceError

LOCK = "up.lock"


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the lock of `var`, or raise ServiceError naming who holds it. The kernel gives it back however we end."""
    descriptor = os.open(var / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.read(descriptor, 20).decode().strip() or "unknown"
            raise ServiceError(
                f"claimtrack is already running on {var} (pid {pid}). Stop that one first, or start this one with "
                "another CLAIMTRACK_VAR and PORT."
            ) from error
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)
