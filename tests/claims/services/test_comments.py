"""Discussion: nothing is overwritten, only the own words are touched, whoever is mentioned is told."""

import pytest
from django.core.exceptions import ValidationError
from django.db.utils import Error as DatabaseFault

from claims.models import Claim, Comment, CommentVersion, Event, Notice
from claims.services.comments import comment_add, comment_delete, comment_edit
from claimtrack.accounts.models import User
from tests.factories import a_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


def texts(comment: Comment) -> list[str]:
    return [version.text for version in comment.versions.all()]


def test_said_put_right_and_taken_back_all_stay_on_record(claim: Claim, analyst: User) -> None:
    comment = comment_add(claim_id=claim.pk, user=analyst, text=" La mairie dément.\r\nÀ relire. ")
    comment_edit(comment_id=comment.pk, user=analyst, text="La préfecture dément.")
    comment_edit(comment_id=comment.pk, user=analyst, text="La préfecture dément.")
    comment_delete(comment_id=comment.pk, user=analyst)
    comment_delete(comment_id=comment.pk, user=analyst)
    assert texts(comment) == ["La mairie dément.\nÀ relire.", "La préfecture dément.", ""]
    verbs = Event.objects.filter(claim=claim, verb__startswith="comment.").order_by("pk")
    assert [event.verb for event in verbs] == ["comment.add", "comment.edit", "comment.delete"]
    with pytest.raises(DatabaseFault, match="append_only"):
        CommentVersion.objects.update(text="autre")


def test_a_second_click_says_nothing_twice(claim: Claim, analyst: User, lead: User) -> None:
    first = comment_add(claim_id=claim.pk, user=analyst, text="Vu.")
    assert comment_add(claim_id=claim.pk, user=analyst, text="Vu.") == first
    assert comment_add(claim_id=claim.pk, user=lead, text="Vu.") != first


def test_whoever_is_mentioned_is_told_once(claim: Claim, analyst: User, people: dict[str, User]) -> None:
    comment = comment_add(claim_id=claim.pk, user=analyst, text="@LEAD @lead @analyst @personne, un avis ?")
    assert [notice.to for notice in Notice.objects.all()] == [people["lead"]]
    notice = Notice.objects.get()
    assert notice.address == f"/claims/{claim.pk}/#comment-{comment.pk}"
    assert notice.about.startswith(claim.allegation[:30])
    comment_edit(comment_id=comment.pk, user=analyst, text="@lead et @admin, un avis ?")
    assert {notice.to.username for notice in Notice.objects.all()} == {"lead", "admin"}


def test_nobody_touches_what_somebody_else_said(claim: Claim, analyst: User, lead: User) -> None:
    comment = comment_add(claim_id=claim.pk, user=analyst, text="Vu.")
    with pytest.raises(ValidationError):
        comment_edit(comment_id=comment.pk, user=lead, text="Pas vu.")
    with pytest.raises(ValidationError):
        comment_delete(comment_id=comment.pk, user=lead)
    assert texts(comment) == ["Vu."]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 10_001])
def test_no_words_and_too_many_are_refused(text: str, claim: Claim, analyst: User) -> None:
    with pytest.raises(ValidationError) as refused:
        comment_add(claim_id=claim.pk, user=analyst, text=text)
    assert list(refused.value.message_dict) == ["text"]
