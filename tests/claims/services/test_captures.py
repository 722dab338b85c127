"""What an address showed is kept once, and what became of it later is told once."""

from datetime import timedelta

import pytest
from django.db.utils import Error as DatabaseFault
from django.utils import timezone

from claims.looking import look_at
from claims.models import Capture, CapturedText, Event, Evidence, EvidenceCheck
from claims.selectors.evidence import evidence_to_check
from claims.selectors.verdicts import faults_of
from claims.services.captures import capture_record, captures_forget
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.verdicts import verdict_move
from claims.tasks import recheck, recheck_evidence
from claimtrack.accounts.models import User
from claimtrack.http import Unreachable
from tests.factories import a_claim, a_source, a_verdict
from tests.web import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(site: Site, analyst: User) -> Evidence:
    return linked(site.at("/avis"), analyst)


def linked(url: str, user: User) -> Evidence:
    capture = capture_record(look=look_at(url), user=user)
    source = a_source(website=url)
    return evidence_link(claim_id=a_claim().pk, user=user, url=url, stance="refutes", source=source, capture=capture)


def test_a_page_is_read_for_its_title_date_site_and_text(site: Site) -> None:
    look = look_at(site.at("/avis"))
    assert (look.title, look.site) == ("Pont de Corvenne : l’avis technique", "Registre des ponts")
    assert str(look.published_on) == "2024-10-09"
    assert "Les câbles tiennent." in look.text and "Accueil" not in look.text
    assert len(look.sha256) == 64


@pytest.mark.parametrize(
    ("body", "media_type", "title", "text"),
    [
        ("Relevé à lire".encode("latin-1"), "text/plain; charset=iso-8859-1", "chose", "Relevé à lire"),
        ("Relevé à lire".encode(), "text/plain; charset=nonsense", "chose", "Relevé à lire"),
        (b"%PDF-1.4 \x00\xff", "application/pdf", "chose", ""),
        (b"", "text/html", "chose", ""),
        (b"a\0b", "text/plain", "chose", "ab"),
        (b"<html><script>1</script>", "text/html", "chose", ""),
    ],
)
def test_what_is_no_page_still_has_a_hash(body: bytes, media_type: str, title: str, text: str, site: Site) -> None:
    look = look_at(site.put("/chose", body, **{"Content-Type": media_type}))
    assert (look.title, look.text) == (title, text)
    assert len(look.sha256) == 64
    capture_record(look=look)


def test_the_text_of_a_page_is_stored_once_and_never_changed(evidence: Evidence, site: Site) -> None:
    capture_record(look=look_at(site.at("/avis")))
    capture_record(look=look_at(site.at("/avis")), keep_text=False)
    assert Capture.objects.count() == 3 and CapturedText.objects.count() == 1
    assert evidence.seen_sha256 == evidence.capture.sha256
    with pytest.raises(DatabaseFault, match="never_changed"):
        Capture.objects.update(title="autre")


def test_a_newsroom_may_keep_out_of_the_network(site: Site, settings: object) -> None:
    settings.FETCH = False
    with pytest.raises(Unreachable, match="off"):
        look_at(site.at("/avis"))
    assert site.asked == []


def test_what_changed_and_what_is_gone_is_told_once(evidence: Evidence, site: Site) -> None:
    verbs = Event.objects.filter(evidence=evidence, verb__in=["evidence.changed", "evidence.gone"])
    assert recheck_evidence(evidence.pk) == "same"
    site.page("/avis", words="Les câbles sont usés.")
    assert recheck_evidence(evidence.pk) == "changed"
    assert recheck_evidence(evidence.pk) == "same"
    del site.pages["/avis"]
    assert [recheck_evidence(evidence.pk) for _ in range(2)] == ["gone", "gone"]
    site.page("/avis", words="Les câbles sont usés.")
    assert recheck_evidence(evidence.pk) == "same"
    assert [event.verb for event in verbs.order_by("id")] == ["evidence.changed", "evidence.gone"]
    assert {event.story_id for event in verbs} == {evidence.claim.story_id}


def test_one_look_that_fails_means_nothing_three_in_a_row_mean_gone(evidence: Evidence, site: Site) -> None:
    site.put("/avis", b"later", 503)
    assert [recheck_evidence(evidence.pk) for _ in range(2)] == ["unreachable", "unreachable"]
    assert not Event.objects.filter(verb="evidence.gone").exists()
    assert [recheck_evidence(evidence.pk) for _ in range(4)] == ["gone", "unreachable", "unreachable", "gone"]
    assert Event.objects.filter(verb="evidence.gone").count() == 1
    assert EvidenceCheck.objects.first().detail == "503"


def test_what_nobody_looked_at_is_seen_first_then_compared(site: Site, analyst: User) -> None:
    url = site.at("/avis")
    evidence = evidence_link(claim_id=a_claim().pk, user=analyst, url=url, stance="context", source=a_source())
    assert evidence.seen_sha256 == ""
    assert [recheck_evidence(evidence.pk) for _ in range(2)] == ["first", "same"]
    site.page("/avis", words="Autre chose.")
    assert recheck_evidence(evidence.pk) == "changed"


def test_only_what_counts_is_looked_at_again_one_of_each_host(evidence: Evidence, site: Site, analyst: User) -> None:
    later = timezone.now() + timedelta(days=1)
    other = linked(site.page("/autre", words="Autre."), analyst)
    third = evidence_link(
        claim_id=other.claim_id, user=analyst, url="https://ailleurs.example/", stance="context", source=a_source("A")
    )
    waiting = evidence_link(
        claim_id=other.claim_id, user=analyst, url="https://inconnu.example/", stance="context", propose="Inconnu"
    )
    assert evidence_to_check(before=later, limit=9) == [evidence.pk, third.pk]
    assert waiting.source.state == "proposed"
    evidence_withdraw(evidence=third, user=analyst, reason="hors sujet")
    recheck_evidence(evidence.pk)
    assert evidence_to_check(before=later, limit=9) == [other.pk]
    assert evidence_to_check(before=timezone.now() - timedelta(days=1), limit=9) == []


def test_nothing_is_looked_at_again_unless_the_newsroom_says_how_often(evidence: Evidence, site: Site) -> None:
    asked = len(site.asked)
    assert recheck() == 0
    assert len(site.asked) == asked


def test_what_was_looked_at_and_never_linked_is_forgotten(evidence: Evidence, site: Site) -> None:
    capture_record(look=look_at(site.page("/autre", words="Autre.")))
    assert captures_forget(before=timezone.now() - timedelta(days=1)) == 0
    assert captures_forget(before=timezone.now() + timedelta(days=1)) == 1
    assert list(Capture.objects.all()) == [evidence.capture] and CapturedText.objects.count() == 1


def test_a_verdict_that_rests_on_it_must_be_looked_at_again(
    evidence: Evidence, site: Site, analyst: User, lead: User
) -> None:
    def faults() -> list[str]:
        return [fault.code for fault in faults_of([verdict.pk]).get(verdict.pk, [])]

    verdict = a_verdict(evidence.claim.story_id, analyst)
    verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, unsupported=True)
    recheck_evidence(evidence.pk)
    assert faults() == []
    site.page("/avis", words="Les câbles sont usés.")
    recheck_evidence(evidence.pk)
    assert faults() == ["changed"]
    del site.pages["/avis"]
    recheck_evidence(evidence.pk)
    assert faults() == ["gone"]
    verdict_move(verdict_id=verdict.pk, move="uphold", user=lead, unsupported=True, note="copie conservée")
    assert faults() == []
