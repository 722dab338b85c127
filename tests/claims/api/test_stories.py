"""Stories, cases and verdicts over REST: who may, what comes back, what bad input is answered."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Case, Claim, Verdict
from claims.selectors.verdicts import verdict_detail
from claims.services.cases import case_open
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.stories import story_gather
from claims.services.verdicts import verdict_move
from claimtrack.accounts.models import User
from claimtrack.accounts.services import token_create
from tests.factories import ApiClient, a_claim, a_rating, a_source, a_verdict

pytestmark = pytest.mark.django_db
API = "/api/v1/"


@pytest.fixture
def claims() -> list[Claim]:
    other = a_claim(outlet="La Vigie", text="Le pont de Corvenne fermera lundi, a dit Anne Morvane.")
    return [a_claim(), other]


def writes(claims: list[Claim], verdict: Verdict, case: Case) -> list[tuple[str, str, Any]]:
    first, second = claims
    return [
        ("PATCH", f"stories/{first.story_id}/", {"title": "Le pont"}),
        ("POST", f"stories/{first.story_id}/claims/", {"claims": [second.pk]}),
        ("POST", f"claims/{second.pk}/story/", {"story": None}),
        ("POST", f"stories/{first.story_id}/merge/", {"story": second.story_id}),
        ("POST", "cases/", {"title": "Les ponts"}),
        ("PATCH", f"cases/{case.pk}/", {"title": "Ponts"}),
        ("POST", f"cases/{case.pk}/stories/", {"story": first.story_id}),
        ("DELETE", f"cases/{case.pk}/stories/{first.story_id}/", {}),
        ("POST", f"cases/{case.pk}/notes/", {"text": "Vu."}),
        ("POST", f"cases/{case.pk}/close/", {}),
        ("POST", f"stories/{second.story_id}/verdicts/", {"rating": a_rating().pk, "reasons": "Mesures."}),
        ("POST", f"verdicts/{verdict.pk}/confirm/", {}),
        ("POST", f"verdicts/{verdict.pk}/publish/", {}),
        ("POST", f"verdicts/{verdict.pk}/uphold/", {"note": "vu"}),
        ("POST", f"verdicts/{verdict.pk}/return/", {"note": "vu"}),
    ]


@pytest.mark.parametrize(("who", "refused"), [("stranger", 401), ("reader", 403), ("script", 403)])
def test_who_may_not_write(
    who: str, refused: int, claims: list[Claim], analyst: User, call: Callable[..., Any], script: ApiClient
) -> None:
    verdict, case = a_verdict(claims[0].story_id, analyst), case_open(user=analyst, title="Les ponts")
    for method, path, body in writes(claims, verdict, case):
        if who == "script":
            headers = script.headers | {"content-type": "application/json"}
            response = script.client.generic(method, API + path, json.dumps(body), headers=headers)
        else:
            response = call(who, method, path, body)
        assert response.status_code == refused, (path, response.content)
    for path in ("stories/", "cases/", "verdicts/", "scales/", f"stories/{claims[0].story_id}/", f"cases/{case.pk}/"):
        reads = script.get(API + path) if who == "script" else call(who, "GET", path)
        assert reads.status_code == (401 if who == "stranger" else 200), path


def test_an_analyst_groups_and_proposes_and_a_lead_signs(
    claims: list[Claim], call: Callable[..., Any], lead: User
) -> None:
    (first, second), story = claims, claims[0].story_id
    shown = call("analyst", "POST", f"stories/{story}/claims/", {"claims": [second.pk]}).json()
    assert shown["numbers"]["articles"] == 2 and shown["first_claim"] == min(first.pk, second.pk)
    alone = call("analyst", "POST", f"claims/{second.pk}/story/", {"story": None, "seen": story}).json()
    merged = call("analyst", "POST", f"stories/{story}/merge/", {"story": alone["id"]}).json()
    assert merged["numbers"]["claims"] == 2
    assert call("analyst", "GET", f"stories/{alone['id']}/").json()["merged_into"] == story
    body = {"rating": a_rating("misleading").pk, "reasons": "Mesures publiées."}
    verdict = call("analyst", "POST", f"stories/{story}/verdicts/", body).json()
    assert (verdict["state"], verdict["rating"]["label"]["fr"]) == ("proposed", "Trompeur")
    path = f"verdicts/{verdict['id']}/"
    assert call("analyst", "POST", f"{path}confirm/").status_code == 403
    assert call("lead", "POST", f"{path}confirm/", {"note": "vu"}).json()["state"] == "confirmed"
    published = call("lead", "POST", f"{path}publish/").json()
    assert [(step["step"], step["by"]) for step in published["steps"]] == [
        ("proposed", "analyst"),
        ("confirmed", "lead"),
        ("published", "lead"),
    ]
    assert call("analyst", "GET", f"stories/{story}/").json()["verdict"] == verdict["id"]
    assert call("lead", "POST", f"{path}publish/").status_code == 400


def test_an_embargo_is_kept_where_it_is_not_sent(claims: list[Claim], call: Callable[..., Any], analyst: User) -> None:
    until = timezone.now() + timedelta(days=3)
    for sent, kept in (({}, until), ({"embargo": None}, None)):
        claim = a_claim(outlet=f"Le Soir {len(sent)}", text="Il pleut, a dit Léa Verger.")
        verdict = a_verdict(claim.story_id, analyst, embargo=until)
        call("lead", "POST", f"verdicts/{verdict.pk}/confirm/", {"unsupported": True, **sent})
        assert verdict.steps.get(step="confirmed").embargo == kept


def test_an_embargo_that_is_over_keeps_nobody_from_confirming(
    claims: list[Claim], call: Callable[..., Any], analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now() + timedelta(days=1)
    verdict = a_verdict(claims[0].story_id, analyst, embargo=until)
    monkeypatch.setattr("claims.services.verdicts.timezone.now", lambda: until + timedelta(seconds=1))
    assert call("lead", "POST", f"verdicts/{verdict.pk}/confirm/", {"unsupported": True}).status_code == 200
    assert verdict.steps.get(step="confirmed").embargo is None


def test_what_is_signed_on_nothing_says_so(claims: list[Claim], call: Callable[..., Any]) -> None:
    address, body = f"stories/{claims[0].story_id}/verdicts/", {"rating": a_rating().pk, "reasons": "Rien."}
    refused = call("analyst", "POST", address, body)
    assert (refused.status_code, list(refused.json())) == (400, ["unsupported"])
    verdict = call("analyst", "POST", address, body | {"unsupported": True}).json()
    assert verdict["unsupported"] and verdict["rating"]["asks_for"] == "refutes"
    (judged,) = verdict["subject"]["claims"]
    assert (verdict["subject"]["title"], judged["id"]) == ("", claims[0].pk)
    assert (judged["allegation"], judged["denied"]) == (claims[0].allegation, False)
    confirm = f"verdicts/{verdict['id']}/confirm/"
    assert list(call("lead", "POST", confirm).json()) == ["unsupported"]
    steps = call("lead", "POST", confirm, {"unsupported": True}).json()["steps"]
    assert [step["unsupported"] for step in steps] == [True, True]


def test_verdicts_are_filtered_and_say_why_they_are_stale(
    claims: list[Claim], call: Callable[..., Any], analyst: User, lead: User
) -> None:
    piece = {"url": "https://p.example/1", "stance": "refutes"}
    evidence = evidence_link(claim_id=claims[0].pk, source=a_source(), user=analyst, **piece)
    first, second = (a_verdict(claim.story_id, analyst) for claim in claims)
    verdict_move(verdict_id=first.pk, move="confirm", user=lead, unsupported=True)

    def found(**query: Any) -> list[int]:
        rows = call("analyst", "GET", f"verdicts/?{urlencode(query)}").json()["results"]
        return [row["id"] for row in rows]

    assert found() == [second.pk, first.pk]
    assert found(state="proposed") == [second.pk]
    assert found(story=first.story_id) == [first.pk]
    assert found(state="stale") == []
    evidence_withdraw(evidence=evidence, user=analyst, reason="page morte")
    assert found(state="stale") == [first.pk]
    stale = call("analyst", "GET", f"verdicts/{first.pk}/").json()["stale"]
    assert stale == [{"code": "withdrawn", "evidence": evidence.pk, "claim": None}]
    assert call("analyst", "GET", "verdicts/?state=nonsense").status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("stories/{story}/claims/", {"claims": []}, "claims"),
        ("stories/{story}/claims/", {"claims": [0]}, "claims"),
        ("stories/{story}/claims/", {"claims": [10**30]}, "claims"),
        ("stories/{story}/claims/", {"claims": [999_999]}, "claims"),
        ("stories/{story}/claims/", {"claims": "1"}, "claims"),
        ("stories/{story}/merge/", {"story": 999_999}, "story"),
        ("stories/{story}/merge/", {}, "story"),
        ("claims/{claim}/story/", {"story": "x"}, "story"),
        ("claims/{claim}/story/", {"story": 999_999}, "story"),
        ("stories/{story}/verdicts/", {"rating": 999_999, "reasons": "Mesures."}, "rating"),
        ("stories/{story}/verdicts/", {"rating": None, "reasons": "Mesures."}, "rating"),
        ("stories/{story}/verdicts/", {"rating": 1, "reasons": ""}, "reasons"),
        ("stories/{story}/verdicts/", {"rating": 1, "reasons": "a\0"}, "reasons"),
        ("stories/{story}/verdicts/", {"embargo": "demain", "reasons": "x"}, "embargo"),
        ("cases/", {"title": " "}, "title"),
        ("cases/", {"title": "x" * 301}, "title"),
        ("cases/{case}/stories/", {"story": 999_999}, "story"),
        ("cases/{case}/notes/", {"text": ""}, "text"),
        ("cases/{case}/notes/", {"text": "x", "replaces": 999_999}, "replaces"),
        ("cases/{case}/reopen/", {}, "closed"),
    ],
)
def test_bad_input_is_a_400_that_names_the_field(
    path: str, body: Any, field: str, claims: list[Claim], call: Callable[..., Any], analyst: User
) -> None:
    case = case_open(user=analyst, title="Les ponts")
    known = {"story": claims[0].story_id, "claim": claims[0].pk, "case": case.pk}
    response = call("lead", "POST", path.format(**known), body)
    assert response.status_code == 400, response.content
    assert field in response.json()


def test_who_comes_late_gets_409_with_what_happened(claims: list[Claim], call: Callable[..., Any], lead: User) -> None:
    second, story = claims[1], claims[0].story_id
    story_gather(story_id=story, claim_ids=[second.pk], user=lead)
    late = call("analyst", "POST", f"claims/{second.pk}/story/", {"story": None, "seen": second.story_id})
    assert late.status_code == 409
    assert late.json()["events"][0]["by"] == "lead"
    call("lead", "PATCH", f"stories/{story}/", {"title": "Le pont", "version": 1})
    late = call("analyst", "PATCH", f"stories/{story}/", {"title": "Autre", "version": 1})
    assert (late.status_code, late.json()["version"]) == (409, 2)


@pytest.mark.parametrize(
    ("who", "inside"), [("reader", False), ("script", False), ("analyst", True), ("lead", True), ("admin", True)]
)
def test_readers_and_scripts_learn_of_a_verdict_when_it_is_published(
    who: str,
    inside: bool,
    claims: list[Claim],
    call: Callable[..., Any],
    script: ApiClient,
    analyst: User,
    lead: User,
) -> None:
    def get(path: str) -> Any:
        return script.get(API + path) if who == "script" else call(who, "GET", path)

    def ids(path: str) -> list[int]:
        return [row["id"] for row in get(path).json()["results"]]

    def found() -> list[list[int]]:
        state, story = verdict_detail(verdict_id=verdict.pk).state, f"story={verdict.story_id}"
        return [
            ids(f"verdicts/?{story}"),
            ids(f"verdicts/?state={state}"),
            ids(f"claims/?verdict={state}"),
            ids(f"claims/?rating={verdict.rating_id}"),
        ]

    until = timezone.now() + timedelta(days=3)
    verdict = a_verdict(claims[0].story_id, analyst, embargo=until)
    claim, every = claims[0].pk, [[verdict.pk], [verdict.pk], [claims[0].pk], [claims[0].pk]]
    verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, unsupported=True, embargo=until)
    assert found() == (every if inside else [[], [], [], []])
    assert (claim in ids("claims/?verdict=none")) != inside
    assert get(f"verdicts/{verdict.pk}/").status_code == (200 if inside else 404)
    verdict_move(verdict_id=verdict.pk, move="return", user=lead, note="Le lieu est faux.")
    assert bool(ids("verdicts/")) == inside
    verdict = a_verdict(claims[0].story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    every[0:2] = [[verdict.pk, *([verdict.pk - 1] if inside else [])], [verdict.pk]]
    assert found() == every
    assert get(f"verdicts/{verdict.pk}/").status_code == 200


def test_a_token_that_only_reads_knows_no_more_than_a_reader(claims: list[Claim], analyst: User) -> None:
    verdict = a_verdict(claims[0].story_id, analyst)
    for scopes, seen in ((["read"], 404), (["read", "evidence"], 200)):
        token = ApiClient(token_create(username="analyst", scopes=scopes))
        assert token.get(f"{API}verdicts/{verdict.pk}/").status_code == seen


def test_what_was_not_seen_is_not_signed(
    claims: list[Claim], call: Callable[..., Any], analyst: User, lead: User
) -> None:
    verdict = a_verdict(claims[0].story_id, analyst)
    piece = {"url": "https://p.example/1", "stance": "refutes"}
    evidence = evidence_link(claim_id=claims[0].pk, source=a_source(), user=analyst, **piece)
    late = call("lead", "POST", f"verdicts/{verdict.pk}/confirm/", {"seen": []})
    assert (late.status_code, late.json()["evidence"]) == (409, {"added": [evidence.pk], "lost": []})
    assert call("lead", "POST", f"verdicts/{verdict.pk}/confirm/", {"seen": ["x"]}).status_code == 400
    assert call("lead", "POST", f"verdicts/{verdict.pk}/confirm/", {"seen": [evidence.pk]}).status_code == 200
    body = {"rating": a_rating().pk, "reasons": "Mesures.", "seen": [evidence.pk]}
    late = call("analyst", "POST", f"stories/{claims[1].story_id}/verdicts/", body)
    assert (late.status_code, late.json()["evidence"]) == (409, {"added": [], "lost": [evidence.pk]})


def test_lists_cost_the_same_however_long_they_are(
    claims: list[Claim], client_of: Callable[[str], Client], analyst: User
) -> None:
    client = client_of("analyst")

    def costs() -> list[int]:
        found = []
        for path in ("stories/", "cases/", "verdicts/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(API + path).status_code == 200
            found.append(len(queries))
        return found

    a_verdict(claims[0].story_id, analyst)
    case_open(user=analyst, title="Les ponts")
    few = costs()
    a_verdict(claims[1].story_id, analyst)
    case_open(user=analyst, title="Les quais")
    a_claim(outlet="Le Soir", text="Il pleut, a dit Léa Verger.")
    assert costs() == few == [7, 3, 8]


def test_the_claims_and_the_title_that_are_signed_may_be_sent_too(
    claims: list[Claim], call: Callable[..., Any], analyst: User
) -> None:
    (first, second), story = claims, claims[0].story_id
    subject = call("analyst", "GET", f"stories/{story}/").json()["subject"]
    assert subject == {
        "title": "",
        "claims": [{"id": first.pk, "allegation": first.allegation, "denied": False, "hedged": False}],
    }
    body = {"rating": a_rating().pk, "reasons": "Relevés.", "unsupported": True, "subject": subject}
    verdict = call("analyst", "POST", f"stories/{story}/verdicts/", body).json()
    story_gather(story_id=story, claim_ids=[second.pk], user=analyst)
    confirm = f"verdicts/{verdict['id']}/confirm/"
    late = call("lead", "POST", confirm, {"subject": subject, "unsupported": True})
    assert (late.status_code, late.json()["subject"]) == (409, [{"code": "joined", "claim": second.pk}])
    for wrong in ("tout", {"title": ""}, {"title": "", "claims": [{"id": "x"}]}, {"title": "x" * 301, "claims": []}):
        assert list(call("lead", "POST", confirm, {"subject": wrong}).json()) == ["subject"], wrong
    now = call("lead", "GET", f"stories/{story}/").json()["subject"]
    assert call("lead", "POST", confirm, {"subject": now, "unsupported": True}).status_code == 200
