"""What claimtrack saw at the address of evidence: asked for, read and told over REST."""

from typing import Any

import pytest

from claims.models import Capture, Claim, Evidence
from claims.services.evidence import evidence_link
from claimtrack.accounts.models import User
from tests.claims.api.conftest import Call, refused
from tests.factories import ApiClient, a_claim, a_source
from tests.web import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db: None) -> Claim:
    a_source(website="http://localhost")
    return a_claim()


def body(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "stance": "refutes", "look": True} | more


def test_a_script_has_the_address_looked_at(claim: Claim, site: Site, script: ApiClient) -> None:
    sent = body(site.at("/avis"))
    piece = script.post(f"/api/v1/claims/{claim.pk}/evidence/", sent).json()
    capture = Capture.objects.get()
    assert (piece["seen_sha256"], piece["title"]) == (capture.sha256, "Pont de Corvenne : l’avis technique")
    assert (piece["published_on"], Evidence.objects.get().accessed_at) == ("2024-10-09", capture.at)
    seen = script.get(f"/api/v1/evidence/{piece['id']}/captures/").json()
    assert [(one["sha256"], one["by"], one["has_text"]) for one in seen] == [(capture.sha256, "script", True)]
    one = script.get(f"/api/v1/evidence/{piece['id']}/captures/{capture.pk}/").json()
    assert "Les câbles tiennent." in one["text"] and "text" not in seen[0]
    assert script.post(f"/api/v1/claims/{claim.pk}/evidence/", sent).json()["id"] == piece["id"]


def test_what_is_sent_goes_before_what_the_page_says(call: Call, claim: Claim, site: Site) -> None:
    sent = body(site.at("/avis"), title="L’avis", published_on="2024-10-08")
    piece = call("analyst", "POST", f"claims/{claim.pk}/evidence/", sent).json()
    assert (piece["title"], piece["published_on"]) == ("L’avis", "2024-10-08")


def test_what_cannot_be_seen_is_named_and_nothing_is_linked(call: Call, claim: Claim, site: Site) -> None:
    path = f"claims/{claim.pk}/evidence/"
    for url in (site.at("/absent"), "http://localhost:1/"):
        refused(call("analyst", "POST", path, body(url)), "look")
    refused(call("analyst", "POST", path, body("ftp://localhost/x")), "url")
    refused(call("analyst", "POST", path, body(site.at("/avis"), look="un peu")), "look")
    assert not Evidence.objects.exists() and not Capture.objects.exists()


def test_where_nobody_looked_there_is_no_hash_until_somebody_does(call: Call, claim: Claim, site: Site) -> None:
    piece = call(
        "analyst", "POST", f"claims/{claim.pk}/evidence/", body(site.at("/avis"), look=False, quote="Non.")
    ).json()
    assert piece["seen_sha256"] == ""
    assert call("reader", "GET", f"evidence/{piece['id']}/captures/").json() == []
    assert call("analyst", "POST", f"evidence/{piece['id']}/recheck/").json()["outcome"] == "first"
    assert len(call("reader", "GET", f"evidence/{piece['id']}/captures/").json()) == 1
    assert call("analyst", "POST", f"evidence/{piece['id']}/recheck/").json()["outcome"] == "same"


def test_a_correction_may_look_and_then_rests_on_what_it_saw(call: Call, claim: Claim, site: Site) -> None:
    piece = call("analyst", "POST", f"claims/{claim.pk}/evidence/", body(site.at("/avis"), title="L’avis")).json()
    site.page("/avis", words="Les câbles cèdent.")
    newer = call("analyst", "POST", f"evidence/{piece['id']}/correct/", {"look": True}).json()
    assert newer["seen_sha256"] == Capture.objects.latest("pk").sha256 != piece["seen_sha256"]
    assert (newer["title"], newer["replaces"]) == ("L’avis", piece["id"])
    assert newer["accessed_at"] > piece["accessed_at"]


def test_captures_of_other_evidence_are_not_found(call: Call, claim: Claim, site: Site, analyst: User) -> None:
    piece = call("analyst", "POST", f"claims/{claim.pk}/evidence/", body(site.at("/avis"))).json()
    about = {"source": a_source("Autre"), "url": "https://ponts.example/1", "stance": "context"}
    other = evidence_link(claim_id=claim.pk, user=analyst, **about)
    capture = Evidence.objects.get(pk=piece["id"]).capture_id
    for path in (f"evidence/{other.pk}/captures/{capture}/", "evidence/999999/captures/"):
        assert call("reader", "GET", path).status_code == 404
