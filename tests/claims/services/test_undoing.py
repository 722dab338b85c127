"""Undoing a decision: what was decided before stands again as it was signed, and nobody signs for another."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Event
from claims.selectors.queue import queue_view
from claims.services.corrections import claim_correct
from claims.services.queue import queue_release, queue_take
from claims.services.review import claim_move
from claims.services.tags import claim_tag
from claims.services.undoing import decision_undo
from claimtrack.accounts.models import User
from tests.factories import TEXT, a_claim, an_article

pytestmark = pytest.mark.django_db


def mine(user: User) -> list[int]:
    return [entry.pk for entry in queue_view(view="mine", user=user)]


def test_a_colleagues_decision_stands_again_as_it_was_signed(analyst: User, lead: User) -> None:
    accepted = claim_move(claim_id=a_claim().pk, move="accept", user=analyst)
    slip = claim_move(claim_id=accepted.pk, move="reject", user=lead)
    decision_undo(claim_id=accepted.pk, version=slip.version, user=lead)
    again = Claim.objects.get(pk=accepted.pk)
    assert (again.state, again.state_by, again.state_at) == ("accepted", analyst, accepted.state_at)
    event = Event.objects.latest("pk")
    assert (event.verb, event.by, event.changes["state"]) == ("claim.undo", lead, ["rejected", "accepted"])
    assert Event.objects.filter(verb="claim.accept").count() == 1, "nobody accepted it a second time"


def test_only_who_decided_or_a_lead_undoes_it(people: dict[str, User], analyst: User, lead: User) -> None:
    other = User.objects.create(username="autre", role="analyst")
    claim = claim_move(claim_id=a_claim().pk, move="accept", user=analyst)
    with pytest.raises(ValidationError):
        decision_undo(claim_id=claim.pk, version=claim.version, user=other)
    decision_undo(claim_id=claim.pk, version=claim.version, user=lead)
    assert Claim.objects.get(pk=claim.pk).state == "new"


def test_what_somebody_decided_since_stays(analyst: User, lead: User) -> None:
    claim = claim_move(claim_id=a_claim().pk, move="accept", user=analyst)
    version = claim.version
    claim_tag(claim_id=claim.pk, name="eau", user=lead)
    decided = claim_move(claim_id=claim.pk, move="reject", user=lead)
    for undone in (version, version + 40):
        with pytest.raises(ValidationError):
            decision_undo(claim_id=claim.pk, version=undone, user=analyst)
    assert Claim.objects.get(pk=claim.pk).state == "rejected"
    decision_undo(claim_id=claim.pk, version=decided.version, user=lead)
    with pytest.raises(ValidationError):
        decision_undo(claim_id=claim.pk, version=decided.version, user=lead)


def test_an_undone_claim_is_again_in_the_hands_it_was_in(analyst: User, lead: User) -> None:
    claim = a_claim()
    until = queue_take(claim_id=claim.pk, user=analyst).taken_until
    for holder in ([claim.pk], []):
        moved = claim_move(claim_id=claim.pk, move="accept", user=analyst)
        assert mine(analyst) == []
        decision_undo(claim_id=claim.pk, version=moved.version, user=analyst)
        assert mine(analyst) == holder
        assert not holder or Claim.objects.get(pk=claim.pk).queue.taken_until == until
        queue_release(claim_id=claim.pk, user=lead)


def test_words_kept_and_accepted_are_undone_together(analyst: User) -> None:
    claim = a_claim()
    start, end = claim.spans[0]
    corrected = claim_correct(claim_id=claim.pk, user=analyst, fields={"spans": [[start + 3, end]]})
    moved = claim_move(claim_id=claim.pk, move="accept", user=analyst, corrected=corrected.version)
    decision_undo(claim_id=claim.pk, version=moved.version, user=analyst)
    again = Claim.objects.get(pk=claim.pk)
    assert (again.state, again.state_by, again.spans, again.corrected_fields) == ("new", None, [[start, end]], [])
    assert again.allegation == claim.allegation


def test_an_undone_decision_on_new_words_is_one_on_the_old_words_again(analyst: User) -> None:
    claim = a_claim(external_id="pont-1")
    claim_move(claim_id=claim.pk, move="accept", user=analyst)
    an_article(external_id="pont-1", text=TEXT.replace("lundi", "mardi"), extracted=True)
    reworded = Claim.objects.get(pk=claim.pk)
    moved = claim_move(claim_id=claim.pk, move="reject", user=analyst)
    decision_undo(claim_id=claim.pk, version=moved.version, user=analyst)
    again = Claim.objects.get(pk=claim.pk)
    assert (again.state, again.allegation, again.reworded_at) == ("accepted", claim.allegation, reworded.reworded_at)
