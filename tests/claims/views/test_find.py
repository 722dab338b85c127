"""One look-up for everything that has a name."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.services import article_withdraw
from claimtrack.accounts.models import User
from tests.factories import a_source, an_article, claims_of

pytestmark = pytest.mark.django_db


def found(client: Client, words: str) -> set[str]:
    options = client.get(reverse("find"), {"q": words}).context["options"]
    return {option["url"] for option in options}


def test_articles_claims_speakers_and_sources_are_found(client_of: Callable[[str], Client], lead: User) -> None:
    article, source = an_article(extracted=True, title="Le pont de Corvenne"), a_source("Morvane Mesures")
    claim = claims_of(article)[0]
    client = client_of("reader")
    assert {reverse("claim", args=[claim.pk]), reverse("article", args=[article.pk])} <= found(client, "pont ferme")
    speaker = f"{reverse('claim-list')}?speaker={claim.speaker_id}"
    assert {speaker, reverse("source", args=[source.pk])} <= found(client, "morvane")
    article_withdraw(article_id=article.pk, reason="annulée", user=lead)
    assert found(client, "pont ferme") == set()


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
        with django_assert_max_num_queries(9):
            client.get(reverse("find"), {"q": "pont"})
        an_article(extracted=True, title="Le pont de Corvenne")
