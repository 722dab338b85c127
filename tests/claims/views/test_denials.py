"""A denial never reads as an assertion: « dément : » stands before its words wherever they are one line."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from claims.models import Claim, Notice
from claims.services.comments import comment_add
from claims.services.corrections import claim_correct
from claims.services.stories import story_gather
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim

pytestmark = pytest.mark.django_db
SAID = "dément\u00a0: "


@pytest.fixture
def denial(analyst: User) -> Claim:
    """A claim that its speaker denies, the first of a story of two; not decided on, so it waits in the queue."""
    claim, other = a_claim(), a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    story_gather(story_id=claim.story_id, claim_ids=[other.pk], user=analyst)
    return claim_correct(claim_id=claim.pk, user=analyst, fields={"denied": True})


@pytest.mark.parametrize(
    "address",
    [
        "/queue/",
        "/claims/",
        "/claims/?q=pont",
        "/stories/",
        "/stories/{story}/",
        "/stories/{story}/merge/",
        "/actors/{actor}/",
        "/articles/{article}/",
        "/claims/{claim}/story/",
        "/find/?q=pont ferm%C3%A9",
    ],
)
def test_a_line_says_it_before_the_words(address: str, denial: Claim, client_of: Callable[[str], Client]) -> None:
    ids = {"claim": denial.pk, "story": denial.story_id, "actor": denial.speaker_id, "article": denial.article_id}
    page = client_of("analyst").get(address.format(**ids)).content.decode()
    shown = page.replace("<mark>", "").replace("</mark>", "").replace("<bdi>", "")
    words = denial.allegation[:20]
    assert SAID + words in shown
    assert f">{words}" not in shown or address.startswith("/articles/"), "there the text itself stands too"


def test_what_several_claims_are_done_to_says_it_too(denial: Claim, client_of: Callable[[str], Client]) -> None:
    chosen = {"claim": f"{denial.pk}:{denial.version}:{denial.story_id}", "action": "reject"}
    page = client_of("analyst").post(reverse("bulk-new"), chosen, follow=True).content.decode()
    assert SAID + denial.allegation[:20] in page


def test_notices_and_their_mails_say_it_too(denial: Claim, analyst: User, lead: User) -> None:
    with translation.override("en"):  # the newsroom reads it, whatever language the writer works in
        comment_add(claim_id=denial.pk, user=analyst, text="@lead à voir")
    assert Notice.objects.get(to=lead).about.startswith(SAID)


def test_rest_gives_the_words_and_the_denial_apart(denial: Claim, script: ApiClient) -> None:
    told = script.get(f"/api/v1/claims/{denial.pk}/").json()
    assert told["allegation"] == denial.allegation and told["denied"] is True
