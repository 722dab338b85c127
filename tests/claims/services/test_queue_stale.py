"""The view of what is to be looked at again: filled by what really becomes of evidence and of its source."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.looking import look_at
from claims.models import Claim, Evidence, QueueEntry, Source
from claims.selectors.queue import queue_view
from claims.services.captures import capture_record
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.queue_order import queue_refresh
from claims.services.review import claim_move
from claims.services.stories import story_gather
from claims.services.verdicts import verdict_move
from claims.tasks import recheck_evidence
from claimtrack.accounts.models import User
from claimtrack.accounts.services import token_create
from tests.factories import ApiClient, a_claim, a_source, a_verdict
from tests.web import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(site: Site, analyst: User, lead: User) -> Evidence:
    """On which a published verdict rests."""
    url = site.at("/avis")
    claim = a_claim()
    claim_move(claim_id=claim.pk, move="accept", user=analyst)
    capture = capture_record(look=look_at(url), user=analyst)
    source = a_source(website=url)
    piece = {"url": url, "stance": "refutes", "source": source, "capture": capture}
    evidence = evidence_link(claim_id=claim.pk, user=analyst, **piece)
    verdict = a_verdict(claim.story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    return evidence


def die(evidence: Evidence, site: Site, admin: Client) -> None:
    del site.pages["/avis"]
    recheck_evidence(evidence.pk)


def change(evidence: Evidence, site: Site, admin: Client) -> None:
    site.page("/avis", words="Les câbles cèdent.")
    recheck_evidence(evidence.pk)


def downgrade(evidence: Evidence, site: Site, admin: Client) -> None:
    source = evidence.source
    fields = {"name": source.name, "domain": source.domain, "state": source.state, "actor": source.actor_id}
    fields |= {"reliability": "E", "reliability_reason": "Chiffres inventés.", "description": ""}
    answer = admin.post(reverse("admin:claims_source_change", args=[source.pk]), fields)
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def stale(user: User) -> list[int]:
    return [entry.pk for entry in queue_view(view="stale", user=user)]


@pytest.mark.parametrize(
    ("happen", "why"),
    [(die, "ne le montre plus"), (change, "a changé"), (downgrade, "jugée moins fiable")],
)
def test_what_becomes_of_evidence_brings_the_claim_back_into_the_queue(
    happen: Callable[[Evidence, Site, Client], None],
    why: str,
    evidence: Evidence,
    site: Site,
    analyst: User,
    client_of: Callable[[str], Client],
    script: ApiClient,
) -> None:
    address = reverse("queue") + "?view=stale"
    reader, claim = client_of("reader"), evidence.claim
    assert stale(analyst) == []
    assert 'class="empty"' in reader.get(address).content.decode()
    happen(evidence, site, client_of("admin"))
    assert stale(analyst) == [claim.pk]
    page = reader.get(address).content.decode()
    assert why in page and claim.allegation in page and f"{reverse('story', args=[claim.story_id])}#verdict" in page
    assert reader.get(reverse("queue")).context["counts"]["stale"] == 1
    (entry,) = script.get("/api/v1/queue/", view="stale").json()["results"]
    assert entry["claim"]["id"] == claim.pk and why in entry["stale"][0]


def test_readers_and_scripts_learn_nothing_of_a_verdict_under_embargo(
    analyst: User, lead: User, client_of: Callable[[str], Client], script: ApiClient
) -> None:
    claim = a_claim()
    piece = evidence_link(claim_id=claim.pk, user=analyst, source=a_source(), url="https://p.example", stance="refutes")
    until = timezone.now() + timedelta(days=3)
    verdict = a_verdict(claim.story_id, analyst, embargo=until)
    verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, embargo=until)
    evidence_withdraw(evidence=piece, user=analyst, reason="page morte")
    assert stale(analyst) == [claim.pk]
    narrow = ApiClient(token_create(username="lead", scopes=["read"]))
    for asks in (script, narrow):
        rows = {row["claim"]["id"]: row["stale"] for row in asks.get("/api/v1/queue/").json()["results"]}
        assert rows[claim.pk] == []
        assert asks.get("/api/v1/queue/", view="stale").json()["results"] == []
    for who, known in (("analyst", 1), ("reader", 0)):
        page = client_of(who).get(reverse("queue"), {"view": "stale"})
        assert (len(page.context["page"].object_list), page.context["counts"]["stale"]) == (known, known)
        assert ("a été retiré" in page.content.decode()) == bool(known)


def test_it_leaves_when_the_verdict_is_upheld(evidence: Evidence, site: Site, lead: User) -> None:
    site.page("/avis", words="Les câbles cèdent.")
    recheck_evidence(evidence.pk)
    assert stale(lead) == [evidence.claim_id]
    verdict_move(verdict_id=evidence.claim.story.verdicts.get().pk, move="uphold", user=lead, note="Même constat.")
    assert stale(lead) == []


def test_a_story_of_several_claims_stands_once_by_its_newest(evidence: Evidence, analyst: User) -> None:
    other = a_claim(outlet="La Vigie", text="Le pont fermera lundi, a dit Anne Morvane.")
    story_gather(story_id=evidence.claim.story_id, claim_ids=[other.pk], user=analyst)
    Source.objects.update(reliability="E")
    assert stale(analyst) == [other.pk]
    Claim.objects.filter(pk=other.pk).update(retired_at=other.created_at)
    assert stale(analyst) == [evidence.claim_id]


def test_the_whole_worked_out_anew_keeps_what_rests_on_evidence(evidence: Evidence, analyst: User) -> None:
    Source.objects.update(reliability="E")
    QueueEntry.objects.all().delete()
    queue_refresh()
    assert stale(analyst) == [evidence.claim_id]
    assert evidence.claim_id not in {entry.pk for entry in queue_view(view="waiting", user=analyst)}
