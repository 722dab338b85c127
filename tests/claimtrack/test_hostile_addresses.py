"""Whatever stands in the address of a list, page or REST: never a 500, and the rest of the site goes on."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from drf_spectacular.generators import SchemaGenerator

from articles.filters import ArticleFilter
from claims.actor_filters import ActorFilter
from claims.filters import ClaimFilter
from claims.queue_filters import QueueFilter
from claims.source_filters import SourceFilter
from claims.story_filters import StoryFilter
from tests.claimtrack.test_pages import PAGES
from tests.factories import a_claim, a_source

NONSENSE = {
    "NUL": "%00",
    "a NUL inside": "a%00b",
    "a number too large": "9" * 30,
    "a number that Python will not read": "9" * 5000,
    "less than nothing": "-1",
    "no number, but a digit": "%C2%B2",
    "other digits": "%D9%A1%D9%A2",
    "not finite": "nan",
    "10 kB": "x" * 10_000,
    "wildcards": "%25_%5C%27%22%3B--",
    "a query": "%21%26%7C%28%3A%2A%29",
    "no UTF-8": "%FF%FE",
    "half a surrogate": "%ED%A0%80",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "no day": "2024-02-30",
    "markup": "%3Cscript%3E",
}
PLACES = ("page", "after", "before")  # where a page of a list begins
LISTS: dict[str, tuple[str, ...]] = {
    "dashboard": ("days",),
    "article-list": (*ArticleFilter.base_filters, *PLACES),
    "claim-list": (*ClaimFilter.base_filters, "sort", *PLACES),
    "map": (*ClaimFilter.base_filters, "at", "zoom"),
    "queue": (*QueueFilter.base_filters, "view", *PLACES),
    "story-list": (*StoryFilter.base_filters, *PLACES),
    "actor-list": (*ActorFilter.base_filters, *PLACES),
    "verdict-list": ("state", *PLACES),
    "case-list": ("closed", *PLACES),
    "source-list": (*SourceFilter.base_filters, *PLACES),
    "saved-list": PLACES,
    "notice-list": PLACES,
    "find": ("q",),
    "suggest-actors": ("q",),
    "suggest-places": ("q",),
    "suggest-tags": ("q",),
    "suggest-people": ("q",),
}
FORMS = {"article-new", "case-new", "profile"}  # pages of one form, and those of accounts, that list nothing


def pages_without_a_number() -> Iterator[str]:
    for name, (method, _who) in PAGES.items():
        if method == "get" and not name.startswith(("admin:", "sign-", "password-")):
            try:
                reverse(name)
            except NoReverseMatch:
                continue
            yield name


def test_every_list_is_tried() -> None:
    assert set(pages_without_a_number()) - FORMS == set(LISTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_no_address_of_a_page_is_answered_500(name: str, client_of: Callable[[str], Client]) -> None:
    a_claim()
    client = client_of("admin")
    client.raise_request_exception = False
    path = reverse(name)
    answers = {
        (parameter, what): client.get(f"{path}?{parameter}={value}").status_code
        for parameter in LISTS[name]
        for what, value in NONSENSE.items()
    }
    assert {asked: code for asked, code in answers.items() if code not in (200, 400, 404)} == {}


def rest_lists() -> dict[str, list[str]]:
    """Return {path: the parameters of its address} of every REST endpoint that is read without a number in its path."""
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    return {
        path: [parameter["name"] for parameter in verbs["get"].get("parameters", ()) if parameter["in"] == "query"]
        for path, verbs in paths.items()
        if "get" in verbs and "{" not in path
    }


def tried(parameter: str) -> dict[str, str]:
    """Return what a parameter is tried with; nonsense may stand inside a cursor too."""
    forged = {f"{what}, in a cursor": quote(b64encode(f"p={value}".encode())) for what, value in NONSENSE.items()}
    return NONSENSE | forged if parameter == "cursor" else NONSENSE


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "parameters"), rest_lists().items())
def test_no_address_of_rest_is_answered_500(
    path: str, parameters: list[str], client_of: Callable[[str], Client]
) -> None:
    a_claim()
    a_source()
    client = client_of("admin")
    client.raise_request_exception = False
    answers = {
        (parameter, what): client.get(f"{path}?{parameter}={value}").status_code
        for parameter in parameters
        for what, value in tried(parameter).items()
    }
    assert {asked: code for asked, code in answers.items() if code not in (200, 400, 404)} == {}
