"""Moves of the review table, and evidence that is only ever added or withdrawn."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.utils import Error as DatabaseFault

from claims.models import ClaimState, Evidence, SourceState
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.review import TRANSITIONS, claim_move
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("move", TRANSITIONS)
@pytest.mark.parametrize("state", ClaimState.values)
def test_the_whole_table_of_moves(move: str, state: str, analyst: User) -> None:
    claim = a_claim()
    ways = {"accepted": ["accept"], "rejected": ["reject"], "new": []}
    for step in ways[state]:
        claim_move(claim_id=claim.pk, move=step, user=analyst)
    allowed, target = TRANSITIONS[move]
    if state not in allowed:
        with pytest.raises(ValidationError):
            claim_move(claim_id=claim.pk, move=move, user=analyst)
        return
    claim_move(claim_id=claim.pk, move=move, user=analyst)
    claim.refresh_from_db()
    assert claim.state == target
    assert (claim.state_by is None) == (target == ClaimState.NEW)


def test_only_named_fields_can_be_corrected(analyst: User) -> None:
    with pytest.raises(ValidationError) as refused:
        claim_correct(claim_id=a_claim().pk, user=analyst, fields={"confidence": 1.0})
    assert list(refused.value.message_dict) == ["confidence"]


def test_dates_in_the_wrong_order_are_refused(analyst: User) -> None:
    from datetime import date

    fields = {"stated_from": date(2024, 5, 2), "stated_to": date(2024, 5, 1)}
    with pytest.raises(ValidationError):
        claim_correct(claim_id=a_claim().pk, user=analyst, fields=fields)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("url", {"url": "javascript:alert(1)"}),
        ("url", {"url": ""}),
        ("stance", {"stance": "proves"}),
        ("aspects", {"aspects": ["why"]}),
    ],
)
def test_evidence_that_cannot_be_is_refused_by_name(field: str, change: dict[str, object], analyst: User) -> None:
    fields = {"url": "https://ponts.example/1", "stance": "supports"} | change
    with pytest.raises(ValidationError) as refused:
        evidence_link(claim_id=a_claim().pk, source=a_source(), user=analyst, **fields)
    assert field in refused.value.message_dict
    assert not Evidence.objects.exists()


def test_the_same_piece_sent_twice_is_one(analyst: User, lead: User) -> None:
    piece = {"claim_id": a_claim().pk, "source": a_source(), "url": "https://p.example/1", "stance": "context"}
    first = evidence_link(user=analyst, **piece)
    assert evidence_link(user=analyst, **piece) == first
    assert evidence_link(user=lead, **piece) != first
    evidence_withdraw(evidence=first, user=analyst, reason="mauvaise page")
    assert evidence_link(user=analyst, **piece) != first


def test_a_retired_source_takes_no_evidence(analyst: User) -> None:
    source = a_source()
    source.state = SourceState.RETIRED
    source.save()
    with pytest.raises(ValidationError):
        evidence_link(claim_id=a_claim().pk, source=source, user=analyst, url="https://p.example", stance="context")


def test_evidence_is_withdrawn_with_a_reason_once_and_never_changed(analyst: User) -> None:
    claim = a_claim()
    evidence = evidence_link(
        claim_id=claim.pk, source=a_source(), user=analyst, url="https://p.example/1", stance="refutes", quote="Non."
    )
    assert evidence.seen_sha256 == "", "nobody looked"
    with pytest.raises(ValidationError):
        evidence_withdraw(evidence=evidence, user=analyst, reason=" ")
    evidence_withdraw(evidence=evidence, user=analyst, reason="mauvaise page")
    with pytest.raises(ValidationError):
        evidence_withdraw(evidence=evidence, user=analyst, reason="encore")
    with pytest.raises(DatabaseFault, match="append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_evidence SET note = 'autre'")
