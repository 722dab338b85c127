"""Searches kept under a name, and what is new in them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Notice, QueueEntry, SavedSearch
from claims.services.queue import queue_take
from claims.services.saved_searches import search_remove, search_save
from claims.tasks import tell_of_new_hits
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_verdict

pytestmark = pytest.mark.django_db
DIGUES = "Les digues tiendront, a assuré Paul Tessandier."


def keep(client: Client, **fields: str) -> str:
    known = {"name": "Les digues", "search": "q=digues&page=2&state="}
    page: str = client.post(reverse("saved-list"), known | fields, follow=True).content.decode()
    return page


def lines(client: Client) -> dict[str, tuple[int, int]]:
    """Return {name: (claims, new ones)} of the page."""
    searches = client.get(reverse("saved-list")).context["searches"]
    return {one["search"].name: (one["count"], one["new"]) for one in searches}


def test_a_search_is_kept_counted_and_tells_what_is_new(client_of: Callable) -> None:
    client = client_of("reader")
    old = a_claim(text=DIGUES)
    assert "La recherche est conservée" in keep(client)
    assert SavedSearch.objects.get().params == "q=digues"
    assert lines(client) == {"Les digues": (1, 0)}
    new = a_claim(text=DIGUES, outlet="La Vigie")
    assert lines(client) == {"Les digues": (2, 1)}
    assert "1\u00a0nouvelle" in client.get("/").content.decode()
    response = client.get(reverse("saved", args=[SavedSearch.objects.get().pk]))
    assert response["Location"] == reverse("claim-list") + f"?q=digues&sort=newest&since={old.pk}"
    page = client.get(response["Location"])
    assert [claim.pk for claim in page.context["claims"]] == [new.pk, old.pk]
    assert page.content.decode().count("<strong>nouvelle</strong>") == 1
    assert client.get(reverse("saved", args=[SavedSearch.objects.get().pk]))["Location"].endswith("?q=digues")
    assert lines(client) == {"Les digues": (2, 0)}


def test_what_is_shared_is_seen_by_each_on_their_own(client_of: Callable) -> None:
    a_claim(text=DIGUES)
    keep(client_of("analyst"), shared="1")
    keep(client_of("lead"), name="À moi")
    assert lines(client_of("reader")) == {"Les digues": (1, 1)}
    assert set(lines(client_of("lead"))) == {"Les digues", "À moi"}
    shared = SavedSearch.objects.get(shared=True)
    client_of("reader").get(reverse("saved", args=[shared.pk]))
    assert lines(client_of("reader")) == {"Les digues": (1, 0)}
    assert lines(client_of("lead"))["Les digues"] == (1, 1)
    page = client_of("reader").post(reverse("saved", args=[shared.pk]), {"name": "Volée"}, follow=True)
    shared.refresh_from_db()
    assert shared.name == "Les digues" and 'class="message error"' in page.content.decode()
    client_of("reader").post(reverse("saved-remove", args=[shared.pk]))
    assert SavedSearch.objects.get(pk=shared.pk).removed_at is None
    private = SavedSearch.objects.get(shared=False)
    for method, name in (("get", "saved"), ("post", "saved"), ("post", "saved-remove"), ("post", "saved-restore")):
        assert getattr(client_of("analyst"), method)(reverse(name, args=[private.pk])).status_code == 404


def test_renamed_shared_deleted_and_brought_back(client_of: Callable) -> None:
    client = client_of("analyst")
    keep(client)
    search = SavedSearch.objects.get()
    client.post(reverse("saved", args=[search.pk]), {"name": " Digues  du Nord ", "shared": "1"})
    search.refresh_from_db()
    assert (search.name, search.shared) == ("Digues du Nord", True)
    page = client.post(reverse("saved-remove", args=[search.pk]), follow=True).content.decode()
    assert lines(client) == {} and f'action="{reverse("saved-restore", args=[search.pk])}"' in page
    assert client_of("lead").get(reverse("saved", args=[search.pk])).status_code == 404
    client.post(reverse("saved-restore", args=[search.pk]))
    assert set(lines(client)) == {"Digues du Nord"}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": " "},
        {"name": "x" * 101},
        {"search": ""},
        {"search": "state=nonsense"},
        {"search": "page=2"},
    ],
)
def test_what_cannot_be_kept_is_told(fields: dict[str, str], client_of: Callable) -> None:
    page = keep(client_of("analyst"), **fields)
    assert 'class="message error"' in page or 'role="alert"' in page
    assert not SavedSearch.objects.exists()


def test_a_name_that_cannot_be_stays_in_its_field(client_of: Callable, analyst: User) -> None:
    client, long = client_of("analyst"), "x" * 101
    response = client.post(reverse("saved-list"), {"name": long, "search": "q=digues", "shared": "1"})
    page = response.content.decode()
    assert response.status_code == 400 and f'value="{long}"' in page and 'value="q=digues"' in page
    assert response.context["again"]["shared"]
    search = search_save(user=analyst, name="Les digues", params="q=digues")
    response = client.post(reverse("saved", args=[search.pk]), {"name": long, "shared": "1"})
    assert response.status_code == 400 and f'value="{long}"' in response.content.decode()
    search.refresh_from_db()
    assert (search.name, search.shared) == ("Les digues", False)


def test_what_was_deleted_long_ago_is_gone(client_of: Callable, analyst: User) -> None:
    old, new = (search_save(user=analyst, name=name, params="q=x") for name in ("a", "b"))
    SavedSearch.objects.filter(pk=old.pk).update(removed_at=timezone.now() - timedelta(days=31))
    client_of("analyst").post(reverse("saved-remove", args=[new.pk]))
    assert list(SavedSearch.objects.all()) == [new]


def test_by_whose_hands_it_is_in_and_mine_is_who_asks(client_of: Callable, analyst: User, lead: User) -> None:
    claim, other = a_claim(text=DIGUES), a_claim(text=DIGUES, outlet="La Vigie")
    queue_take(claim_id=claim.pk, user=analyst)

    def found(role: str, assignee: str) -> set[int]:
        response = client_of(role).get(f"{reverse('claim-list')}?assignee={assignee}")
        return {claim.pk for claim in response.context["claims"]}

    assert found("analyst", "me") == found("lead", str(analyst.pk)) == {claim.pk}
    assert found("lead", "me") == set()
    assert other.pk in found("lead", "nobody") and claim.pk not in found("lead", "nobody")
    QueueEntry.objects.filter(claim=claim).update(taken_until=timezone.now())
    assert found("analyst", "me") == set()
    assert found("analyst", "personne") == set()


def test_by_the_verdict_of_the_story(client_of: Callable, analyst: User) -> None:
    claim = a_claim(text=DIGUES)
    client = client_of("reader")
    for query in ("verdict=published", "verdict=proposed"):
        assert client.get(f"{reverse('claim-list')}?{query}").context["claims"] == []
    shown = client.get(reverse("claim-list") + "?verdict=none").context["claims"]
    assert [one.pk for one in shown] == list(Claim.objects.values_list("pk", flat=True)) == [claim.pk]


def test_who_keeps_a_search_is_told_of_new_hits_once(analyst: User, lead: User, client_of: Callable) -> None:
    a_claim(text=DIGUES)
    search = search_save(user=analyst, name="Les digues", params="q=digues", shared=True)
    search_save(user=lead, name="Faux", params="rating=999999")
    assert tell_of_new_hits() == 0
    a_claim(text="Il pleut, a dit Léa Verger.", outlet="Le Soir")
    assert tell_of_new_hits() == 0
    for outlet in ("La Vigie", "Le Fanal"):
        a_claim(text=DIGUES, outlet=outlet)
    assert (tell_of_new_hits(), tell_of_new_hits()) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.to, notice.kind, notice.number, notice.about) == (analyst, "new_hits", 2, "Les digues")
    client_of("analyst").get(notice.address)
    a_claim(text=DIGUES, outlet="Le Courrier")
    tell_of_new_hits()
    assert Notice.objects.get().number == 1, "the unread one says the newest"
    search_remove(search=search, user=analyst)
    a_claim(text=DIGUES, outlet="La Gazette")
    assert tell_of_new_hits() == 0


def test_a_reader_is_not_told_of_verdicts_that_are_not_published(people: dict[str, User]) -> None:
    for who in ("reader", "lead"):
        search_save(user=people[who], name="Proposés", params="verdict=proposed")
    claim = a_claim(text=DIGUES)
    a_verdict(claim.story_id, people["analyst"])
    assert tell_of_new_hits() == 1
    assert Notice.objects.get(kind="new_hits").to == people["lead"]
