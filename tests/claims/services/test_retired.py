"""A claim that is retired stays on record: nobody decides on it, corrects it or links evidence to it any more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Event, Evidence
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link
from claims.services.review import claim_move
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def retired() -> Claim:
    claim = a_claim()
    Claim.objects.filter(pk=claim.pk).update(retired_at=timezone.now())
    return claim


@pytest.mark.parametrize(
    "act",
    [
        lambda **who: claim_move(move="accept", **who),
        lambda **who: claim_correct(fields={"hedged": True}, **who),
        lambda **who: evidence_link(source=a_source(), url="https://p.example/1", stance="context", **who),
    ],
    ids=["decide", "correct", "link"],
)
def test_nothing_is_done_to_it_any_more(act: Callable[..., Any], retired: Claim, analyst: User) -> None:
    with pytest.raises(ValidationError) as refused:
        act(claim_id=retired.pk, user=analyst)
    assert "claim" in refused.value.message_dict
    assert not Event.objects.filter(claim=retired, by=analyst).exists() and not Evidence.objects.exists()


def test_evidence_that_it_has_is_still_corrected(analyst: User, client_of: Callable[[str], Client]) -> None:
    claim, source = a_claim(), a_source()
    old = evidence_link(claim_id=claim.pk, user=analyst, source=source, url="https://p.example/1", stance="supports")
    Claim.objects.filter(pk=claim.pk).update(retired_at=timezone.now())
    correct = reverse("evidence-correct", args=[old.pk])
    client = client_of("analyst")
    assert correct in client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert client.post(correct, {"url": old.url, "source": source.pk, "stance": "refutes"}).status_code == 302
    newer = Evidence.objects.get(replaces=old)
    assert (newer.stance, newer.counts) == ("refutes", True)


def test_pages_and_scripts_are_told(retired: Claim, client_of: Callable[[str], Client], script: ApiClient) -> None:
    page = client_of("analyst").post(reverse("claim-move", args=[retired.pk, "accept"]), follow=True)
    assert "sortie" in page.content.decode() and page.status_code == 200
    piece = {"source": a_source().pk, "url": "https://p.example/1", "stance": "context"}
    answer = script.post(f"/api/v1/claims/{retired.pk}/evidence/", piece)
    assert answer.status_code == 400 and "claim" in answer.json()
