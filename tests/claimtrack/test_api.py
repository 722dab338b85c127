"""REST: who may call what, what bad input is answered, what an article and a claim look like."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.models import Article, Outlet
from claims.models import Evidence
from claims.services.extraction import article_extract
from claimtrack.accounts.models import ApiToken, User
from claimtrack.accounts.services import token_create
from tests.factories import TEXT, ApiClient, a_claim, a_source, an_article

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"
CLAIMS = "/api/v1/claims/"
ARTICLE = {"outlet": "Le Phare", "title": "Un pont fermé", "text": TEXT, "published_at": "2024-05-03T10:00:00+02:00"}


def test_an_article_is_posted_and_its_claims_are_read_back(script: ApiClient) -> None:
    posted = script.post(ARTICLES, ARTICLE)
    assert posted.status_code == 201
    body = posted.json()
    assert body["status"] == "received"
    assert body["content"] == f"Un pont fermé\n\n{TEXT}"
    assert (body["revision"], body["language"], body["published_on"]) == (1, "fr", "2024-05-03")
    article_extract(article_id=body["id"])
    again = script.get(f"{ARTICLES}{body['id']}/").json()
    claims = script.get(CLAIMS, article=body["id"]).json()
    assert again["status"] == "extracted"
    assert again["claims_count"] == len(claims["results"])
    assert set(claims) == {"next", "previous", "results"}
    starts = [claim["spans"][0][0] for claim in claims["results"]]
    assert starts == sorted(starts)
    for claim in claims["results"]:
        words = " ".join(body["content"][start:end] for start, end in claim["spans"])
        assert words == claim["allegation"]


def test_a_repeated_post_is_answered_200_with_the_same_id(script: ApiClient) -> None:
    first = script.post(ARTICLES, ARTICLE | {"external_id": "x"})
    again = script.post(ARTICLES, ARTICLE | {"external_id": "x"})
    changed = script.post(ARTICLES, ARTICLE | {"external_id": "x", "text": TEXT + " Fin."})
    assert [first.status_code, again.status_code, changed.status_code] == [201, 200, 200]
    assert len({response.json()["id"] for response in (first, again, changed)}) == 1
    assert changed.json()["revision"] == 2


def test_text_comes_back_exactly_as_sent(script: ApiClient) -> None:
    text = "<b>Gras</b> & « \u202eרע\u202c » 𝕏🇫🇷 e\u0301\r\n\tfin \n"
    body = script.post(ARTICLES, {"outlet": "Le Phare", "text": text}).json()
    assert body["text"] == text
    assert script.get(f"{ARTICLES}{body['id']}/").json()["content"] == text


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("text", {"text": None}),
        ("text", {"text": ""}),
        ("text", {"text": "\n \u00a0"}),
        ("text", {"text": 5.5e3}),
        ("text", {"text": ["a"]}),
        ("text", {"text": "a\0b"}),
        ("text", {"text": "a\ud800"}),
        ("text", {"text": "x" * 2_000_001}),
        ("outlet", {"outlet": ""}),
        ("outlet", {"outlet": None}),
        ("published_at", {"published_at": "hier"}),
        ("published_at", {"published_at": "2024-02-31"}),
        ("published_at", {"published_at": "0001-01-01T00:00:00+14:00"}),
        ("published_at", {"published_at": "9999-12-31T23:59:59-14:00"}),
        ("published_at", {"published_at": 20240503}),
        ("language", {"language": "xx"}),
        ("url", {"url": "ftp://phare.example/"}),
        ("url", {"url": "x" * 3000}),
        ("external_id", {"external_id": "a\0"}),
        ("title", {"title": "x" * 1001}),
        ("html", {"html": "<p>aussi</p>"}),
    ],
)
def test_bad_input_is_a_400_that_names_the_field_and_writes_nothing(
    script: ApiClient, field: str, change: dict[str, object]
) -> None:
    response = script.post(ARTICLES, ARTICLE | change)
    assert response.status_code == 400, response.content[:500]
    assert field in response.json()
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()


def test_a_date_more_than_a_day_ahead_is_refused_and_one_within_it_taken(script: ApiClient) -> None:
    ahead = (timezone.now() + timedelta(hours=30)).isoformat()
    soon = (timezone.now() + timedelta(hours=20)).isoformat()
    assert "published_at" in script.post(ARTICLES, ARTICLE | {"published_at": ahead}).json()
    assert script.post(ARTICLES, ARTICLE | {"published_at": soon}).status_code == 201


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b'{"outlet": "\xe9"}', b"[" * 100_000, b'{"text": NaN']
)
def test_a_body_that_is_no_json_object_is_refused(script: ApiClient, raw: bytes) -> None:
    response = script.post(ARTICLES, raw=raw)
    assert response.status_code == 400, response.content[:300]
    assert list(response.json()) in (["body"], ["outlet"])


def test_a_body_of_50_megabytes_is_refused(script: ApiClient) -> None:
    response = script.post(ARTICLES, raw=b'{"outlet": "a", "text": "' + b"x" * 50_000_000 + b'"}')
    assert response.status_code == 413
    assert "body" in response.json()


@pytest.mark.parametrize("path", [f"{CLAIMS}?q=%00", f"{CLAIMS}?speaker=%00", f"{ARTICLES}?page_size=%00"])
def test_nul_in_an_address_is_a_400(script: ApiClient, path: str) -> None:
    assert script.get(path).status_code == 400


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"state": "x"}, "state"),
        ({"stated_after": "hier"}, "stated_after"),
        ({"outlet": "0"}, "outlet"),
        ({"outlet": "Inconnu"}, "outlet"),
    ],
)
def test_a_filter_that_cannot_be_is_a_400_that_names_it(script: ApiClient, query: dict[str, str], field: str) -> None:
    response = script.get(CLAIMS, **query)
    assert response.status_code == 400
    assert field in response.json()


@pytest.mark.parametrize("path", ["articles", "claims"])
def test_what_is_not_there_is_a_404(script: ApiClient, path: str) -> None:
    for number in ("0", "9" * 30):
        assert script.get(f"/api/v1/{path}/{number}/").status_code == 404
    assert script.post(f"/api/v1/claims/{'9' * 30}/evidence/", {}).status_code == 404


@pytest.mark.parametrize("header", ["Token", "Token x y", "Token ct_wrong", "Token é", "Bearer x", ""])
def test_a_wrong_token_is_a_401_with_a_reason(script: ApiClient, header: str) -> None:
    response = Client().get(CLAIMS, headers={"authorization": header})
    assert response.status_code == 401
    assert response.json()["detail"]


def test_an_expired_token_is_refused_by_name_and_kept_on_record(db: None) -> None:
    client = ApiClient(token_create(username="script", scopes=["read"]))
    assert client.get(CLAIMS).status_code == 200
    ApiToken.objects.update(expiry=timezone.now() - timedelta(minutes=1))
    response = client.get(CLAIMS)
    assert response.status_code == 401
    assert "expir" in response.json()["detail"]
    assert ApiToken.objects.exists()


def test_a_token_of_a_closed_account_is_refused(script: ApiClient) -> None:
    User.objects.update(is_active=False)
    assert script.get(CLAIMS).status_code == 401


@pytest.mark.parametrize(("scope", "allowed"), [("read", {"read"}), ("ingest", {"ingest"}), ("evidence", {"evidence"})])
def test_a_token_opens_only_what_its_scopes_name(
    script_with: Callable[..., ApiClient], scope: str, allowed: set[str]
) -> None:
    client, claim, source = script_with(scope), a_claim(), a_source()
    evidence = {"source": source.pk, "url": "https://p.example/1", "stance": "context"}
    answers = {
        "read": client.get(CLAIMS).status_code,
        "ingest": client.post(ARTICLES, ARTICLE).status_code,
        "evidence": client.post(f"{CLAIMS}{claim.pk}/evidence/", evidence).status_code,
    }
    assert {what for what, code in answers.items() if code in (200, 201)} == allowed
    assert {code for what, code in answers.items() if what not in allowed} == {403}


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("stranger", 401, 401), ("reader", 200, 403), ("analyst", 200, 201), ("lead", 200, 201), ("admin", 200, 201)],
)
def test_people_signed_in_use_rest_by_their_role(
    client_of: Callable[[str], Client], who: str, reads: int, writes: int
) -> None:
    client, claim, source = client_of(who), a_claim(), a_source()
    for path in (ARTICLES, f"{ARTICLES}{claim.article_id}/", CLAIMS, f"{CLAIMS}{claim.pk}/", "/api/v1/sources/"):
        assert client.get(path).status_code == reads, path
    evidence = {"source": source.pk, "url": "https://p.example/1", "stance": "context"}
    for path, body in ((ARTICLES, ARTICLE), (f"{CLAIMS}{claim.pk}/evidence/", evidence)):
        response = client.post(path, json.dumps(body), content_type="application/json")
        assert response.status_code == writes, (path, response.content)


def test_evidence_linked_over_rest_is_on_its_claim(script: ApiClient) -> None:
    claim, source = a_claim(), a_source()
    body = {"source": source.pk, "url": "https://p.example/1", "stance": "refutes", "quote": "Non.", "note": "mesure"}
    response = script.post(f"{CLAIMS}{claim.pk}/evidence/", body)
    assert response.status_code == 201, response.content
    (shown,) = script.get(f"{CLAIMS}{claim.pk}/").json()["evidence"]
    assert {name: shown[name] for name in body} == body
    assert shown["added_by"] == "script"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("source", {"source": 0}),
        ("source", {"source": None}),
        ("url", {"url": "javascript:alert(1)"}),
        ("stance", {"stance": "proves"}),
        ("quote", {"quote": "a\0"}),
        ("note", {"note": "\ud800"}),
        ("accessed_at", {"accessed_at": "demain"}),
        ("accessed_at", {"accessed_at": "2999-01-01T00:00:00Z"}),
    ],
)
def test_bad_evidence_is_a_400_that_names_the_field(script: ApiClient, field: str, change: dict[str, object]) -> None:
    claim = a_claim()
    body = {"source": a_source().pk, "url": "https://p.example/1", "stance": "context"} | change
    response = script.post(f"{CLAIMS}{claim.pk}/evidence/", body)
    assert response.status_code == 400, response.content
    assert field in response.json()
    assert not Evidence.objects.exists()


def test_claims_are_filtered_by_speaker_outlet_words_place_and_day(script: ApiClient) -> None:
    article = an_article(published=None, extracted=True)
    an_article(outlet="Autre", text="Il pleut, selon Météo-Corve.", extracted=True)

    def count(**query: object) -> int:
        return len(script.get(CLAIMS, **query).json()["results"])

    everything = count()
    assert count(outlet=article.outlet_id) == everything - 1
    assert count(outlet="le phare de CORVENNE") == everything - 1
    assert count(speaker="morvane") == 1
    assert count(q="cable use") == 1, "accents are ignored, stems are French"
    assert count(q="absent") == 0
    assert count(state="accepted") == 0
    assert count(speaker=10**30) == 0


def test_a_method_that_is_not_there_is_a_405(script: ApiClient) -> None:
    claim = a_claim()
    for path in (CLAIMS, f"{CLAIMS}{claim.pk}/", "/api/v1/sources/"):
        assert script.post(path, {}).status_code == 405


def test_pages_lead_from_one_to_the_next(script: ApiClient) -> None:
    an_article(extracted=True)
    first = script.get(CLAIMS, page_size=2).json()
    second = script.client.get(first["next"], headers=script.headers).json()
    assert len(first["results"]) == 2
    assert {c["id"] for c in first["results"]}.isdisjoint({c["id"] for c in second["results"]})


def test_withdrawn_articles_take_their_claims_out_of_the_list(script: ApiClient, lead: User) -> None:
    from articles.services import article_withdraw

    article = an_article(extracted=True)
    assert script.get(CLAIMS).json()["results"]
    article_withdraw(article_id=article.pk, reason="retiré", user=lead)
    assert script.get(CLAIMS).json()["results"] == []
    assert script.get(f"{ARTICLES}{article.pk}/").json()["withdrawn"] is True


def test_the_schema_is_served_to_people_and_the_docs_load(client_of: Callable[[str], Client]) -> None:
    client = client_of("reader")
    assert client.get("/api/v1/schema/").status_code == 200
    assert client.get("/api/v1/docs/").status_code == 200
    assert client_of("stranger").get("/api/v1/schema/").status_code in (401, 403)


def test_the_limits_are_those_of_the_settings() -> None:
    assert settings.MAX_TEXT_BYTES == 2_000_000
