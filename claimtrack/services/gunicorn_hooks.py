"""gunicorn's configuration under the supervisor: a web worker dies with its master, so the port is free again."""

import signal
from typing import Any

from claimtrack.services.process import die_with_parent


def post_fork(server: Any, worker: Any) -> None:
    die_with_parent(signal.SIGKILL, parent=server.pid)
