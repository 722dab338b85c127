"""Whose failed sign-ins are counted together."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import RequestFactory

from claimtrack.accounts.client import client_address


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("", "", ""),
    ],
)
def test_only_the_proxy_is_believed(peer: str, forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_a_command_without_its_database_says_so_in_one_line(tmp_path: Path) -> None:
    manage = Path(__file__).resolve().parents[2] / "manage.py"
    environment = {"CLAIMTRACK_VAR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, manage, "create_token", "agence", "--scope", "read"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be reached")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
