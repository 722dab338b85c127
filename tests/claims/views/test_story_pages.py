"""The list of stories, one story, and moving claims between them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Story
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link
from claims.services.stories import story_describe, story_gather
from claims.services.verdicts import verdict_move
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim, a_source, a_verdict, an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(analyst: User) -> list[Claim]:
    """Two claims of one story, one of another."""
    told = a_claim()
    again = a_claim(outlet="La Vigie", text="Le pont de Corvenne fermera lundi, a dit Anne Morvane.")
    other = a_claim(outlet="Le Soir", text="La récolte sera bonne, a dit Léa Verger.")
    story_gather(story_id=told.story_id, claim_ids=[again.pk], user=analyst)
    again.refresh_from_db()
    return [told, again, other]


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text


def told_undo(page: str) -> str:
    head = page[page.index('id="told"') : page.index("<main")]
    return head[head.index('action="') + 8 :].split('"')[0]


def test_the_list_is_filtered_by_what_the_claims_say(
    client_of: Callable[[str], Client], claims: list[Claim], analyst: User
) -> None:
    client, (told, again, other) = client_of("reader"), claims

    def found(**query: Any) -> set[int]:
        context = client.get(reverse("story-list") + "?" + urlencode(query)).context
        return {row["story"].pk for row in context["stories"]}

    everything = found()
    assert {told.story_id, other.story_id} <= everything
    assert found(claims="several") == {told.story_id}
    assert found(claims="one") == everything - {told.story_id}
    assert found(q="recolte") == {other.story_id}
    assert found(outlet=again.article.outlet_id) == {told.story_id}
    assert told.story_id in found(speaker="morvane") and other.story_id not in found(speaker="morvane")
    assert found(speaker=10**30) == set()
    assert found(evidence="some") == set()
    assert found(outlet=999_999) == set()
    story_describe(story_id=other.story_id, user=analyst, title="Moissons", summary="")
    assert found(q="moisson") == {other.story_id}


def test_the_page_of_a_story_shows_its_claims_and_all_their_evidence(
    client_of: Callable[[str], Client], claims: list[Claim], analyst: User
) -> None:
    told, again, _ = claims
    claim_correct(claim_id=again.pk, user=analyst, fields={"denied": True})
    piece = {"url": "https://p.example/1", "stance": "refutes", "quote": "Les câbles tiennent."}
    evidence_link(claim_id=again.pk, source=a_source(), user=analyst, **piece)
    page = html(client_of("reader").get(reverse("story", args=[told.story_id])))
    assert "<strong>2</strong> articles" in page
    assert "La Vigie" in page and "contre-voix" in page
    assert "Les câbles tiennent." in page and "<strong>1</strong> source contredit" in page
    assert "take-out" not in page and "/merge/" not in page


def test_a_claim_is_put_into_a_story_and_back(client_of: Callable[[str], Client], claims: list[Claim]) -> None:
    client, (told, _, other) = client_of("analyst"), claims
    pick = reverse("story-pick", args=[other.pk])
    response = client.get(pick, {"q": "pont"})
    assert response.context["alike"][0]["story"].pk == told.story_id
    fields = {"story": told.story_id, "seen": other.story_id, "why": "Le même pont."}
    page = html(client.post(pick, fields, follow=True))
    assert Claim.objects.get(pk=other.pk).story_id == told.story_id
    assert "Le même pont." in page[page.index('id="log"') :]
    page = html(client.post(told_undo(page), follow=True))
    assert Claim.objects.get(pk=other.pk).story_id == other.story_id
    assert "Annuler" not in page[page.index('id="told"') : page.index("<main")]


def test_a_claim_is_taken_out_and_a_story_merged(client_of: Callable[[str], Client], claims: list[Claim]) -> None:
    client, (told, again, _) = client_of("analyst"), claims
    out = {"seen": told.story_id, "why": "Un autre pont."}
    assert 'name="why"' in html(client.get(reverse("story", args=[told.story_id])))
    client.post(reverse("claim-take-out", args=[again.pk]), out)
    again.refresh_from_db()
    assert again.story_id != told.story_id
    merge = reverse("story-merge", args=[told.story_id])
    assert client.get(merge).status_code == 200
    client.post(merge, {"story": again.story_id, "why": "Le même après tout."})
    page = html(client.get(reverse("story", args=[told.story_id])))
    assert "Un autre pont." in page and "Le même après tout." in page
    assert set(Claim.objects.filter(story=told.story_id)) == {told, again}
    empty = client.get(reverse("story", args=[again.story_id]))
    assert reverse("story", args=[told.story_id]) in html(empty)


@pytest.mark.parametrize("story", ["", "x", "0", "999999999", "1" * 40])
def test_a_story_that_is_not_there_is_said_and_nothing_moves(
    story: str, client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    client, other = client_of("analyst"), claims[2]
    for address in (reverse("story-pick", args=[other.pk]), reverse("story-merge", args=[other.story_id])):
        page = html(client.post(address, {"story": story}, follow=True))
        assert "n’existe pas" in page
    assert Claim.objects.get(pk=other.pk).story_id == other.story_id


def test_a_reason_that_is_too_long_is_said_and_nothing_moves(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    client, (told, again, other) = client_of("analyst"), claims
    fields = {"story": told.story_id, "why": "x" * 2001}
    for page, pk in (("story-pick", other.pk), ("story-merge", other.story_id), ("claim-take-out", again.pk)):
        assert "2000" in html(client.post(reverse(page, args=[pk]), fields, follow=True))
    assert [Claim.objects.get(pk=claim.pk).story_id for claim in (told, again, other)] == [
        told.story_id,
        told.story_id,
        other.story_id,
    ]


def test_who_comes_late_is_told_that_the_claim_was_moved(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    client, (told, again, other) = client_of("analyst"), claims
    fields = {"story": other.story_id, "seen": again.story_id + 999}
    page = html(client.post(reverse("story-pick", args=[again.pk]), fields, follow=True))
    assert "entre-temps" in page
    assert Claim.objects.get(pk=again.pk).story_id == told.story_id


def test_a_title_is_chosen_from_the_words_of_a_claim_and_a_late_one_is_shown_what_stands(
    client_of: Callable[[str], Client], claims: list[Claim], lead: User
) -> None:
    client, told = client_of("analyst"), claims[0]
    address = reverse("story-describe", args=[told.story_id])
    assert f'<option value="{told.allegation[:20]}' in html(client.get(address))
    client.post(address, {"title": "Le pont de Corvenne", "summary": "", "version": 1})
    assert "Le pont de Corvenne</bdi></h1>" in html(client.get(reverse("story", args=[told.story_id])))
    late = client.post(address, {"title": "Un autre titre", "summary": "", "version": 1})
    assert late.status_code == 409
    assert "Un autre titre" in html(late) and "Le pont de Corvenne" in html(late)
    assert client.post(address, {"title": "x" * 301}).status_code == 400
    assert client.post(reverse("story-undo", args=["x-9"]), follow=True).status_code == 200


def test_pages_of_stories_cost_the_same_however_much_they_show(
    client_of: Callable[[str], Client],
    claims: list[Claim],
    analyst: User,
) -> None:
    client, (told, again, other) = client_of("analyst"), claims
    many = told.story_id
    a_claim(outlet="Le Pré", text="La récolte sera bonne, a dit Léa Verger.")
    a_claim(outlet="Le Quai", text="Le pont de Corvenne fermera lundi, a dit Paul Sorel.")
    third = claims_of(an_article(extracted=True, outlet="Le Matin"))
    story_gather(story_id=many, claim_ids=[claim.pk for claim in third], user=analyst)
    for number in range(3):
        piece = {"url": f"https://p.example/{number}", "stance": "refutes"}
        evidence_link(claim_id=again.pk, source=a_source(), user=analyst, **piece)
    few, many = story_pages(other), story_pages(again)
    client.get(reverse("story-list"))
    assert costs(client, few) == costs(client, many) == {"story": 16, "merge": 16, "pick": 14, "list": 10}


def story_pages(claim: Claim) -> dict[str, str]:
    words = urlencode({"q": claim.allegation.split()[-1]})
    return {
        "story": reverse("story", args=[claim.story_id]),
        "merge": reverse("story-merge", args=[claim.story_id]),
        "pick": reverse("story-pick", args=[claim.pk]),
        "list": f"{reverse('story-list')}?{words}",
    }


def costs(client: Client, pages: dict[str, str]) -> dict[str, int]:
    """Return how many queries each page needs."""
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[name] = len(queries)
    return found


def test_who_moves_claims_is_told_of_the_verdict(client_of: Callable[[str], Client], people: dict[str, User]) -> None:
    claim = a_claim()
    other = a_claim(outlet="La Vigie", text="Le pont de Corvenne sera fermé dès lundi, a annoncé Anne Morvane.")
    client, pick = client_of("analyst"), reverse("story-pick", args=[other.pk])
    assert "Contredit par les faits" not in client.get(pick).content.decode()
    verdict = a_verdict(claim.story_id, people["analyst"])
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=people["lead"], unsupported=True)
    assert "Contredit par les faits" in client.get(pick).content.decode()
    told = client.post(pick, {"story": claim.story_id}, follow=True).content.decode()
    assert "réexaminé" in told
    page = client.get(reverse("story-pick", args=[claim.pk])).content.decode()
    assert "Cette allégation a un verdict" in page
    assert "s’est ajoutée à l’allégation" in client.get(reverse("story", args=[claim.story_id])).content.decode()


# --- one name
def test_an_untitled_story_is_called_by_what_was_said_first_wherever_it_stands(
    client_of: Callable[[str], Client], analyst: User, script: ApiClient
) -> None:
    later = a_claim(text="Le quai de Corvenne rouvrira, a dit Anne Morvane.", published=date(2024, 5, 3))
    first = a_claim(outlet="La Vigie", text="Le quai de Corvenne tiendra, a dit Luc Faber.", published=date(2024, 5, 1))
    near = a_claim(
        outlet="Le Fil", text="Le quai de Corvenne tiendra bon, a dit Luc Faber.", published=date(2024, 5, 9)
    )
    pk = later.story_id
    story_gather(story_id=pk, claim_ids=[first.pk], user=analyst)
    client = client_of("analyst")
    pages = [reverse("story", args=[pk]), reverse("story-list"), reverse("story-pick", args=[near.pk])]
    pages += [reverse("claim", args=[claim.pk]) for claim in (first, later)]
    link = re.compile(rf'<h1 dir="auto">(.+?)</h1>|<a href="/stories/{pk}/" dir="auto">(.+?)</a>')

    def names() -> set[str]:
        shown = [link.search(client.get(page).content.decode()) for page in pages]
        assert all(shown), [page for page, found in zip(pages, shown, strict=True) if not found]
        plain = {re.sub("<[^>]+>", "", found.group(1) or found.group(2)) for found in shown if found}
        return plain | {script.get(f"/api/v1/stories/{pk}/").json()["name"]}

    assert names() == {"Le quai de Corvenne tiendra"}
    options = client.get(reverse("find"), {"q": "quai Corvenne"}).content.decode()
    assert re.search(rf'data-url="/stories/{pk}/">.*?Le quai de Corvenne tiendra<', options, re.S), options
    Story.objects.filter(pk=pk).update(title="Le quai")
    assert names() == {"Le quai"}
