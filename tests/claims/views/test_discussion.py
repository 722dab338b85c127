"""The discussion on the page of a claim."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Comment
from claims.services.comments import comment_add, comment_edit
from claimtrack.accounts.models import User
from tests.factories import a_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


def said(client: Client, claim: Claim, text: str) -> str:
    response = client.post(reverse("comment-add", args=[claim.pk]), {"text": text}, follow=True)
    return response.content.decode()


def test_a_comment_is_shown_with_who_is_mentioned(client_of: Callable, claim: Claim, lead: User) -> None:
    User.objects.filter(pk=lead.pk).update(first_name="Claire", last_name="Dupont")
    page = said(client_of("analyst"), claim, "Un <avis>, @lead et @inconnue ?\nMerci.")
    assert '<strong class="mention" title="Claire Dupont">@lead</strong>' in page
    assert "Un &lt;avis&gt;, " in page and "@inconnue" in page
    assert "bell-count" in client_of("lead").get("/sources/").content.decode()
    assert "a commenté" in page


def test_what_is_corrected_shows_what_it_said_and_what_is_taken_back_leaves_a_trace(
    client_of: Callable[[str], Client], claim: Claim
) -> None:
    client = client_of("analyst")
    said(client, claim, "La mairie dément.")
    comment = Comment.objects.get()
    form = client.get(reverse("comment-edit", args=[comment.pk])).content.decode()
    assert "La mairie dément." in form
    response = client.post(reverse("comment-edit", args=[comment.pk]), {"text": "La préfecture dément."}, follow=True)
    page = response.content.decode()
    assert "La préfecture dément." in page and "La mairie dément." in page and "corrigé le" in page
    page = client.post(reverse("comment-delete", args=[comment.pk]), follow=True).content.decode()
    assert "retiré le" in page and "La préfecture dément." not in page and "La mairie dément." not in page


def test_words_that_cannot_be_are_named_and_stay(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    for text in ("", "x" * 10_001, "a\0b"):
        response = client.post(reverse("comment-add", args=[claim.pk]), {"text": text})
        assert response.status_code == 400
        assert list(response.context["comment_form"].errors) == ["text"]
    assert not Comment.objects.exists()


def test_somebody_elses_comment_is_not_mine_to_change(client_of: Callable, claim: Claim, lead: User) -> None:
    comment = comment_add(claim_id=claim.pk, user=lead, text="Vu.")
    client = client_of("analyst")
    for name, fields, status in (("comment-edit", {"text": "Pas vu."}, 400), ("comment-delete", {}, 302)):
        assert client.post(reverse(name, args=[comment.pk]), fields).status_code == status
        assert client.post(reverse(name, args=[999_999]), fields).status_code == 404
        assert reverse(name, args=[comment.pk]) not in client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert [version.text for version in comment.versions.all()] == ["Vu."]


def test_people_are_suggested_by_account_and_name(client_of: Callable[[str], Client], lead: User) -> None:
    User.objects.filter(pk=lead.pk).update(first_name="Claire", last_name="Dupont")
    client = client_of("reader")
    for words in ("le", "clai", "DUP"):
        page = client.get(reverse("suggest-people"), {"q": words}).content.decode()
        assert 'data-value="lead"' in page and "Claire Dupont" in page
    assert "option-name" not in client.get(reverse("suggest-people"), {"q": "zzz"}).content.decode()


def test_the_page_costs_the_same_however_much_was_said(
    client_of: Callable[[str], Client], claim: Claim, analyst: User, django_assert_max_num_queries: Callable
) -> None:
    client = client_of("analyst")
    for number in range(4):
        comment = comment_add(claim_id=claim.pk, user=analyst, text=f"@lead {number}")
        comment_edit(comment_id=comment.pk, user=analyst, text=f"@admin {number}")
    with django_assert_max_num_queries(21):
        client.get(reverse("claim", args=[claim.pk]))
