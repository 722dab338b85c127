"""Addresses of the web server."""

import pytest

from claimtrack.management.commands.up import check_port
from claimtrack.services import parts
from claimtrack.services.errors import ServiceError


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "127.0.0.1:80"), ("0.0.0.0", "127.0.0.1:80"), ("::", "[::1]:80"), ("::1", "[::1]:80")],
)
def test_an_address_that_a_browser_can_open_is_shown(host: str, expected: str) -> None:
    assert parts.netloc(parts.reachable(host), 80) == expected


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 0), ("127.0.0.1", 70000), ("no-such-host.invalid", 8000), ("192.0.2.1", 8000)]
)
def test_an_address_that_is_not_ours_is_refused(host: str, port: int) -> None:
    with pytest.raises(ServiceError, match=f"Cannot listen on {host}:{port}"):
        check_port(host, port)
