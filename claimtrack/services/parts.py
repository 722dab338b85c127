"""The parts of a running claimtrack and the command line of each."""

import http.client
import os
import shlex
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from claimtrack.services import orphans, postgres, valkey
from claimtrack.services.process import Command
from claimtrack.services.supervisor import Part

PROJECT = Path(__file__).resolve().parent.parent.parent
HEALTH = "/healthz/"
# Its control socket would lie in the home directory; --preload loads claimtrack once for both workers.
GUNICORN = shlex.split(
    "-m gunicorn --workers 2 --threads 4 --worker-class gthread --preload --graceful-timeout 10 --log-level warning"
    " --no-control-socket --config python:claimtrack.services.gunicorn_hooks"
)
WORKER = shlex.split(
    "worker --concurrency 2 --without-gossip --without-mingle --include claimtrack.services.celery_hooks"
)


def database(var: Path) -> Part:
    return Part(
        postgres.command(var),
        server=True,
        is_ready=partial(postgres.is_ready, var),
        clear=partial(postgres.clear_leftovers, var),
    )


def broker(var: Path) -> Part:
    return Part(
        valkey.command(var),
        server=True,
        is_ready=partial(valkey.is_ready, var),
        clear=partial(valkey.clear_leftovers, var),
    )


def web(var: Path, host: str, port: int, environment: Mapping[str, str]) -> Part:
    """Return gunicorn on `host`:`port`. Its output is ours: mail is printed until EMAIL_URL is set."""
    command = Command(
        name="web server",
        argv=[sys.executable, *GUNICORN, "--bind", netloc(host, port), "claimtrack.wsgi:application"],
        cwd=PROJECT,
        env=environment,
    )
    return Part(command, is_ready=partial(answers, host, port))


def worker(var: Path, environment: Mapping[str, str]) -> Part:
    return celery_part("worker", WORKER, var, environment)


def beat(var: Path, environment: Mapping[str, str]) -> Part:
    (var / "beat").mkdir(exist_ok=True)
    return celery_part("beat", ["beat", "--schedule", str(var / "beat" / "schedule")], var, environment)


def celery_part(name: str, options: list[str], var: Path, environment: Mapping[str, str]) -> Part:
    argv = [sys.executable, "-m", "celery", "-A", "claimtrack", *options, "--loglevel", "INFO"]
    return Part(Command(name=name, argv=argv, cwd=PROJECT, env=environment, log=var / "log" / f"{name}.log"))


def django_command(name: str, environment: Mapping[str, str]) -> Command:
    """Return a management command that runs to its end, its output ours."""
    argv = [sys.executable, str(PROJECT / "manage.py"), name]
    return Command(name=name, argv=argv, cwd=PROJECT, env=environment)


def child_environment(var: Path) -> dict[str, str]:
    """Return the environment of the Python parts: ours, with `var`, a place of its own for what a killed part leaves
    half-written, and the mark that a later sweep knows them by."""
    return {**os.environ, "CLAIMTRACK_VAR": str(var), "TMPDIR": str(temporary_dir(var)), orphans.MARK: str(var)}


def temporary_dir(var: Path) -> Path:
    return var / "tmp"


def reachable(host: str) -> str:
    """Return where a browser of this machine finds a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def netloc(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def answers(host: str, port: int) -> bool:
    """Tell whether claimtrack answers at `host`:`port`, be it to refuse our host name or to send us to https."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=10)
    try:
        connection.request("GET", HEALTH, headers={"Host": "localhost"})
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
