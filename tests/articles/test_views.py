"""Pages of articles: paste, list, withdraw, correct."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Outlet, Status
from articles.services import article_set_status
from claimtrack.accounts.models import User
from tests.factories import TEXT, an_article

pytestmark = pytest.mark.django_db
PASTED = {
    "outlet": "Le Phare de Corvenne",
    "title": "Le pont",
    "text": TEXT,
    "published": "2024-10-08",
    "language": "fr",
}


def errors(page: str) -> str:
    return page[page.index("errorlist") :] if "errorlist" in page else ""


def test_an_analyst_pastes_an_article(client_of: Callable[[str], Client], people: dict[str, User]) -> None:
    response = client_of("analyst").post(reverse("article-new"), {**PASTED, "text": "Un.\r\n\r\nDeux."})
    article = Article.objects.get()
    assert response["Location"] == reverse("article", args=[article.pk])
    assert article.revision.text == "Un.\n\nDeux."
    assert (article.published_on, article.published_at) == (date(2024, 10, 8), None)
    assert article.revision.received_by == people["analyst"]


def test_html_is_read_instead_of_text(client_of: Callable[[str], Client]) -> None:
    page = f"<html><body><article><h1>Le pont</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    client_of("analyst").post(reverse("article-new"), {**PASTED, "title": "", "text": "", "html": page})
    assert "Le pont de Corvenne" in Article.objects.get().revision.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outlet", ""),
        ("outlet", "x" * 201),
        ("text", ""),
        ("text", " \r\n "),
        ("text", "a\0b"),
        ("text", "é" * 1_100_000),
        ("url", "pas une adresse"),
        ("url", "javascript:alert(1)"),
        ("published", "hier"),
        ("published", "2999-01-01"),
        ("published", "1204-01-01"),
        ("language", "xx-inconnu"),
        ("title", "x" * 1001),
    ],
)
def test_bad_input_is_named_beside_its_field(field: str, value: str, client_of: Callable[[str], Client]) -> None:
    response = client_of("analyst").post(reverse("article-new"), {**PASTED, field: value})
    assert response.status_code == 400
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Article.objects.exists() and not Outlet.objects.exists()


def test_a_page_that_is_too_large_is_refused(client_of: Callable[[str], Client]) -> None:
    response = client_of("analyst").post(reverse("article-new"), {**PASTED, "text": "é" * 9_000_000})
    assert response.status_code == 413


def test_pasting_twice_gives_one_article(client_of: Callable[[str], Client]) -> None:
    client = client_of("analyst")
    for _ in range(2):
        client.post(reverse("article-new"), PASTED)
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Pont fermé", "Élection", "Grève"}),
        ("?q=elections", {"Élection"}),  # French stems, accents ignored
        ("?q=greve", {"Grève"}),
        ("?q=absent", set()),
        ("?status=extracted", {"Élection"}),
        ("?status=in_progress", {"Pont fermé"}),
        ("?status=withdrawn", {"Grève"}),
    ],
)
def test_the_list_is_narrowed(query: str, found: set[str], client_of: Callable[[str], Client], lead: User) -> None:
    an_article(title="Pont fermé")
    article_set_status(article_id=an_article(title="Élection").pk, status=Status.EXTRACTED)
    withdrawn = an_article(title="Grève")
    client_of("lead").post(reverse("article-withdraw", args=[withdrawn.pk]), {"reason": "doublon"})
    response = client_of("reader").get(reverse("article-list") + query)
    assert {article.revision.title for article in response.context["articles"]} == found


def test_the_list_is_narrowed_to_an_outlet(client_of: Callable[[str], Client]) -> None:
    an_article()
    other = an_article(outlet="La Vigie")
    response = client_of("reader").get(f"{reverse('article-list')}?outlet={other.outlet_id}")
    assert [article.pk for article in response.context["articles"]] == [other.pk]


@pytest.mark.parametrize("query", ["?outlet=999999", "?status=nonsense", "?page=abc", "?page=99999", "?q=%22%28"])
def test_odd_addresses_of_the_list_are_answered(query: str, client_of: Callable[[str], Client]) -> None:
    an_article()
    assert client_of("reader").get(reverse("article-list") + query).status_code == 200


def test_a_page_of_the_list_costs_the_same_whatever_it_shows(
    client_of: Callable[[str], Client], django_assert_num_queries: Callable
) -> None:
    client = client_of("reader")
    for number in range(12):
        an_article(title=f"Article {number}", outlet=f"Média {number}")
    with django_assert_num_queries(5):
        client.get(reverse("article-list"))


def test_a_lead_withdraws_with_a_reason_and_takes_it_back(client_of: Callable[[str], Client]) -> None:
    article = an_article()
    client = client_of("lead")
    assert client.post(reverse("article-withdraw", args=[article.pk]), {"reason": " "}).status_code == 400
    page = client.post(reverse("article-withdraw", args=[article.pk]), {"reason": "faux"}, follow=True)
    article.refresh_from_db()
    assert article.withdrawn_reason == "faux"
    assert reverse("article-restore", args=[article.pk]) in page.content.decode()
    client.post(reverse("article-restore", args=[article.pk]))
    article.refresh_from_db()
    assert article.withdrawn_at is None


def test_a_lead_has_an_article_that_failed_tried_again(client_of: Callable[[str], Client]) -> None:
    article = an_article()
    article_set_status(article_id=article.pk, status=Status.FAILED, failure="MemoryError: trop long")
    retry, address = reverse("article-retry", args=[article.pk]), reverse("article", args=[article.pk])
    assert retry in client_of("lead").get(address).content.decode()
    shown = client_of("analyst").get(address).content.decode()
    assert retry not in shown and "MemoryError: trop long" in shown
    assert client_of("analyst").post(retry).status_code == 403
    assert client_of("lead").get(retry).status_code == 405
    client_of("lead").post(retry)
    article.refresh_from_db()
    assert (article.status, article.failure) == (Status.RECEIVED, "")
    again = client_of("lead").post(retry, follow=True).content.decode()
    assert 'class="message error"' in again, "it waits already"


def test_restoring_is_asked_for_by_post_only(client_of: Callable[[str], Client]) -> None:
    article = an_article()
    assert client_of("lead").get(reverse("article-restore", args=[article.pk])).status_code == 405


def test_a_lead_corrects_outlet_and_day(client_of: Callable[[str], Client]) -> None:
    article = an_article(published=date(2024, 10, 8))
    other = an_article(outlet="La Vigie", text="Autre texte.").outlet
    fields = {"outlet": other.pk, "published": "2024-10-07", "why": "mauvaise dépêche"}
    response = client_of("lead").post(reverse("article-correct", args=[article.pk]), fields)
    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.outlet, article.published_on) == (other, date(2024, 10, 7))
    again = client_of("lead").post(reverse("article-correct", args=[article.pk]), fields, follow=True)
    assert again.status_code == 200 and not list(again.context["messages"]), "nothing was corrected"


def test_a_correction_that_cannot_be_is_named(client_of: Callable[[str], Client]) -> None:
    article = an_article()
    other = an_article(outlet="La Vigie").outlet
    response = client_of("lead").post(
        reverse("article-correct", args=[article.pk]), {"outlet": other.pk, "published": "", "why": "essai"}
    )
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["outlet"]
