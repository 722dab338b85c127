"""What the pages sort, show and guard, REST does too."""

from datetime import date
from typing import Any

import pytest

from claims.api import cases, stories
from claims.models import Claim, Event
from claims.services.cases import case_describe, case_open
from claims.services.comments import comment_add
from claims.services.stories import story_describe, story_gather
from claimtrack.accounts.models import User
from claimtrack.api import read_input
from tests.claims.api.conftest import Call, refused
from tests.factories import a_claim, an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> list[Claim]:
    """Three claims: the newest was said first."""
    texts = ("Le pont fermera lundi, a dit Anne Morvane.", "Le pont est vieux, a dit Léa Verger.")
    rows = [a_claim(text=text, outlet=f"Média {n}", published=date(2024, 3 - n, 1)) for n, text in enumerate(texts)]
    return [*rows, a_claim(text="Il pleut, a dit Paul Tessandier.", outlet="Pluie", published=date(2023, 1, 1))]


def listed(call: Call, query: str) -> list[int]:
    return [claim["id"] for claim in call("reader", "GET", f"claims/{query}").json()["results"]]


def test_claims_are_sorted_as_on_the_page(call: Call, said: list[Claim]) -> None:
    first, second, third = (claim.pk for claim in said)
    assert listed(call, "") == listed(call, "?sort=newest") == [third, second, first]
    assert listed(call, "?sort=said") == [first, second, third]
    assert listed(call, "?q=pont+or+lundi&sort=relevance") == [first, second], "it has both words"
    refused(call("reader", "GET", "claims/?sort=relevance"), "sort")
    refused(call("reader", "GET", "claims/?sort=worst"), "sort")


@pytest.mark.parametrize("query", ["?sort=said", "?sort=newest", "?q=pont&sort=relevance", "?sort=said&q=pont"])
def test_sorted_pages_lead_on_and_back(query: str, call: Call, said: list[Claim]) -> None:
    whole, first = listed(call, query), call("reader", "GET", f"claims/{query}&page_size=1").json()
    address = first["next"].partition("/api/v1/")[2]
    second = call("reader", "GET", address).json()
    assert [page["results"][0]["id"] for page in (first, second)] == whole[:2]
    assert first["previous"] is None
    back = call("reader", "GET", second["previous"].partition("/api/v1/")[2]).json()
    assert back["results"][0]["id"] == whole[0]


def test_many_claims_said_on_one_day_are_all_listed_once(call: Call) -> None:
    claims = claims_of(an_article(extracted=True))
    address, found = "claims/?sort=said&page_size=1", []
    while address:
        page = call("reader", "GET", address).json()
        found += [claim["id"] for claim in page["results"]]
        address = (page["next"] or "").partition("/api/v1/")[2]
    assert sorted(found) == [claim.pk for claim in claims]


def test_the_claims_of_a_story_are_listed(call: Call, said: list[Claim], analyst: User) -> None:
    first, _second, third = said
    story_gather(story_id=first.story_id, claim_ids=[third.pk], user=analyst)
    page = call("reader", "GET", f"stories/{first.story_id}/claims/").json()
    assert [claim["id"] for claim in page["results"]] == [third.pk, first.pk]
    assert call("reader", "GET", "stories/999999/claims/").status_code == 404


def test_what_moved_meanwhile_is_not_moved_again_unseen(call: Call, said: list[Claim], lead: User) -> None:
    first, second, third = said
    was = second.story_id
    story_gather(story_id=third.story_id, claim_ids=[second.pk], user=lead)
    path, body = f"stories/{first.story_id}/claims/", {"claims": [second.pk, third.pk]}
    answer = call("analyst", "POST", path, body | {"seen": {str(second.pk): was}})
    assert answer.status_code == 409 and answer.json()["events"][0]["by"] == "lead"
    second.refresh_from_db()
    assert second.story_id == third.story_id
    assert call("analyst", "POST", path, body | {"seen": {str(second.pk): third.story_id}}).status_code == 200
    for wrong in ({"x": 1}, {"1": "x"}, [1], {"1": 0}):
        refused(call("analyst", "POST", path, body | {"seen": wrong}), "seen")


def test_a_story_that_grew_meanwhile_is_not_merged_unseen(call: Call, said: list[Claim], lead: User) -> None:
    first, second, third = said
    story_gather(story_id=second.story_id, claim_ids=[third.pk], user=lead)
    path, body = f"stories/{first.story_id}/merge/", {"story": second.story_id}
    answer = call("analyst", "POST", path, body | {"seen": [second.pk]})
    assert answer.status_code == 409 and answer.json()["events"][0]["by"] == "lead"
    assert not Event.objects.filter(by__username="analyst").exists()
    refused(call("analyst", "POST", path, body | {"seen": ["x"]}), "seen")
    assert call("analyst", "POST", path, body | {"seen": [third.pk, second.pk]}).status_code == 200


@pytest.mark.parametrize("what", ["stories", "cases"])
def test_what_is_not_sent_is_not_written(
    what: str, call: Call, said: list[Claim], analyst: User, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title that somebody gives while a request about the rest is under way stays."""
    story, case = said[0].story, case_open(user=analyst, title="Ponts", description="Tous.")
    view, pk = (stories, story.pk) if what == "stories" else (cases, case.pk)

    def read_late(serializer: Any, request: Any) -> dict[str, Any]:
        if what == "stories":
            story_describe(story_id=story.pk, user=lead, title="Le pont", summary="")
        else:
            case_describe(case_id=case.pk, user=lead, title="Le pont", description="Tous.")
        return read_input(serializer, request)

    monkeypatch.setattr(view, "read_input", read_late)
    rest = "summary" if what == "stories" else "description"
    answer = call("analyst", "PATCH", f"{what}/{pk}/", {rest: "Le reste."}).json()
    assert (answer["title"], answer[rest]) == ("Le pont", "Le reste.")


def test_a_case_keeps_a_title(call: Call, analyst: User) -> None:
    case = case_open(user=analyst, title="Ponts", description="Tous.")
    refused(call("analyst", "PATCH", f"cases/{case.pk}/", {"title": " "}), "title")
    assert call("analyst", "PATCH", f"cases/{case.pk}/", {"title": "Les ponts"}).json()["description"] == "Tous."


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_comment_changed_from_elsewhere_is_left_alone(method: str, call: Call, analyst: User) -> None:
    comment = comment_add(claim_id=a_claim().pk, user=analyst, text="À voir.")
    path = f"comments/{comment.pk}/"
    shown = call("analyst", "GET", path)
    assert (shown["ETag"], shown.json()["version"]) == ('"1"', 1)
    assert call("analyst", "PATCH", path, {"text": "Vu.", "version": 1})["ETag"] == '"2"'
    body: dict[str, Any] = {"text": "Revu."}
    late = call("analyst", method, path, body, **{"If-Match": '"1"'})
    assert late.status_code == 409 and late.json()["version"] == 2
    assert call("analyst", "GET", path).json()["text"] == "Vu."
    refused(call("analyst", method, path, body, **{"If-Match": "x"}), "version")
    assert call("analyst", method, path, body, **{"If-Match": '"2"'}).status_code in (200, 204)
