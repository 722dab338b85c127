"""The bell, the list of notices, and the preference for mails."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Notice
from claims.services.notices import notify
from claimtrack.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(analyst: User, lead: User) -> Notice:
    fields = {"kind": "mention", "address": "/claims/?state=new", "about": "Le <pont> sera fermé"}
    return notify(to=[analyst], by=lead, **fields)[0]


def test_the_bell_counts_and_a_notice_leads_where_it_happened(client_of: Callable, notice: Notice) -> None:
    client = client_of("analyst")
    assert "bell-count" in client.get("/sources/").content.decode()
    page = client.get(reverse("notice-list")).content.decode()
    assert "lead vous mentionne" in page and "Le &lt;pont&gt; sera fermé" in page
    response = client.post(reverse("notices-read"), {"notice": notice.pk})
    assert response["Location"] == notice.address
    notice.refresh_from_db()
    assert notice.read_at
    assert "bell-count" not in client.get("/sources/").content.decode()


def test_all_are_read_at_once(client_of: Callable, notice: Notice) -> None:
    client = client_of("analyst")
    page = client.post(reverse("notices-read"), follow=True).content.decode()
    assert "bell-count" not in page and "notice-line unread" not in page


def test_nobody_opens_or_sees_the_notices_of_somebody_else(client_of: Callable[[str], Client], notice: Notice) -> None:
    client = client_of("lead")
    assert 'class="empty"' in client.get(reverse("notice-list")).content.decode()
    for wanted in (notice.pk, "x", "9" * 30):
        assert client.post(reverse("notices-read"), {"notice": wanted}).status_code == 404
    client.post(reverse("notices-read"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_profile_says_whether_mails_are_wanted(client_of: Callable[[str], Client], analyst: User) -> None:
    client = client_of("analyst")
    fields = {"first_name": "", "last_name": "", "language": "fr", "time_zone": ""}
    for sent, wanted in (({}, False), ({"notices_by_mail": "on"}, True)):
        assert client.post(reverse("profile"), fields | sent).status_code == 302
        analyst.refresh_from_db()
        assert analyst.notices_by_mail == wanted
