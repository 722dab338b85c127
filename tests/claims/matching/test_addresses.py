"""Addresses of one page, however they are written."""

import pytest

from claims.matching.addresses import address_key

KNOWN = "https://ponts.example/rapport?id=7"


@pytest.mark.parametrize(
    "url",
    [
        " http://www.Ponts.example/rapport/?id=7#page=2",
        "https://ponts.example./rapport?utm_source=lettre&id=7&fbclid=x&xtor=RSS-1",
        "https://ponts.example:443/rapport?id=7",
    ],
)
def test_one_page(url: str) -> None:
    assert address_key(url) == address_key(KNOWN)


@pytest.mark.parametrize(
    "url",
    [
        "https://ponts.example/rapport",
        "https://ponts.example/rapport?id=8",
        "https://ponts.example/Rapport?id=7",
        "https://ponts.example:8443/rapport?id=7",
        "https://mesures.ponts.example/rapport?id=7",
    ],
)
def test_another_page(url: str) -> None:
    assert address_key(url) != address_key(KNOWN)


@pytest.mark.parametrize("url", ["http://[", "http://x:y/", "", "?", "http://x/?\ud800=\0"])
def test_whatever_is_sent_has_a_key(url: str) -> None:
    assert isinstance(address_key(url), str)
