"""What analysts do on pages, done over REST: the same services, so the same rules, and nobody gets in by the side."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.services import article_withdraw
from claims.models import Claim, ClaimState, Comment, Event, Evidence, SavedSearch
from claims.services.bulk import bulk_choose
from claims.services.comments import comment_add
from claims.services.evidence import evidence_link
from claims.services.queue import queue_ask
from claims.services.saved_searches import search_save
from claims.services.tags import claim_tag
from claims.services.verdicts import verdict_move
from claimtrack.accounts.models import User
from tests.claims.api.conftest import API, Call, refused
from tests.factories import ApiClient, a_claim, a_source, a_verdict, an_article

pytestmark = pytest.mark.django_db
QUERIES = 9
WORDS = "Le pont de Corvenne sera fermé"


@pytest.fixture
def claim(db: None) -> Claim:
    return a_claim()


@pytest.fixture
def evidence(claim: Claim, analyst: User) -> Evidence:
    where = {"source": a_source(), "url": "https://ponts.example/1"}
    return evidence_link(claim_id=claim.pk, user=analyst, stance="refutes", quote="Il reste ouvert.", **where)


# A claim that the machine missed


def test_a_claim_is_added_by_its_words_and_found_in_the_list(call: Call, people: dict[str, User]) -> None:
    article = an_article()
    start = article.revision.content.index(WORDS)
    body = {
        "revision": 1,
        "spans": [[start, start + len(WORDS) + 1]],
        "speaker_name": "Anne Morvane",
        "speaker_role": "préfète",
        "stated_on": {"start": "2024-05-03", "end": "2024-05-03"},
        "denied": True,
        "relayed_by": ["Sputnik", "RT"],
    }
    answer = call("analyst", "POST", f"articles/{article.pk}/claims/", body)
    assert answer.status_code == 201, answer.content
    claim = answer.json()
    assert claim["allegation"] == WORDS  # without the white space at the end
    assert (claim["speaker_name"], claim["kind"], claim["state"]) == ("Anne Morvane", "indirect", "accepted")
    assert (claim["stated_on"]["start"], claim["denied"], claim["hedged"]) == ("2024-05-03", True, False)
    assert claim["relayed_by"] == ["Sputnik", "RT"]
    assert answer["ETag"] == '"1"' and Claim.objects.get(pk=claim["id"]).state_by == people["analyst"]
    listed = call("reader", "GET", f"claims/?article={article.pk}").json()["results"]
    assert claim["id"] in [one["id"] for one in listed]
    again = call("analyst", "POST", f"articles/{article.pk}/claims/", body)
    refused(again, "spans")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"revision": None}, "revision"),
        ({"revision": "x"}, "revision"),
        ({"spans": None}, "spans"),
        ({"spans": []}, "spans"),
        ({"spans": "0-4"}, "spans"),
        ({"spans": [[4, 0]]}, "spans"),
        ({"spans": [[0, 10**12]]}, "spans"),
        ({"spans": [[0, 4], [2, 8]]}, "spans"),
        ({"spans": [[-1, 4]]}, "spans"),
        ({"spans": [[0, 1]] * 21}, "spans"),
        ({"kind": "shouted"}, "kind"),
        ({"speaker_name": "x" * 301}, "speaker_name"),
        ({"speaker_name": "a\0b"}, "speaker_name"),
        ({"speaker_role": ["x"]}, "speaker_role"),
        ({"stated_on": {"start": "2024-05-03", "end": "2024-05-01"}}, "stated_on"),
        ({"stated_on": "hier"}, "stated_on"),
        ({"hedged": "peut-être"}, "hedged"),
        ({"relayed_by": "RT"}, "relayed_by"),
        ({"relayed_by": ["RT", "…"]}, "relayed_by"),
    ],
)
def test_a_claim_that_cannot_be_names_its_field(change: dict[str, Any], field: str, call: Call) -> None:
    article = an_article()
    body = {"revision": 1, "spans": [[0, 20]]} | change
    refused(call("analyst", "POST", f"articles/{article.pk}/claims/", body), field)
    assert not Claim.objects.exists()


def test_words_chosen_in_another_revision_are_a_409(call: Call) -> None:
    article = an_article(external_id="x")
    an_article(external_id="x", text="Un autre texte.")
    answer = call("analyst", "POST", f"articles/{article.pk}/claims/", {"revision": 1, "spans": [[0, 5]]})
    assert (answer.status_code, answer.json()["version"]) == (409, 2)
    assert not Claim.objects.exists()


def test_an_article_that_was_withdrawn_gets_no_claims(call: Call, lead: User) -> None:
    article = an_article()
    article_withdraw(article_id=article.pk, reason="erreur", user=lead)
    refused(call("analyst", "POST", f"articles/{article.pk}/claims/", {"revision": 1, "spans": [[0, 5]]}), "article")


# What a claim tells


def test_a_claim_tells_what_was_made_of_it(call: Call, evidence: Evidence, analyst: User, lead: User) -> None:
    pk = evidence.claim_id
    for tag in ("sécurité", "ponts"):
        call("analyst", "POST", f"claims/{pk}/tags/", {"tag": tag})
    call("analyst", "POST", f"claims/{pk}/take/")
    verdict = a_verdict(evidence.claim.story_id, analyst)
    for answer in (call("reader", "GET", f"claims/{pk}/").json(), told(call, pk)):
        assert (answer["tags"], answer["taken_by"], answer["evidence_count"]) == (["ponts", "sécurité"], "analyst", 1)
        assert answer["verdict"] is None, "not before it is published"
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    assert told(call, pk)["verdict"] == call("reader", "GET", f"claims/{pk}/").json()["verdict"] == verdict.pk


def told(call: Call, pk: int) -> Any:
    (claim,) = [one for one in call("reader", "GET", "claims/").json()["results"] if one["id"] == pk]
    return claim


def test_the_list_asks_as_many_queries_for_many_claims_as_for_few(
    call: Call, claim: Claim, client_of: Callable[[str], Client], django_assert_num_queries: Callable[[int], Any]
) -> None:
    call("analyst", "POST", f"claims/{claim.pk}/tags/", {"tag": "pont"})
    client = client_of("reader")
    client.get(f"{API}claims/")
    for number in range(2):
        with django_assert_num_queries(QUERIES):
            assert client.get(f"{API}claims/").status_code == 200
        another = a_claim(outlet=f"La Vigie {number}", text=f"Il pleut à Corvenne, a dit Léa Verger {number}.")
        call("analyst", "POST", f"claims/{another.pk}/tags/", {"tag": f"pluie {number}"})
        call("analyst", "POST", f"claims/{another.pk}/take/")


# Tags and comments


def test_tags_go_on_and_off_and_the_version_stays(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/tags/"
    first, again = (call("analyst", "POST", path, {"tag": name}) for name in ("Sécurité", "securite"))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == call("reader", "GET", path).json()
    (tag,) = first.json()
    assert tag["name"] == "Sécurité"
    for _twice in range(2):
        assert call("analyst", "DELETE", f"{path}{tag['id']}/").status_code == 204
    assert call("reader", "GET", path).json() == []
    assert Claim.objects.get(pk=claim.pk).version == claim.version


@pytest.mark.parametrize("tag", ["", "  ", "x" * 61, None, ["x"], "a\0b", "\ud800"])
def test_a_tag_that_cannot_be_is_named(tag: Any, call: Call, claim: Claim) -> None:
    refused(call("analyst", "POST", f"claims/{claim.pk}/tags/", {"tag": tag}), "tag")


def test_a_comment_is_written_corrected_and_taken_back(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/comments/"
    said = call("analyst", "POST", path, {"text": "À voir avec @lead."})
    assert (said.status_code, said.json()["by"], said.json()["edited_at"]) == (201, "analyst", None)
    own = f"comments/{said.json()['id']}/"
    assert call("analyst", "PATCH", own, {"text": "Vu."}).json()["text"] == "Vu."
    refused(call("lead", "PATCH", own, {"text": "Non."}), "text")
    refused(call("lead", "DELETE", own), "text")
    assert call("analyst", "DELETE", own).status_code == 204
    (shown,) = call("reader", "GET", path).json()["results"]
    assert shown["text"] == "" and shown["edited_at"]
    assert call("reader", "GET", own).json() == shown


@pytest.mark.parametrize("text", ["", " \n ", None, "x" * 10_001, "a\0b", {"a": 1}])
def test_a_comment_that_cannot_be_is_named(text: Any, call: Call, claim: Claim) -> None:
    refused(call("analyst", "POST", f"claims/{claim.pk}/comments/", {"text": text}), "text")
    assert not Comment.objects.exists()


# Evidence


def test_evidence_finds_its_source_by_the_address_or_proposes_one(call: Call, claim: Claim) -> None:
    source = a_source()
    body = {
        "url": "https://ponts.example/mesures",
        "stance": "refutes",
        "title": "Mesures",
        "published_on": "2024-05-02",
    }
    found = call("analyst", "POST", f"claims/{claim.pk}/evidence/", body).json()
    assert (found["source"], found["counts"], found["title"]) == (source.pk, True, "Mesures")
    elsewhere = body | {"url": "https://autre.example/1"}
    refused(call("analyst", "POST", f"claims/{claim.pk}/evidence/", elsewhere), "source")
    answer = call("analyst", "POST", f"claims/{claim.pk}/evidence/", elsewhere | {"propose": "Autre"})
    assert answer.status_code == 201 and not answer.json()["counts"]
    listed = call("reader", "GET", f"claims/{claim.pk}/evidence/").json()["results"]
    assert [piece["id"] for piece in listed] == [found["id"], answer.json()["id"]]


def test_evidence_is_corrected_by_a_new_piece(call: Call, evidence: Evidence) -> None:
    path = f"evidence/{evidence.pk}/correct/"
    same = call("analyst", "POST", path, {"stance": "refutes", "quote": "Il reste ouvert. "})
    assert (same.status_code, same.json()["id"]) == (200, evidence.pk)
    newer = call("lead", "POST", path, {"stance": "context"})
    assert newer.status_code == 201, newer.content
    piece = newer.json()
    assert (piece["replaces"], piece["stance"], piece["quote"]) == (evidence.pk, "context", "Il reste ouvert.")
    assert piece["accessed_at"] == call("reader", "GET", f"evidence/{evidence.pk}/").json()["accessed_at"]
    former = call("reader", "GET", f"evidence/{evidence.pk}/").json()
    assert (former["replaced_by"], former["counts"]) == (piece["id"], False)
    refused(call("analyst", "POST", path, {"stance": "supports"}), "evidence")
    refused(call("analyst", "POST", f"evidence/{evidence.pk}/withdraw/", {"reason": "tard"}), "evidence")


def test_evidence_at_an_address_linked_already_names_what_is_there(call: Call, evidence: Evidence) -> None:
    path = f"claims/{evidence.claim_id}/evidence/"
    again = {"url": "https://www.ponts.example/1/", "stance": "context"}
    (known,) = call("reader", "GET", f"{path}?url=http://ponts.example/1").json()["results"]
    assert known["id"] == evidence.pk
    assert call("reader", "GET", f"{path}?url=http://ponts.example/2").json()["results"] == []
    assert call("reader", "GET", f"{path}?url=http://[").json()["results"] == []
    second = call("analyst", "POST", path, again)
    assert (second.status_code, second.json()["same_address"]) == (201, [evidence.pk])
    assert call("analyst", "POST", path, again).json()["same_address"] == [evidence.pk], "the same piece is no other"
    elsewhere = again | {"url": "https://ponts.example/2"}
    assert call("analyst", "POST", path, elsewhere).json()["same_address"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"stance": "loves"}, "stance"),
        ({"url": "ftp://x"}, "url"),
        ({"url": None}, "url"),
        ({"source": 999_999}, "source"),
        ({"source": 10**30}, "source"),
        ({"aspects": ["why"]}, "aspects"),
        ({"published_on": "2999-01-01"}, "published_on"),
        ({"accessed_at": "hier"}, "accessed_at"),
        ({"title": "x" * 501}, "title"),
    ],
)
def test_a_correction_of_evidence_that_cannot_be_is_named(
    change: dict[str, Any], field: str, call: Call, evidence: Evidence
) -> None:
    refused(call("analyst", "POST", f"evidence/{evidence.pk}/correct/", change), field)
    assert Evidence.objects.count() == 1


def test_evidence_is_withdrawn_with_a_reason(call: Call, evidence: Evidence) -> None:
    path = f"evidence/{evidence.pk}/withdraw/"
    for reason in ("", "  ", None, "x" * 2001):
        refused(call("analyst", "POST", path, {"reason": reason}), "reason")
    answer = call("analyst", "POST", path, {"reason": "Ne parle pas de ce pont."})
    assert (answer.status_code, answer.json()["withdrawn"], answer.json()["counts"]) == (200, True, False)
    refused(call("analyst", "POST", path, {"reason": "encore"}), "evidence")


def test_a_withdrawal_is_undone_by_who_made_it(call: Call, evidence: Evidence) -> None:
    path = f"evidence/{evidence.pk}/restore/"
    refused(call("analyst", "POST", path), "evidence")
    call("analyst", "POST", f"evidence/{evidence.pk}/withdraw/", {"reason": "Autre pont."})
    for who in ("reader", "lead"):
        assert call(who, "POST", path).status_code == 403
    answer = call("analyst", "POST", path)
    again = answer.json()
    assert (answer.status_code, again["replaces"], again["counts"]) == (201, evidence.pk, True)
    assert (again["quote"], again["stance"]) == ("Il reste ouvert.", "refutes")
    refused(call("analyst", "POST", path), "evidence")


# In whose hands


def test_a_claim_is_taken_put_back_and_handed_over(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    assert call("analyst", "POST", f"{path}take/").json()["taken_by"] == "analyst"
    over = call("analyst", "POST", f"{path}hand-over/", {"person": "lead"}).json()
    assert (over["taken_by"], over["taken_until"]) == ("lead", None)
    refused(call("analyst", "POST", f"{path}take/"), "claim")
    assert call("lead", "POST", f"{path}release/").json()["taken_by"] is None
    for nobody in ("reader", "personne", "", None, "a\0b", "x" * 151):
        refused(call("lead", "POST", f"{path}hand-over/", {"person": nobody}), "person")


def test_the_next_claim_of_the_queue(call: Call, claim: Claim) -> None:
    waiting = Claim.objects.filter(state=ClaimState.NEW).count()
    given = [call(who, "POST", "queue/next/").json()["id"] for who in ("analyst", "lead", "admin")[:waiting]]
    assert waiting == 3 and len(set(given)) == waiting, "nobody gets what another has"
    assert call("analyst", "POST", "queue/next/").status_code == 204


def test_a_second_opinion_is_asked_for_and_given(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    refused(call("lead", "POST", f"{path}answer/", {"note": "Non."}), "claim")
    for note in ("", None, "x" * 2001):
        refused(call("analyst", "POST", f"{path}ask/", {"note": note}), "note")
    asked = call("analyst", "POST", f"{path}ask/", {"note": "Qui parle ?"}).json()
    assert (asked["opinion_by"], asked["opinion_note"]) == ("analyst", "Qui parle ?")
    assert call("lead", "POST", f"{path}answer/", {"note": "La préfète."}).json()["opinion_by"] is None


def test_next_over_rest_takes_the_filters_of_the_list(call: Call, claim: Claim, analyst: User) -> None:
    claim_tag(claim_id=claim.pk, name="eau", user=analyst)
    a_claim(outlet="La Vigie", text="Il pleut, a dit Léa Morel.")
    assert call("analyst", "POST", "queue/next/?tag=eau").json()["id"] == claim.pk
    assert call("analyst", "POST", "queue/next/?tag=eau").status_code == 204
    assert call("analyst", "POST", "queue/next/?view=mine&tag=eau&after=x").json()["id"] == claim.pk
    refused(call("analyst", "POST", "queue/next/?outlet=nulle+part"), "outlet")
    refused(call("analyst", "POST", "queue/next/?view=odd"), "view")
    queue_ask(claim_id=claim.pk, user=analyst, note="Est-ce elle ?")
    assert call("analyst", "POST", "queue/next/?view=opinion").status_code == 204, "one does not answer oneself"


def test_a_question_is_taken_back_over_rest(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/ask/"
    assert call("analyst", "POST", path, {"note": "Qui parle ?"}).json()["opinion_by"] == "analyst"
    refused(call("lead", "POST", path, {"note": "Où ?"}), "claim")
    refused(call("lead", "DELETE", path), "claim")
    answer = call("analyst", "DELETE", path)
    assert (answer.status_code, answer.json()["opinion_by"], answer.json()["opinion_note"]) == (200, None, "")


# Put right


def test_relays_kind_and_the_day_it_can_be_checked_are_put_right(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    body = {"relayed_by": ["RT", "Sputnik"], "due": "2031-01-31", "kind": "hearsay"}
    answer = call("analyst", "PATCH", path, body)
    assert answer.status_code == 200 and {name: answer.json()[name] for name in body} == body
    same = call("analyst", "PATCH", path, {"relayed_by": answer.json()["relayed_by"]}).json()
    assert same["version"] == answer.json()["version"]
    back = call("analyst", "POST", f"{path}undo/", {"version": same["version"]}).json()
    assert (back["relayed_by"], back["due"]) == ([], None)
    assert call("analyst", "PATCH", path, {"due": None, "relayed_by": []}).json()["version"] == back["version"]
    assert call("reader", "PATCH", path, body).status_code == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"relayed_by": ["…"]}, "relayed_by"),
        ({"relayed_by": [""]}, "relayed_by"),
        ({"relayed_by": ["x" * 301]}, "relayed_by"),
        ({"relayed_by": ["RT"] * 21}, "relayed_by"),
        ({"relayed_by": None}, "relayed_by"),
        ({"due": "bientôt"}, "due"),
        ({"cue": "dit"}, "cue"),
    ],
)
def test_what_cannot_be_put_right_is_named(change: dict[str, Any], field: str, call: Call, claim: Claim) -> None:
    refused(call("analyst", "PATCH", f"claims/{claim.pk}/", change), field)


# The log, and undoing


def test_a_decision_and_a_correction_are_undone_by_the_version_they_made(call: Call, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    accepted = call("analyst", "POST", f"{path}accept/").json()["version"]
    corrected = call("analyst", "PATCH", path, {"speaker_role": "maire"}).json()["version"]
    assert call("analyst", "POST", f"{path}undo/", {"version": corrected}).json()["speaker_role"] == claim.speaker_role
    assert call("analyst", "POST", f"{path}undo/", {"version": accepted}).json()["state"] == "new"
    refused(call("analyst", "POST", f"{path}undo/", {"version": 999}), "version")
    refused(call("analyst", "POST", f"{path}undo/", {"version": "x"}), "version")
    log = call("reader", "GET", f"{path}log/").json()["results"]
    assert [event["verb"] for event in log] == ["claim.undo", "claim.uncorrect", "claim.correct", "claim.accept"]
    assert log[2]["changes"] == {"speaker_role": [claim.speaker_role, "maire"]} and log[2]["by"] == "analyst"


def test_moves_between_stories_are_undone_by_their_events(call: Call, claim: Claim) -> None:
    other = a_claim(outlet="La Vigie", text="Il pleut, a dit Léa Verger.")
    call("analyst", "POST", f"claims/{other.pk}/story/", {"story": claim.story_id})
    left = call("reader", "GET", f"stories/{other.story_id}/log/").json()["results"]
    ids = [event["id"] for event in left if event["verb"] == "story.leave"]
    back = call("analyst", "POST", "stories/undo/", {"events": ids})
    assert (back.status_code, back.json()["id"]) == (200, other.story_id)
    refused(call("analyst", "POST", "stories/undo/", {"events": ids}), "events")
    for wrong in ([], "x", [0], [10**30], None):
        refused(call("analyst", "POST", "stories/undo/", {"events": wrong}), "events")


# Many at once


def test_an_action_on_many_is_chosen_started_and_undone(call: Call, claim: Claim) -> None:
    late, *others = Claim.objects.filter(state=ClaimState.NEW)
    seen = [{"id": one.pk, "version": one.version, "story": one.story_id} for one in (late, *others)]
    call("lead", "POST", f"claims/{late.pk}/accept/")
    chosen = call("analyst", "POST", "bulk/", {"action": "reject", "claims": seen})
    assert chosen.status_code == 201, chosen.content
    path = f"bulk/{chosen.json()['id']}/"
    assert (chosen.json()["states"]["new"], chosen.json()["states"]["changed"]) == (len(others), 1)
    assert call("lead", "GET", path).status_code == 404, "what is not started is known to who chose it"
    done = call("analyst", "POST", f"{path}start/", {"why": "doublons"}).json()
    assert done["outcomes"] == {"waiting": 0, "done": len(others), "changed": 1, "refused": 0} and done["finished_at"]
    assert call("analyst", "POST", f"{path}start/").json() == done
    assert call("reader", "GET", path).json() == done
    undoing = call("analyst", "POST", f"{path}undo/").json()
    assert (undoing["undoes"], undoing["outcomes"]["done"]) == (done["id"], len(others))
    assert call("reader", "GET", path).json()["undone_by"] == undoing["id"]
    assert Claim.objects.filter(state=ClaimState.NEW).count() == len(others)


def test_an_action_on_all_that_a_search_finds(call: Call, claim: Claim) -> None:
    wanted = {"speaker": "Morvane", "state": "new"}
    found = call("reader", "GET", "claims/?speaker=Morvane&state=new").json()["results"]
    chosen = call("analyst", "POST", "bulk/", {"action": "assign", "search": wanted, "newest": found[0]["id"]}).json()
    assert chosen["states"]["new"] == len(found)
    path = f"bulk/{chosen['id']}/start/"
    refused(call("analyst", "POST", path, {"person": "reader"}), "person")
    refused(call("analyst", "POST", path), "person")
    done = call("analyst", "POST", path, {"person": "lead"}).json()
    assert (done["outcomes"]["done"], done["params"]) == (len(found), {"person": "lead"})
    mine = call("lead", "GET", "queue/?view=mine").json()["results"]
    assert {entry["claim"]["id"] for entry in mine} == {one["id"] for one in found}


def test_many_are_put_into_any_story_that_one_of_them_is_in(call: Call) -> None:
    many = [a_claim(outlet=f"Le Phare {n}", text=f"Le pont {n} est usé, a dit Anne Morvane {n}.") for n in range(10)]
    seen = [{"id": one.pk, "version": one.version} for one in many]
    chosen = call("analyst", "POST", "bulk/", {"action": "story", "claims": seen}).json()
    path, last = f"bulk/{chosen['id']}/start/", many[-1].story_id
    assert len({one.story_id for one in many}) == len(many), "more stories than a page offers"
    refused(call("analyst", "POST", path, {"story": max(one.story_id for one in many) + 1}), "story")
    done = call("analyst", "POST", path, {"story": last}).json()
    assert (done["params"]["story"], done["outcomes"]["done"]) == (last, len(many) - 1)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "undo", "claims": []}, "action"),
        ({"action": "burn", "claims": []}, "action"),
        ({"action": "reject"}, "claims"),
        ({"action": "reject", "claims": [], "search": {}}, "claims"),
        ({"action": "reject", "claims": []}, "claims"),
        ({"action": "reject", "claims": [{"id": 1}]}, "claims"),
        ({"action": "reject", "claims": [{"id": 10**30, "version": 1}]}, "claims"),
        ({"action": "reject", "claims": [1]}, "claims"),
        ({"action": "reject", "search": {"nom": "x"}}, "search"),
        ({"action": "reject", "search": {"state": "x"}}, "search"),
        ({"action": "reject", "search": {"q": "\ud800"}}, "search"),
        ({"action": "reject", "search": "state=new"}, "search"),
        ({"action": "reject", "search": {"q": "rien de tel"}}, "claims"),
        ({"action": "reject", "search": {}, "newest": -1}, "newest"),
        ({"action": "reject", "search": {"\ud800": "x"}}, "search"),
        ({"action": "\ud800"}, "action"),
    ],
)
def test_what_cannot_be_chosen_is_named(body: Any, field: str, call: Call, claim: Claim) -> None:
    refused(call("analyst", "POST", "bulk/", body), field)


# Saved searches


def test_a_search_is_kept_shared_seen_deleted_and_brought_back(call: Call, claim: Claim) -> None:
    kept = call("reader", "POST", "searches/", {"name": "Les ponts", "search": {"q": "pont", "sort": "newest"}})
    assert kept.status_code == 201, kept.content
    body = kept.json()
    path = f"searches/{body['id']}/"
    found = call("reader", "GET", "claims/?q=pont").json()["results"]
    assert (body["search"], body["count"], body["new"]) == ({"q": "pont", "sort": "newest"}, len(found), 0)
    assert call("lead", "GET", "searches/").json() == [] and call("lead", "GET", path).status_code == 404
    assert call("reader", "PATCH", path, {"shared": True}).json() == body | {"shared": True}
    refused(call("lead", "PATCH", path, {"name": "à moi"}), "search")
    more = a_claim(outlet="La Vigie", text="Le pont est fermé, a dit Léa Verger.")
    assert call("reader", "GET", path).json()["new"] == Claim.objects.filter(article=more.article).count()
    assert call("reader", "POST", f"{path}seen/").json()["new"] == 0
    refused(call("lead", "DELETE", path), "search")
    assert call("reader", "DELETE", path).status_code == 204
    for method, where in (("GET", path), ("PATCH", path), ("DELETE", path), ("POST", f"{path}seen/")):
        assert call("reader", method, where).status_code == 404
    assert call("reader", "POST", f"{path}restore/").json()["name"] == "Les ponts"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "search": {"q": "pont"}}, "name"),
        ({"name": "x" * 101, "search": {"q": "pont"}}, "name"),
        ({"name": "Ponts"}, "search"),
        ({"name": "Ponts", "search": {}}, "search"),
        ({"name": "Ponts", "search": {"q": "  "}}, "search"),
        ({"name": "Ponts", "search": {"nom": "x"}}, "search"),
        ({"name": "Ponts", "search": {"stated_after": "hier"}}, "search"),
        ({"name": "Ponts", "search": ["q"]}, "search"),
        ({"name": "Ponts", "search": {"q": "x"}, "shared": "peut-être"}, "shared"),
    ],
)
def test_a_search_that_cannot_be_kept_is_named(body: Any, field: str, call: Call) -> None:
    refused(call("reader", "POST", "searches/", body), field)
    assert not SavedSearch.objects.exists()


# Who may


@pytest.mark.parametrize(("who", "code"), [("stranger", 401), ("reader", 403), ("script", 403)])
def test_who_may_not(
    who: str, code: int, call: Call, claim: Claim, evidence: Evidence, analyst: User, script: ApiClient
) -> None:
    """Nothing of all this is done, and nothing is told, by whoever only reads or posts articles."""
    comment = comment_add(claim_id=claim.pk, user=analyst, text="À voir.")
    queue_ask(claim_id=claim.pk, user=analyst, note="Qui parle ?")
    bulk = bulk_choose(action="accept", user=analyst, seen=[(claim.pk, claim.version)])
    search = search_save(user=analyst, name="Ponts", params="q=pont", shared=True)
    writes: list[tuple[str, str, Any]] = [
        ("POST", f"articles/{claim.article_id}/claims/", {"revision": 1, "spans": [[0, 9]]}),
        ("POST", f"claims/{claim.pk}/tags/", {"tag": "pont"}),
        ("DELETE", f"claims/{claim.pk}/tags/1/", {}),
        ("POST", f"claims/{claim.pk}/comments/", {"text": "Vu."}),
        ("PATCH", f"comments/{comment.pk}/", {"text": "Vu."}),
        ("DELETE", f"comments/{comment.pk}/", {}),
        ("POST", f"evidence/{evidence.pk}/correct/", {"stance": "context"}),
        ("POST", f"evidence/{evidence.pk}/withdraw/", {"reason": "faux"}),
        ("POST", f"claims/{claim.pk}/take/", {}),
        ("POST", f"claims/{claim.pk}/hand-over/", {"person": "lead"}),
        ("POST", f"claims/{claim.pk}/answer/", {"note": "Vu."}),
        ("POST", f"claims/{claim.pk}/undo/", {"version": 1}),
        ("POST", "queue/next/", {}),
        ("POST", "bulk/", {"action": "accept", "search": {}}),
        ("POST", f"bulk/{bulk.pk}/start/", {}),
    ]
    if who != "reader":
        writes += [("POST", "searches/", {"name": "x", "search": {"q": "x"}}), ("DELETE", f"searches/{search.pk}/", {})]
    events = Event.objects.count()
    for method, path, body in writes:
        if who == "script":
            headers = script.headers | {"content-type": "application/json"}
            answer = script.client.generic(method, API + path, json.dumps(body), headers=headers)
        else:
            answer = call(who, method, path, body)
        assert answer.status_code == code, (path, answer.content)
    assert Event.objects.count() == events


def test_a_number_that_nobody_can_read_is_named(client_of: Callable[[str], Client], claim: Claim) -> None:
    body = '{"version": ' + "1" * 5000 + "}"
    refused(
        client_of("analyst").post(f"/api/v1/claims/{claim.pk}/accept/", body, content_type="application/json"), "body"
    )
