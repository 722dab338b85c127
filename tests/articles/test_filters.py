"""The filters of articles: the same parameters on the page and over REST, and they find the same."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Status
from articles.services import article_set_status, article_withdraw
from claimtrack.accounts.models import User
from tests.factories import ApiClient, an_article

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


@pytest.fixture
def articles(lead: User) -> None:
    an_article(title="Pont fermé", published=date(2024, 5, 3))
    done = an_article(outlet="La Vigie", title="Élection", text="Le scrutin est clos.", published=date(2024, 5, 4))
    article_set_status(article_id=done.pk, status=Status.EXTRACTED)
    english = an_article(title="Bridge", text="The bridge is closed.", language="en", published=None)
    article_set_status(article_id=english.pk, status=Status.NO_EXTRACTOR)
    gone = an_article(title="Grève", text="La grève est finie.", published=date(2024, 5, 5))
    article_withdraw(article_id=gone.pk, reason="erreur", user=lead)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Pont fermé", "Élection", "Bridge", "Grève"}),
        ({"q": "ponts"}, {"Pont fermé"}),
        ({"q": "  "}, {"Pont fermé", "Élection", "Bridge", "Grève"}),
        ({"outlet": "la vigie"}, {"Élection"}),
        ({"status": "extracted"}, {"Élection"}),
        ({"status": "in_progress"}, {"Pont fermé"}),
        ({"status": "no_extractor"}, {"Bridge"}),
        ({"status": "withdrawn"}, {"Grève"}),
        ({"language": "en"}, {"Bridge"}),
        ({"language": "pt"}, set()),
        ({"published_after": "2024-05-04"}, {"Élection", "Grève"}),
        ({"published_before": "2024-05-03"}, {"Pont fermé"}),
        ({"published_after": "2024-05-04", "published_before": "2024-05-04"}, {"Élection"}),
        ({"q": "scrutin", "outlet": "Le Phare de Corvenne"}, set()),
    ],
)
def test_page_and_rest_find_the_same(
    articles: None, query: dict[str, str], titles: set[str], script: ApiClient, client_of: Callable[[str], Client]
) -> None:
    found = script.get(ARTICLES, **query).json()["results"]
    shown = client_of("reader").get(reverse("article-list"), query).context["articles"]
    assert {article["title"] for article in found} == titles
    assert {article.revision.title for article in shown} == titles


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("q", "a\0b"),
        ("outlet", "999999"),
        ("outlet", "9" * 40),
        ("outlet", "Inconnu"),
        ("outlet", "a\0b"),
        ("status", "nonsense"),
        ("language", "xx-inconnu"),
        ("published_after", "hier"),
        ("published_before", "0000-00-00"),
    ],
)
def test_a_filter_that_cannot_be_is_named(
    field: str, value: str, script: ApiClient, client_of: Callable[[str], Client]
) -> None:
    an_article()
    answer = script.get(ARTICLES, **{field: value})
    assert answer.status_code == 400 and list(answer.json()) == [field]
    page = client_of("reader").get(reverse("article-list"), {field: value})
    if "\0" in value:  # no page takes these
        assert page.status_code == 400
    else:
        assert list(page.context["form"].errors) == [field] and not page.context["articles"]


def test_the_page_offers_every_filter_of_rest(client_of: Callable[[str], Client]) -> None:
    page = client_of("reader").get(reverse("article-list")).content.decode()
    for name in ("q", "outlet", "status", "language", "published_after", "published_before"):
        assert f'name="{name}"' in page
