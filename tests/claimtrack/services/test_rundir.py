"""Where the servers live: one place for each CLAIMTRACK_VAR, and the same for every process."""

import os
from pathlib import Path

import pytest

from claimtrack.services import postgres, rundir, valkey

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="shows what root does")


def test_the_sockets_lie_in_var_itself(var: Path) -> None:
    assert rundir.run_dir(var) == var / "run"
    assert rundir.data_home(var) == var


def test_a_path_too_long_for_a_socket_moves_the_sockets_alone(var: Path) -> None:
    deep = var / ("x" * 80)
    assert rundir.run_dir(deep) == Path(f"/tmp/claimtrack-{os.geteuid()}-{rundir.path_hash(deep)}")
    assert rundir.data_home(deep) == deep


@pytest.mark.parametrize("name", ["my claims", "réda", "50%", "a?b", "a#b", "a,b"])
def test_characters_that_a_url_would_escape_move_the_sockets_too(var: Path, name: str) -> None:
    assert rundir.run_dir(var / name).parent == Path("/tmp")


def test_two_places_never_share_a_run_directory(var: Path) -> None:
    assert rundir.run_dir(var / ("x" * 80)) != rundir.run_dir(var / ("y" * 80))


@AS_ROOT
def test_a_folder_closed_to_the_servers_moves_all_of_them(var: Path) -> None:
    var.parent.chmod(0o700)
    assert rundir.run_dir(var) == rundir.data_home(var) == Path("/var/lib") / f"claimtrack-{rundir.path_hash(var)}"


@AS_ROOT
def test_var_itself_may_be_closed_for_it_is_ours_to_open(var: Path) -> None:
    var.mkdir(mode=0o700)
    assert rundir.run_dir(var) == var / "run"


def test_the_urls_name_the_sockets(var: Path) -> None:
    assert postgres.default_url(var) == f"postgresql://claimtrack@/claimtrack?host={var}/run&port=5432"
    assert valkey.default_url(var) == f"unix://{var}/run/valkey.sock?db=0"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("unix:///run/valkey.sock?db=3", "redis+socket:///run/valkey.sock?virtual_host=3"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0"),
        ("redis://localhost:6379/1", "redis://localhost:6379/1"),
        ("rediss://user:secret@broker.example.org:6380/0", "rediss://user:secret@broker.example.org:6380/0"),
    ],
)
def test_celery_gets_the_url_that_it_understands(given: str, expected: str) -> None:
    assert valkey.celery_url(given) == expected
