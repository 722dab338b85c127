"""The overview: what waits for whom, and the figures of a period with their table."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Figures
from claims.selectors.figures import figures_counted
from claims.services.corrections import claim_correct
from claims.services.queue import queue_ask, queue_take
from claims.services.review import claim_move
from claims.services.stories import story_gather
from claims.services.verdicts import verdict_move
from claims.services.words import claim_enter
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_verdict, an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _always_fresh(settings: object) -> None:
    settings.FIGURES_SECONDS = 0


@pytest.fixture
def claims() -> list[Claim]:
    return claims_of(an_article(extracted=True))


def test_claims_are_counted_by_day_state_speaker_and_outlet(claims: list[Claim], analyst: User) -> None:
    claim_move(claim_id=claims[0].pk, move="accept", user=analyst)
    claim_move(claim_id=claims[1].pk, move="reject", user=analyst)
    figures = figures_counted(days=30)
    assert len(figures["flow"]) == 30
    today = figures["flow"][-1]
    assert (today["accepted"], today["rejected"], today["new"]) == (1, 1, len(claims) - 2)
    assert figures["outlets"] == [[claims[0].article.outlet_id, "Le Phare de Corvenne", len(claims)]]
    assert sum(row[2] for row in figures["speakers"]) == sum(claim.speaker_id is not None for claim in claims)
    Claim.objects.update(created_at=timezone.now() - timedelta(days=40))
    assert figures_counted(days=30)["outlets"] == []
    weeks = figures_counted(days=365)["flow"]
    assert len(weeks) == 53 and sum(week["new"] for week in weeks) == len(claims) - 2


def test_the_machine_is_judged_by_what_people_decided(claims: list[Claim], analyst: User) -> None:
    first, second, third = claims[:3]
    claim_move(claim_id=first.pk, move="accept", user=analyst)
    claim_correct(claim_id=second.pk, user=analyst, fields={"denied": True})
    claim_move(claim_id=second.pk, move="accept", user=analyst)
    claim_move(claim_id=third.pk, move="reject", user=analyst)
    figures = figures_counted(days=7)
    assert figures["by_outlet"] == [["Le Phare de Corvenne", 1, 1, 1]]
    rules = {row[0]: row[1:] for row in figures["by_rule"]}
    assert rules[first.trace[0]][0] == 1
    assert sum(row[2] for row in figures["by_rule"]) == len(set(third.trace))


def test_where_people_put_a_claim_is_no_fault_of_the_machine(claims: list[Claim], analyst: User) -> None:
    story_gather(story_id=claims[1].story_id, claim_ids=[claims[0].pk], user=analyst)
    claim_move(claim_id=claims[0].pk, move="accept", user=analyst)
    figures = figures_counted(days=7)
    assert figures["by_outlet"] == [["Le Phare de Corvenne", 1, 0, 0]]
    assert all(row[1:] == [1, 0, 0] for row in figures["by_rule"])


def test_a_claim_added_and_taken_back_was_not_missed(claims: list[Claim], analyst: User) -> None:
    at = {"article_id": claims[0].article_id, "revision_id": claims[0].revision_id, "kind": "indirect"}
    claim_enter(user=analyst, spans=[[3, 20]], **at)
    assert figures_counted(days=7)["added"] == 1
    Claim.objects.filter(by_machine=False).update(state="rejected")
    assert figures_counted(days=7)["added"] == 0


def test_a_verdict_put_in_place_of_another_took_no_time_to_be_found(analyst: User, lead: User) -> None:
    story_id = a_claim().story_id
    for correction in ("", "Le premier se trompait de pont."):
        verdict = a_verdict(story_id, analyst, correction=correction)
        for move in ("confirm", "publish"):
            verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    assert figures_counted(days=7)["verdicts"]["total"] == 1


def test_the_time_to_a_published_verdict(analyst: User, lead: User) -> None:
    claim = a_claim()
    Claim.objects.update(created_at=timezone.now() - timedelta(days=2))
    verdict = a_verdict(claim.story_id, analyst)
    verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, unsupported=True)
    assert figures_counted(days=7)["verdicts"] == {"total": 0, "median": None, "within": [0, 0, 0, 0]}
    verdict_move(verdict_id=verdict.pk, move="publish", user=lead)
    found = figures_counted(days=7)["verdicts"]
    assert (found["total"], found["within"], round(found["median"] / 86_400)) == (1, [0, 1, 1, 1], 2)


def test_the_page_shows_pictures_with_their_numbers_behind(
    client_of: Callable[[str], Client], claims: list[Claim], analyst: User
) -> None:
    for claim, move in zip(claims, ("accept", "reject", "accept"), strict=False):
        claim_move(claim_id=claim.pk, move=move, user=analyst)
    page = client_of("reader").get("/").content.decode()
    assert '<svg class="chart-picture"' in page and '<title id="flow-picture">' in page
    assert "<table>" in page and "Par règle" in page
    assert page.count('class="behind"') >= 3 and "<title>Le Phare de Corvenne : 3</title>" in page
    assert f"?outlet={claims[0].article.outlet_id}" in page


def test_what_waits_for_me_is_counted(client_of: Callable, claims: list[Claim], analyst: User, lead: User) -> None:
    queue_take(claim_id=claims[0].pk, user=analyst)
    queue_ask(claim_id=claims[1].pk, user=lead, note="le lieu ?")
    context = client_of("analyst").get("/").context
    assert context["queue"] == {"mine": 1, "opinion": 1}
    assert claims[0] in context["next_claims"]
    theirs = client_of("lead").get("/").context
    assert theirs["queue"] == {"mine": 0, "opinion": 0}, "nobody waits for their own opinion"
    assert claims[0] not in theirs["next_claims"], "somebody has it in hand"


def test_only_verdicts_that_wait_for_me_are_counted(client_of: Callable, claims: list[Claim], lead: User) -> None:
    verdict = a_verdict(claims[0].story_id, lead)
    waits = {who: client_of(who).get("/").context["verdicts"] for who in ("analyst", "lead", "admin")}
    assert [waits[who]["proposed"] for who in ("analyst", "lead", "admin")] == [0, 0, 1], "nobody confirms their own"
    verdict_move(verdict_id=verdict.pk, move="return", user=lead, note="Trop court.")
    assert client_of("lead").get("/").context["verdicts"]["returned"] == 1
    assert client_of("admin").get("/").context["verdicts"]["returned"] == 0
    a_verdict(claims[0].story_id, lead)
    assert client_of("lead").get("/").context["verdicts"]["returned"] == 0, "there is another one by now"


@pytest.mark.parametrize(("days", "shown"), [("7", 7), ("365", 365), ("", 30), ("12", 30), ("x", 30), ("9" * 30, 30)])
def test_the_period_is_in_the_address(days: str, shown: int, client_of: Callable[[str], Client]) -> None:
    assert client_of("reader").get("/", {"days": days}).context["days"] == shown


def test_figures_are_counted_again_only_when_they_are_old(
    client_of: Callable[[str], Client],
    settings: object,
    django_assert_num_queries: Callable,
) -> None:
    client = client_of("reader")
    settings.FIGURES_SECONDS = 300
    client.get("/")
    a_claim()
    assert not client.get("/").context["flow"].highest
    Figures.objects.update(at=timezone.now() - timedelta(seconds=301))
    assert client.get("/").context["flow"].highest
    with django_assert_num_queries(18):
        client.get(reverse("dashboard"))
