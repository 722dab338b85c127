"""The one network door: where it goes, where it never goes, and when it stops."""

import gzip
import socket
from collections.abc import Iterator

import pytest

from claimtrack.http import Limits, Unreachable, fetch, is_public
from tests.web import Site, local_site


@pytest.fixture
def site() -> Iterator[Site]:
    with local_site() as site:
        yield site


def code(url: str, **limits: object) -> str:
    with pytest.raises(Unreachable) as refused:
        fetch(url, Limits(**limits))
    return refused.value.code


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


NOT_PUBLIC = [
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "address"),
        ("ftp://example.org/", "address"),
        ("https://", "address"),
        ("http://name:secret@example.org/", "address"),
        ("http://[::1/", "address"),
        ("http://example.org:99999/", "address"),
        ("http://example.org:22/", "port"),
        ("http://127.0.0.1/", "private"),
        ("http://127.1/", "private"),
        ("http://2130706433/", "private"),
        ("http://0x7f.1/", "private"),
        ("http://[::ffff:127.0.0.1]/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://localhost/", "private"),
        ("http://no-such-name.invalid/", "name"),
    ],
)
def test_where_it_does_not_go(url: str, why: str) -> None:
    assert code(url) == why


def test_a_port_of_this_machine_only_where_it_is_named(site: Site) -> None:
    assert code(site.at("/avis")) == "port"
    assert code(site.at("/avis"), also=["localhost:1"]) == "port"
    answer = fetch(site.at("/avis"), Limits(also=[site.door]))
    assert (answer.status, answer.media_type, answer.charset) == (200, "text/html", "utf-8")
    assert "Les câbles tiennent." in answer.body.decode()
    assert fetch(site.at("/ailleurs?q=é"), Limits(also=[site.door])).status == 404
    assert site.asked[-1][0] == "/ailleurs?q=%C3%A9"


def test_no_cookie_goes_along_and_the_host_is_the_one_asked_for(site: Site) -> None:
    site.put("/biscuit", b"", 302, Location="/avis", **{"Set-Cookie": "a=b"})
    answer = fetch(site.at("/biscuit"), Limits(also=[site.door]))
    assert answer.url == site.at("/avis")
    assert [path for path, _ in site.asked] == ["/biscuit", "/avis"]
    assert all("Cookie" not in headers and headers["Host"] == site.door for _, headers in site.asked)


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://169.254.169.254/", "private"),
        ("//127.0.0.1/", "private"),
        ("file:///etc/passwd", "address"),
        ("/tourne", "redirects"),
        ("http://example.org:25/", "port"),
    ],
)
def test_redirects_are_checked_like_addresses(location: str, why: str, site: Site) -> None:
    site.put("/tourne", b"", 302, Location=location)
    assert code(site.at("/tourne"), also=[site.door]) == why
    assert len(site.asked) <= 6


def test_it_stops_when_the_time_is_up_though_bytes_still_come(site: Site) -> None:
    assert code(site.at("/slow"), also=[site.door], seconds=0.5) == "timeout"


def test_it_stops_when_there_is_too_much_packed_or_not(site: Site) -> None:
    site.put("/gros", b"x" * 50_000)
    site.put("/bombe", gzip.compress(b"x" * 50_000_000), **{"Content-Encoding": "gzip"})
    assert code(site.at("/gros"), also=[site.door], size=40_000) == "too_large"
    assert code(site.at("/bombe"), also=[site.door], size=1_000_000) == "too_large"
    assert len(fetch(site.at("/gros"), Limits(also=[site.door], size=50_000)).body) == 50_000


def test_nobody_there_nonsense_and_no_certificate(site: Site) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        door = f"localhost:{closed.getsockname()[1]}"
        assert code(f"http://{door}/", also=[door]) == "connect"
    assert code(site.at("/avis").replace("http:", "https:"), also=[site.door]) == "connect"
    site.put("/faux", b"not gzip", **{"Content-Encoding": "gzip"})
    assert code(site.at("/faux"), also=[site.door]) == "broken"


def test_the_error_says_whether_to_try_again() -> None:
    assert Unreachable("timeout").retry and not Unreachable("private").retry
