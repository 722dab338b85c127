"""Who is told what of a verdict, and how often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, Event, Evidence, Notice
from claims.presenters.log import event_changes, event_words
from claims.presenters.notices import notice_words
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.notices import notices_read
from claims.services.verdicts import verdict_move
from claims.tasks import publish_due, tell_of_verdicts
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source, a_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


@pytest.fixture
def evidence(claim: Claim, analyst: User) -> Evidence:
    piece = {"url": "https://p.example/1", "stance": "refutes", "quote": "Les câbles tiennent."}
    return evidence_link(claim_id=claim.pk, source=a_source(), user=analyst, **piece)


def kinds(user: User) -> list[str]:
    """Return what this person has not read yet, and read it."""
    found = list(Notice.objects.filter(to=user, read_at=None).order_by("pk").values_list("kind", flat=True))
    notices_read(user=user)
    return found


def test_who_signed_is_told_of_each_step_of_others(claim: Claim, analyst: User, lead: User) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    assert kinds(analyst) == ["confirmed", "published"]
    assert kinds(lead) == ["verdict_waits"]
    heir = a_verdict(claim.story_id, analyst, correction="Le lieu était faux.")
    verdict_move(verdict_id=heir.pk, move="return", user=lead, note="Le lieu est juste.")
    notice = Notice.objects.get(to=analyst, read_at=None)
    assert (notice.kind, notice.about, notice.by) == ("returned", "Le lieu est juste.", lead)
    assert notice.address.endswith(f"/stories/{claim.story_id}/#verdict")
    own = a_verdict(claim.story_id, analyst, correction="Le lieu était faux.")
    kinds(analyst)
    verdict_move(verdict_id=own.pk, move="return", user=analyst, note="À revoir.")
    assert kinds(analyst) == []


def test_who_signed_and_the_leads_are_told_once_that_it_is_stale(
    claim: Claim, evidence: Evidence, analyst: User, lead: User, people: dict[str, User]
) -> None:
    verdict = a_verdict(claim.story_id, analyst)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=lead, unsupported=True)
    assert tell_of_verdicts() == 0
    for person in people.values():
        kinds(person)
    evidence_withdraw(evidence=evidence, user=analyst, reason="page morte")
    assert (tell_of_verdicts(), tell_of_verdicts()) == (1, 0)
    assert {who: kinds(person) for who, person in people.items()} == {
        "reader": [],
        "analyst": ["verdict_stale"],
        "lead": ["verdict_stale"],
        "admin": ["verdict_stale"],
    }
    assert tell_of_verdicts() == 0, "read, and still to be looked at again"
    verdict_move(verdict_id=verdict.pk, move="uphold", user=lead, unsupported=True, note="Une autre source le montre.")
    evidence_link(claim_id=claim.pk, source=a_source(), user=analyst, url="https://p.example/2", stance="supports")
    assert tell_of_verdicts() == 1
    assert kinds(analyst) == ["verdict_stale"]
    event = Event.objects.filter(verb="verdict.stale").latest("pk")
    assert event_words(event) == "a constaté que le verdict est à revoir"
    assert [change.new for change in event_changes(event)] == ["Contredit par les faits"]


def test_an_embargo_that_ends_while_the_verdict_is_stale_is_told(
    claim: Claim, evidence: Evidence, analyst: User, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now() + timedelta(days=2)
    verdict = a_verdict(claim.story_id, analyst)
    verdict_move(verdict_id=verdict.pk, move="confirm", user=lead, unsupported=True, embargo=until)
    evidence_withdraw(evidence=evidence, user=analyst, reason="page morte")
    tell_of_verdicts()
    assert kinds(analyst) == ["confirmed", "verdict_stale"]
    for module in ("verdicts", "verdict_notices"):
        monkeypatch.setattr(f"claims.services.{module}.timezone.now", lambda: until + timedelta(seconds=1))
    assert publish_due() == 0
    assert (tell_of_verdicts(), tell_of_verdicts()) == (1, 0)
    assert kinds(analyst) == ["verdict_held"]
    assert "verdict_held" in kinds(lead)
    verdict_move(verdict_id=verdict.pk, move="uphold", user=lead, unsupported=True, note="Une autre source le montre.")
    assert publish_due() == 1
    notice = Notice.objects.get(to=analyst, read_at=None)
    assert notice_words(notice) == "claimtrack a publié votre verdict"
