"""Articles, actors, sources and notices over REST: what leads, analysts and admins do with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Status
from articles.services import article_set_status
from claims.models import Actor, Claim, ProposalState, Source
from claims.services.comments import comment_add
from claims.services.evidence import evidence_link
from claims.services.notices import notify
from claims.services.sources import source_propose
from claimtrack.accounts.models import User
from tests.claims.api.conftest import Call, refused
from tests.factories import a_claim, a_relation, a_source, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(db: None) -> Actor:
    speaker = a_claim().speaker
    assert speaker is not None
    return speaker


# Articles: leads


def test_a_lead_corrects_and_withdraws_an_article(call: Call) -> None:
    article = an_article(published=date(2024, 5, 3))
    an_article(outlet="La Vigie", text="Autre texte.")
    path = f"articles/{article.pk}/"
    body = {"outlet": "la vigie", "published_at": "2024-05-02", "why": "mal saisi"}
    answer = call("lead", "PATCH", path, body)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["outlet"], answer.json()["published_on"]) == ("La Vigie", "2024-05-02")
    gone = call("lead", "POST", f"{path}withdraw/", {"reason": "erreur"})
    assert gone.json()["withdrawn"] is True and Article.objects.get(pk=article.pk).withdrawn_reason == "erreur"
    assert call("lead", "POST", f"{path}restore/").json()["withdrawn"] is False
    for who in ("reader", "analyst"):
        assert call(who, "PATCH", path, body).status_code == 403
        assert call(who, "POST", f"{path}withdraw/", {"reason": "erreur"}).status_code == 403


def test_a_lead_has_an_article_that_failed_tried_again(call: Call) -> None:
    article = an_article()
    path = f"articles/{article.pk}/retry/"
    refused(call("lead", "POST", path), "status")
    article_set_status(article_id=article.pk, status=Status.FAILED, failure="MemoryError")
    assert call("analyst", "POST", path).status_code == 403
    assert call("lead", "POST", path).json()["status"] == "received"
    article_set_status(article_id=article.pk, status=Status.FAILED)
    call("lead", "POST", f"articles/{article.pk}/withdraw/", {"reason": "erreur"})
    refused(call("lead", "POST", path), "status")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outlet": "Inconnu", "why": "x"}, "outlet"),
        ({"outlet": 3, "why": "x"}, "outlet"),
        ({"outlet": "a\0b", "why": "x"}, "outlet"),
        ({"published_at": "hier", "why": "x"}, "published_at"),
        ({"published_at": "2999-01-01", "why": "x"}, "published_at"),
        ({"published_at": "2024-05-02"}, "why"),
        ({"why": ""}, "why"),
    ],
)
def test_a_correction_of_an_article_that_cannot_be_is_named(body: Any, field: str, call: Call) -> None:
    article = an_article()
    refused(call("lead", "PATCH", f"articles/{article.pk}/", body), field)
    refused(call("lead", "POST", f"articles/{article.pk}/withdraw/", {"reason": " "}), "reason")


# Actors


def test_an_actor_is_put_right_named_and_related(call: Call, actor: Actor) -> None:
    path = f"actors/{actor.pk}/"
    assert call("analyst", "PATCH", path, {"country": "FR", "why": "préfète"}).json()["country"] == "FR"
    named = call("analyst", "POST", f"{path}names/", {"name": "Mme la préfète"})
    assert named.status_code == 201, named.content
    (alias,) = [one["id"] for one in named.json()["aliases"] if one["name"] == "Mme la préfète"]
    refused(call("analyst", "POST", f"{path}names/", {"name": "Mme la préfète"}), "name")
    body = {"kind": "member_of", "to_name": "Préfecture de Corvenne", "since": "2020-01-01", "reference": "JO"}
    related = call("analyst", "POST", f"{path}relations/", body)
    assert (related.status_code, related.json()["state"]) == (201, "accepted")
    again = {"kind": "member_of", "to": related.json()["object"]["id"], "since": "2020-01-01", "reference": "JO"}
    refused(call("analyst", "POST", f"{path}relations/", again), "to")
    assert call("analyst", "DELETE", f"{path}names/{alias}/").status_code == 204
    assert call("analyst", "DELETE", f"{path}names/{alias}/").status_code == 404
    own = call("reader", "GET", path).json()["aliases"][0]["id"]
    refused(call("analyst", "DELETE", f"{path}names/{own}/"), "name")


@pytest.mark.parametrize(
    ("method", "where", "body", "field"),
    [
        ("PATCH", "", {"country": "fr"}, "country"),
        ("PATCH", "", {"kind": "god"}, "kind"),
        ("PATCH", "", {"name": ""}, "name"),
        ("PATCH", "", {"name": "x" * 301}, "name"),
        ("POST", "names/", {"name": " "}, "name"),
        ("POST", "relations/", {"kind": "loves", "to_name": "x", "reference": "x"}, "kind"),
        ("POST", "relations/", {"kind": "member_of", "reference": "x"}, "to"),
        ("POST", "relations/", {"kind": "member_of", "to": 1, "to_name": "x", "reference": "x"}, "to"),
        ("POST", "relations/", {"kind": "member_of", "to": 2**62, "reference": "x"}, "to"),
        ("POST", "relations/", {"kind": "member_of", "to": 10**30, "reference": "x"}, "to"),
        ("POST", "relations/", {"kind": "member_of", "to_name": "x"}, "reference"),
        (
            "POST",
            "relations/",
            {"kind": "member_of", "to_name": "x", "reference": "x", "since": "2020-01-02", "until": "2020-01-01"},
            "until",
        ),
        ("POST", "merge/", {}, "into"),
        ("POST", "merge/", {"into": 2**62}, "into"),
        ("POST", "split/", {"aliases": []}, "name"),
        ("POST", "split/", {"name": "x", "aliases": "1"}, "aliases"),
    ],
)
def test_what_cannot_be_said_of_an_actor_is_named(
    method: str,
    where: str,
    body: Any,
    field: str,
    call: Call,
    actor: Actor,
) -> None:
    refused(call("analyst", method, f"actors/{actor.pk}/{where}", body), field)


def test_actors_are_merged_split_and_all_is_undone(call: Call, actor: Actor) -> None:
    other = a_claim(outlet="La Vigie", text="Il pleut, a dit Léa Verger.").speaker
    assert other is not None
    merged = call("analyst", "POST", f"actors/{other.pk}/merge/", {"into": actor.pk, "why": "la même"})
    assert merged.status_code == 200, merged.content
    assert call("reader", "GET", f"actors/{other.pk}/").json()["merged_into"] == actor.pk
    assert call("analyst", "POST", f"actors/moves/{merged.json()['id']}/undo/").status_code == 200
    assert call("reader", "GET", f"actors/{other.pk}/").json()["merged_into"] is None
    refused(call("analyst", "POST", f"actors/moves/{merged.json()['id']}/undo/"), "move")
    claim = Claim.objects.filter(speaker=actor).first()
    call("analyst", "POST", f"actors/{actor.pk}/names/", {"name": "La préfète"})
    assert claim is not None
    parted = call("analyst", "POST", f"actors/{actor.pk}/split/", {"name": "Une autre", "claims": [claim.pk]}).json()
    claim.refresh_from_db()
    assert (parted["source"], claim.speaker_id) == (actor.pk, parted["target"])


def test_a_relation_is_decided_on(call: Call) -> None:
    relation = a_relation()
    path = f"relations/{relation.pk}/"
    assert call("analyst", "POST", f"{path}accept/", {"why": "lu"}).json()["state"] == ProposalState.ACCEPTED
    refused(call("analyst", "POST", f"{path}accept/"), "state")
    assert call("analyst", "POST", f"{path}reject/").json()["state"] == ProposalState.REJECTED
    assert call("analyst", "POST", "relations/999999/accept/").status_code == 404


# Sources and notices


def test_an_admin_decides_on_a_source(call: Call, analyst: User) -> None:
    source = source_propose(name="Mesures", url="https://mesures.example/1", user=analyst)
    path = f"sources/{source.pk}/"
    assert call("admin", "POST", f"{path}accept/").json()["state"] == "accepted"
    refused(call("admin", "POST", f"{path}accept/"), "state")
    for who in ("reader", "analyst", "lead"):
        assert call(who, "POST", f"{path}retire/").status_code == 403
    assert call("reader", "GET", path).json()["state"] == "accepted" == Source.objects.get().state


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Mesures", "Relevés"]),
        ("?q=RELEVES", ["Relevés"]),
        ("?q=eau rivieres", ["Relevés"]),
        ("?q=eau absent", []),
        ("?q=releves.example", ["Relevés"]),
        ("?state=retired", ["Ancienne"]),
        ("?state=proposed", ["Mesures"]),
        ("?reliability=C", ["Relevés"]),
        ("?reliability=C&state=retired", []),
    ],
)
def test_the_directory_is_searched_alike_on_the_page_and_over_rest(
    query: str, names: list[str], call: Call, client_of: Callable[[str], Client], analyst: User
) -> None:
    source_propose(name="Mesures", url="https://mesures.example/1", user=analyst)
    a_source("Relevés", website="https://releves.example", reliability="C", note="Eau des rivières")
    Source.objects.filter(pk=a_source("Ancienne").pk).update(state="retired")
    found = [source["name"] for source in call("reader", "GET", f"sources/{query}").json()["results"]]
    assert sorted(found) == names
    shown = [source.name for source in client_of("reader").get(f"/sources/{query}").context["page"]]
    assert [name for name in shown if query or name != "Ancienne"] == names, "the page shows all of it"


@pytest.mark.parametrize(("query", "field"), [("?state=eaten", "state"), ("?reliability=Z", "reliability")])
def test_a_filter_of_the_directory_that_cannot_be_is_named(query: str, field: str, call: Call, client_of: Any) -> None:
    refused(call("reader", "GET", f"sources/{query}"), field)
    assert 'class="errorlist"' in client_of("reader").get(f"/sources/{query}").content.decode()


def test_a_source_is_rated_anew_with_a_reason_and_its_page_says_so(call: Call, client_of: Any, analyst: User) -> None:
    claim, source = a_claim(), a_source()
    piece = {"claim_id": claim.pk, "source": source, "url": "https://ponts.example/1", "stance": "refutes"}
    evidence_link(user=analyst, **piece)
    path, body = f"sources/{source.pk}/rate/", {"reliability": "E", "reliability_reason": "Deux démentis."}
    for who in ("reader", "analyst", "lead"):
        assert call(who, "POST", path, body).status_code == 403
    refused(call("admin", "POST", path, {"reliability": "E"}), "reliability_reason")
    refused(call("admin", "POST", path, body | {"reliability_reason": source.reliability_reason}), "reliability_reason")
    refused(call("admin", "POST", path, body | {"reliability": "B"}), "reliability")
    refused(call("admin", "POST", path, body | {"reliability": "Z"}), "reliability")
    rated = call("admin", "POST", path, body).json()
    assert (rated["reliability"], rated["reliability_reason"]) == ("E", "Deux démentis.")
    (change,) = rated["log"]
    assert (change["by"], change["why"], change["changes"]) == ("admin", "Deux démentis.", {"reliability": ["B", "E"]})
    page = client_of("reader").get(f"/sources/{source.pk}/").content.decode()
    assert "<strong>admin</strong>" in page and "<q><bdi>Deux démentis.</bdi></q>" in page
    log = client_of("reader").get(f"/claims/{claim.pk}/").content.decode()
    assert "a réévalué la fiabilité d’une source de vérification" in log
    assert call("admin", "POST", "sources/999999/rate/", body).status_code == 404


def test_notices_are_read_and_only_ones_own(
    call: Call,
    analyst: User,
) -> None:
    claim = a_claim()
    for text in ("À voir, @lead.", "Et cela, @lead ?"):
        comment_add(claim_id=claim.pk, user=analyst, text=text)
    told = call("lead", "GET", "notices/").json()["results"]
    assert len(told) == 2 and {notice["kind"] for notice in told} == {"mention"}
    assert told[0]["words"] and told[0]["by"] == "analyst" and told[0]["read_at"] is None
    ids = [notice["id"] for notice in told]
    assert call("analyst", "POST", "notices/read/", {"notices": ids}).status_code == 204
    assert [notice["read_at"] for notice in call("lead", "GET", "notices/").json()["results"]] == [None, None]
    call("lead", "POST", "notices/read/", {"notices": ids[:1]})
    read = {notice["id"]: bool(notice["read_at"]) for notice in call("lead", "GET", "notices/").json()["results"]}
    assert read == {ids[0]: True, ids[1]: False}
    call("lead", "POST", "notices/read/")
    assert all(notice["read_at"] for notice in call("lead", "GET", "notices/").json()["results"])
    refused(call("lead", "POST", "notices/read/", {"notices": [0]}), "notices")


def test_a_notice_that_says_something_new_is_the_newest_again(call: Call, lead: User) -> None:
    for claim, about in ((1, "Le pont"), (2, "Le phare"), (1, "Le pont, encore")):
        notify(to=[lead], kind="mention", address=f"/claims/{claim}/", about=about)
    page = call("lead", "GET", "notices/?page_size=1").json()
    assert [notice["about"] for notice in page["results"]] == ["Le pont, encore"]
    page = call("lead", "GET", page["next"].split("/v1/")[1]).json()
    assert ([notice["about"] for notice in page["results"]], page["next"]) == (["Le phare"], None)
