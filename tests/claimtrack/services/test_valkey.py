"""The embedded Valkey, started for real."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from claimtrack.services import valkey
from claimtrack.services.account import prepare_var
from claimtrack.services.process import spawn, stop_all, wait_for


@contextmanager
def running(var: Path) -> Iterator[subprocess.Popen[bytes]]:
    prepare_var(var)
    valkey.clear_leftovers(var)
    command = valkey.command(var)
    child = spawn(command)
    try:
        assert wait_for(lambda: valkey.is_ready(var), 10)
        yield child
    finally:
        stop_all([(command, child)], lambda: False)


def test_queued_messages_outlive_a_stop(var: Path) -> None:
    with running(var), redis.Redis.from_url(valkey.default_url(var)) as client:
        client.rpush("celery", "one", "two")
    with running(var), redis.Redis.from_url(valkey.default_url(var)) as client:
        assert client.llen("celery") == 2


def test_queued_messages_outlive_a_kill(var: Path) -> None:
    with running(var) as child, redis.Redis.from_url(valkey.default_url(var)) as client:
        client.rpush("celery", "one")
        client.execute_command("WAITAOF", 1, 0, 5000)
        child.kill()
    with running(var), redis.Redis.from_url(valkey.default_url(var)) as client:
        assert client.lrange("celery", 0, -1) == [b"one"]


def test_it_listens_on_no_network(var: Path) -> None:
    with running(var), redis.Redis.from_url(valkey.default_url(var)) as client:
        assert client.config_get("port") == {"port": "0"}


def test_it_is_not_ready_before_it_runs(var: Path) -> None:
    assert valkey.is_ready(var) is False
