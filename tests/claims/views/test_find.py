"""One look-up for everything that has a name."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.services import article_withdraw
from claims.models import Claim, Story
from claims.services.cases import case_move, case_open
from claims.services.stories import claim_take_out, story_gather
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source, an_article, claims_of

pytestmark = pytest.mark.django_db


def found(client: Client, words: str) -> set[str]:
    options = client.get(reverse("find"), {"q": words}).context["options"]
    return {option["url"] for option in options}


def test_articles_claims_speakers_and_sources_are_found(client_of: Callable[[str], Client], lead: User) -> None:
    article, source = an_article(extracted=True, title="Le pont de Corvenne"), a_source("Morvane Mesures")
    claim = claims_of(article)[0]
    client = client_of("reader")
    assert {reverse("claim", args=[claim.pk]), reverse("article", args=[article.pk])} <= found(client, "pont ferme")
    speaker = reverse("actor", args=[claim.speaker_id])
    assert {speaker, reverse("source", args=[source.pk])} <= found(client, "morvane")
    article_withdraw(article_id=article.pk, reason="annulée", user=lead)
    assert found(client, "pont ferme") == set()


def test_cases_are_found_by_their_title_open_ones_first(client_of: Callable[[str], Client], analyst: User) -> None:
    closed, open_one = (case_open(user=analyst, title=title) for title in ("Ponts de 2018", "Les ponts du nord"))
    case_move(case_id=closed.pk, move="close", user=analyst)
    options = client_of("reader").get(reverse("find"), {"q": "ponts"}).context["options"]
    cases = [option for option in options if option["kind"] == "dossier"]
    assert [option["url"] for option in cases] == [reverse("case", args=[case.pk]) for case in (open_one, closed)]


def test_pages_that_the_bar_does_not_lead_to_are_found(client_of: Callable[[str], Client]) -> None:
    client = client_of("reader")
    assert reverse("map") in found(client, "carte") and reverse("saved-list") in found(client, "conservées")
    assert found(client, "rien de tel") == set()


def test_stories_are_found_by_their_title_and_by_what_several_claims_say(
    client_of: Callable[[str], Client], analyst: User
) -> None:
    one, other = a_claim(), a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    client, address = client_of("reader"), reverse("story", args=[one.story_id])
    assert address not in found(client, "pont fermé"), "one claim without a title is found as the claim"
    story_gather(story_id=one.story_id, claim_ids=[other.pk], user=analyst)
    assert address in found(client, "pont fermé")
    options = client.get(reverse("find"), {"q": "pont fermé"}).context["options"]
    assert {"kind": "allégation", "label": one.allegation, "url": address} in options
    claim_take_out(claim_id=other.pk, user=analyst)
    Story.objects.filter(pk=one.story_id).update(title="Les câbles de Corvenne")
    assert address in found(client, "câble Corvenne")
    Claim.objects.update(state="rejected", state_by=analyst, state_at=one.created_at)
    assert address not in found(client, "câble Corvenne")


@pytest.mark.parametrize("words", ["", "a", "&é\"'(-è_çà)=", "' OR 1=1 --", "<b>", "x" * 5000, "%", "-", '"'])
def test_whatever_is_typed_is_answered(words: str, client_of: Callable[[str], Client]) -> None:
    answer = client_of("reader").get(reverse("find"), {"q": words})
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().replace("<bdi>", "")


def test_it_costs_the_same_whatever_is_found(
    client_of: Callable[[str], Client], django_assert_max_num_queries: Callable
) -> None:
    client = client_of("reader")
    for _ in range(2):
        with django_assert_max_num_queries(10):
            client.get(reverse("find"), {"q": "pont"})
        an_article(extracted=True, title="Le pont de Corvenne")
