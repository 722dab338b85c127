"""Directories that are the servers' alone."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from claimtrack.services.account import Account, prepare_var, private_dir, server_account
from claimtrack.services.errors import ServiceError

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="shows what root does")


def test_a_private_directory_is_closed_to_others(var: Path) -> None:
    assert stat.S_IMODE(private_dir(var / "run", None).stat().st_mode) == 0o700


def test_a_link_that_somebody_put_there_first_is_refused(var: Path) -> None:
    var.mkdir()
    (var / "elsewhere").mkdir()
    (var / "run").symlink_to(var / "elsewhere")
    with pytest.raises(ServiceError, match="is not a directory of user"):
        private_dir(var / "run", None)


@AS_ROOT
def test_a_directory_of_another_user_is_refused(var: Path) -> None:
    var.mkdir()
    os.chown(var, 12345, 12345)
    with pytest.raises(ServiceError, match="is not a directory of user"):
        private_dir(var, Account(23456, 23456))


@AS_ROOT
def test_root_runs_the_servers_as_nobody(var: Path) -> None:
    assert server_account(var / "pg") == Account(*pwd.getpwnam("nobody")[2:4])


@AS_ROOT
def test_root_runs_the_servers_as_the_owner_of_the_data(var: Path) -> None:
    var.mkdir()
    os.chown(var, 12345, 12346)
    assert server_account(var) == Account(12345, 12346)


@AS_ROOT
def test_only_var_is_opened_never_what_lies_above_it(var: Path) -> None:
    var.mkdir(mode=0o700)
    var.parent.chmod(0o700)
    prepare_var(var)
    assert stat.S_IMODE(var.stat().st_mode) == 0o701
    assert stat.S_IMODE(var.parent.stat().st_mode) == 0o700


def test_a_var_that_cannot_be_made_is_a_clear_refusal(var: Path) -> None:
    var.parent.joinpath("file").touch()
    with pytest.raises(ServiceError, match="as CLAIMTRACK_VAR"):
        prepare_var(var.parent / "file" / "var")
