"""The queue in the browser and over REST."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, QueueEntry
from claims.services.queue import queue_answer, queue_ask
from claims.services.review import claim_move
from claims.services.tags import claim_tag
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim(text="Le pont fermera, a annoncé la préfète Anne Morvane.", published=date(2024, 5, 3))


def act(client: Client, claim: Claim, name: str, **fields: object) -> str:
    return client.post(reverse("queue-act", args=[claim.pk, name]), fields, follow=True).content.decode()


def test_each_line_says_who_what_and_why_it_is_there(client_of: Callable[[str], Client], claim: Claim) -> None:
    page = client_of("reader").get(reverse("queue")).content.decode()
    day = "3 mai 2024".replace(" ", "\u00a0")
    for words in (claim.allegation, "Le Phare de Corvenne", "pas encore d’élément de vérification", day):
        assert words in page
    assert reverse("queue-next") not in page, "a reader takes nothing"


def test_next_takes_the_claim_and_opens_it(client_of: Callable[[str], Client], claim: Claim) -> None:
    analyst, lead = client_of("analyst"), client_of("lead")
    answer = analyst.post(reverse("queue-next"))
    assert answer["Location"].endswith(f"?claim={claim.pk}#claim-{claim.pk}")
    assert "la mienne" in analyst.get(reverse("queue") + "?view=mine").content.decode()
    assert 'title="analyst"' in lead.get(reverse("queue")).content.decode()
    assert "Rien n’attend" in lead.post(reverse("queue-next"), follow=True).content.decode()


def test_taking_asking_and_answering_on_the_page_of_a_claim(
    client_of: Callable[[str], Client], claim: Claim, people: dict[str, User]
) -> None:
    analyst, lead = client_of("analyst"), client_of("lead")
    assert "vous vous en occupez" in act(analyst, claim, "take")
    assert "analyst s’en occupe" in lead.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "lead s’en occupe" in act(analyst, claim, "hand-over", person=people["lead"].pk)
    assert "lead s’occupe de cette affirmation" in act(analyst, claim, "take")
    assert "de nouveau libre" in act(lead, claim, "release")
    assert "Dites sur quoi" in act(analyst, claim, "ask", note=" ")
    assert "Est-ce elle ?" in act(analyst, claim, "ask", note="Est-ce elle ?")
    assert "Est-ce elle ?" in lead.get(reverse("queue") + "?view=opinion").content.decode()
    assert "a donné un second avis" in act(lead, claim, "answer", note="Oui.")


@pytest.mark.parametrize("person", ["", "x", "999999"])
def test_nobody_is_handed_to_who_is_not_there(person: str, client_of: Callable[[str], Client], claim: Claim) -> None:
    assert "Choisissez à qui" in act(client_of("analyst"), claim, "hand-over", person=person)
    assert QueueEntry.objects.get(pk=claim.pk).taken_by is None


def test_odd_addresses(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    assert client.get(reverse("queue") + "?view=odd").status_code == 404
    assert client.get(reverse("queue") + "?page=999").status_code == 200
    assert client.post("/queue/999999/take/").status_code == 404
    assert client.post(f"/queue/{claim.pk}/steal/").status_code == 404


@pytest.mark.parametrize("view", ["waiting", "unassigned", "mine", "opinion", "stale"])
def test_an_empty_view_says_what_to_do(view: str, client_of: Callable[[str], Client]) -> None:
    assert 'class="empty"' in client_of("analyst").get(f"{reverse('queue')}?view={view}").content.decode()


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("speaker=morvane", True),
        ("speaker=verger", False),
        ("outlet=le phare de corvenne", True),
        ("tag=Eau", True),
        ("tag=air", False),
        ("speaker=morvane&tag=air", False),
        ("view=unassigned&speaker=Morvane", True),
        ("view=mine&speaker=Morvane", False),
    ],
)
def test_the_queue_is_narrowed_as_the_list_is(
    query: str, there: bool, client_of: Callable, claim: Claim, analyst: User, script: ApiClient
) -> None:
    claim_tag(claim_id=claim.pk, name="eau", user=analyst)
    a_claim(outlet="La Vigie", text="Il pleut, a dit Léa Morel.")
    page = client_of("analyst").get(f"{reverse('queue')}?{query}").content.decode()
    assert (claim.allegation in page) == there
    assert there or "Tout afficher" in page
    found = script.get(f"/api/v1/queue/?{query}").json()["results"]
    assert [entry["claim"]["id"] for entry in found] == [claim.pk] * there


def test_a_filter_that_is_none_says_so(client_of: Callable, claim: Claim, script: ApiClient) -> None:
    context = client_of("analyst").get(f"{reverse('queue')}?outlet=nulle+part").context
    assert list(context["form"].errors) == ["outlet"] and not context["page"].object_list
    refused = script.get("/api/v1/queue/", outlet="nulle part")
    assert (refused.status_code, list(refused.json())) == (400, ["outlet"])


def test_the_queue_costs_the_same_however_long_it_is(
    client_of: Callable[[str], Client], claim: Claim, django_assert_num_queries: Callable
) -> None:
    client = client_of("analyst")
    for _ in range(2):
        with django_assert_num_queries(19):
            client.get(reverse("queue"))
        an_article(extracted=True)


def test_rest_lists_the_queue_with_its_reasons(script: ApiClient, claim: Claim, analyst: User) -> None:
    (entry,) = script.get("/api/v1/queue/").json()["results"]
    assert (entry["claim"]["id"], entry["outlets"], entry["evidence"], entry["taken_by"]) == (claim.pk, 1, 0, None)
    assert entry["reasons"]
    assert script.get("/api/v1/queue/", view="mine").json()["results"] == []
    assert list(script.get("/api/v1/queue/", view="odd").json()) == ["view"]
    claim_move(claim_id=claim.pk, move="accept", user=analyst)
    assert script.get("/api/v1/queue/").json()["results"] == []


@pytest.mark.parametrize(("who", "code"), [("stranger", 401), ("reader", 200), ("analyst", 200), ("admin", 200)])
def test_who_reads_the_queue_over_rest(who: str, code: int, client_of: Callable[[str], Client]) -> None:
    assert client_of(who).get("/api/v1/queue/").status_code == code


def test_rest_pages_lead_on(script: ApiClient, claim: Claim) -> None:
    an_article(extracted=True)
    first = script.get("/api/v1/queue/", page_size=2).json()
    second = script.client.get(first["next"], headers=script.headers).json()
    seen = [entry["claim"]["id"] for entry in first["results"] + second["results"]]
    assert len(seen) == len(set(seen)) == 4


def test_an_opinion_that_somebody_gave_meanwhile_is_not_lost(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, lead: User
) -> None:
    client, words = client_of("analyst"), "Le lieu me paraît juste."
    address = reverse("queue-act", args=[claim.pk, "answer"])
    queue_ask(claim_id=claim.pk, user=lead, note="Est-ce bien là ?")
    long = client.post(address, {"note": "x" * 2001})
    assert long.status_code == 400 and "x" * 2001 in long.content.decode()
    queue_answer(claim_id=claim.pk, user=lead, note="Vu.")
    page = client.post(address, {"note": words})
    assert page.status_code == 400
    assert words in str(page.context["comment_form"]) and "prêt à être envoyé" in page.content.decode()


def test_a_question_that_another_asked_meanwhile_keeps_both(
    client_of: Callable[[str], Client], claim: Claim, lead: User
) -> None:
    client, words = client_of("analyst"), "Le lieu est-il juste ?"
    queue_ask(claim_id=claim.pk, user=lead, note="Est-ce elle ?")
    page = client.post(reverse("queue-act", args=[claim.pk, "ask"]), {"note": words})
    assert page.status_code == 400 and words in str(page.context["comment_form"])
    assert "Est-ce elle ?" in page.content.decode() and "prêt à être envoyé" in page.content.decode()
    take_back = reverse("queue-act", args=[claim.pk, "unask"])
    assert take_back not in page.content.decode(), "only who asked takes it back"
    assert "Vous ne demandez pas" in act(client, claim, "unask")
    assert take_back in client_of("lead").get(reverse("claim", args=[claim.pk])).content.decode()
    page = act(client_of("lead"), claim, "unask")
    assert "ne demande plus de second avis" in page and take_back not in page


def test_next_keeps_to_the_view_and_the_filters_of_the_page(client_of: Callable, claim: Claim, analyst: User) -> None:
    """The claim of the tag is the older one: without the filter the other comes first."""
    claim_tag(claim_id=claim.pk, name="eau", user=analyst)
    other = a_claim(outlet="La Vigie", text="Il pleut, a dit Léa Morel.", published=date(2024, 5, 4))
    client = client_of("analyst")
    address = reverse("queue-next") + "?tag=eau"
    assert f'action="{address}"' in client.get(reverse("queue") + "?tag=eau&page=1").content.decode()
    opened = client.post(address)["Location"]
    assert f"claim={claim.pk}" in opened
    for page in (client.get(opened), client.get(reverse("claim", args=[claim.pk]))):
        assert f'action="{address}"' in page.content.decode() and "Suivante de la vue" in page.content.decode()
    done = client.post(address, follow=True)
    assert (
        done.redirect_chain[-1][0] == reverse("queue") + "?tag=eau" and "libre dans cette vue" in done.content.decode()
    )
    mine = client.post(reverse("queue-next") + "?view=mine", {"after": claim.pk})
    assert f"claim={claim.pk}" in mine["Location"]
    assert "outlet" in client.post(reverse("queue-next") + "?outlet=nulle+part", follow=True).context["form"].errors
    assert client.post(reverse("queue-next") + "?view=odd", follow=True).status_code == 404
    assert f"claim={other.pk}" in client.post(reverse("queue-next"))["Location"]
    assert "Suivante de la vue" not in client.get(opened).content.decode()


def test_a_question_that_cannot_be_asked_is_shown_again(client_of: Callable[[str], Client], claim: Claim) -> None:
    page = client_of("analyst").post(reverse("queue-act", args=[claim.pk, "ask"]), {"note": " "})
    assert page.status_code == 400 and 'role="alert"' in page.content.decode()
