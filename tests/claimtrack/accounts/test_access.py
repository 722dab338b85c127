"""Whose session has ended comes back to where they were; nothing is swapped into a page; use renews a session."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db
COMMENT = "/claims/1/comments/"


def back_to(address: str) -> str:
    return f"{reverse('sign-in')}?next={address}"


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/claims/1/?card=2", "/claims/1/%3Fcard%3D2"),
        ("https://ailleurs.example/claims/1/", "/"),
        ("//ailleurs.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http://testserver", "/"),
        ("", "/"),
    ],
)
def test_a_form_sent_by_a_stranger_leads_back_to_the_page_that_it_stood_on(before: str, back: str) -> None:
    response = Client().post(COMMENT, {"text": "Vu."}, headers={"Referer": before})
    assert (response.status_code, response["Location"]) == (302, back_to(back))


def test_a_page_opened_by_a_stranger_leads_back_to_itself() -> None:
    elsewhere = {"Referer": "http://testserver/stories/"}
    assert Client().get("/claims/?q=pont", headers=elsewhere)["Location"] == back_to("/claims/%3Fq%3Dpont")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_of_a_page_is_never_the_sign_in_page(method: str) -> None:
    response = getattr(Client(), method)("/claims/1/correct/", headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")


def test_a_session_lasts_from_its_last_day_of_use(client_of: Callable[[str], Client]) -> None:
    client = client_of("analyst")
    session = client.session
    session["used_on"] = "2018-09-08"
    session.save()
    Session.objects.update(expire_date=Session.objects.get().expire_date - timedelta(days=10))
    almost_over = Session.objects.get().expire_date
    response = client.get("/notices/")
    assert Session.objects.get().expire_date > almost_over + timedelta(days=9)
    assert response.cookies["sessionid"]["max-age"] == 14 * 24 * 3600
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert "sessionid" not in client.get("/notices/").cookies
    assert [query["sql"] for query in queries if query["sql"].startswith("UPDATE")] == []
