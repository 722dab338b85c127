"""Claims are put into stories, taken out and merged by hand; each move can be undone and is logged."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Event, Story
from claims.services.extraction import article_extract
from claims.services.stories import claim_take_out, story_describe, story_gather, story_merge, story_undo
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict
from tests.factories import an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims() -> list[Claim]:
    return claims_of(an_article(extracted=True))


def stories(*claims: Claim) -> list[int]:
    return [Claim.objects.get(pk=claim.pk).story_id for claim in claims]


def test_a_claim_is_put_into_a_story_and_the_way_back_leads_to_its_own(claims: list[Claim], analyst: User) -> None:
    first, second, *_ = claims
    moved = story_gather(story_id=first.story_id, claim_ids=[second.pk], user=analyst, why="même fait")
    assert stories(first, second) == [first.story_id] * 2
    left = Story.objects.get(pk=second.story_id)
    assert left.merged_into_id == first.story_id
    story_undo(event_ids=moved.events, user=analyst)
    assert stories(first, second) == [first.story_id, second.story_id]
    left.refresh_from_db()
    assert left.merged_into is None
    with pytest.raises(ValidationError):
        story_undo(event_ids=moved.events, user=analyst)


def test_every_move_is_in_the_log_of_the_claim_and_of_both_stories(claims: list[Claim], analyst: User) -> None:
    first, second, *_ = claims
    story_gather(story_id=first.story_id, claim_ids=[second.pk], user=analyst, why="même fait")
    joined, left = Event.objects.get(verb="story.join"), Event.objects.get(verb="story.leave")
    assert (joined.claim, joined.story_id, joined.by, joined.why) == (second, first.story_id, analyst, "même fait")
    assert joined.changes == {"story": [second.story_id, first.story_id]}
    assert (left.story_id, left.changes["claims"]) == (second.story_id, [[second.pk], []])


def test_a_claim_is_taken_out_into_a_story_of_its_own(claims: list[Claim], analyst: User) -> None:
    first, second, *_ = claims
    with pytest.raises(ValidationError):
        claim_take_out(claim_id=first.pk, user=analyst)
    story_gather(story_id=first.story_id, claim_ids=[second.pk], user=analyst)
    moved = claim_take_out(claim_id=second.pk, user=analyst, seen=first.story_id)
    assert stories(second) == [moved.story.pk]
    assert moved.story.pk not in (first.story_id, second.story_id)


def test_whole_stories_are_merged_and_parted_again(claims: list[Claim], analyst: User) -> None:
    first, second, third, *_ = claims
    story_gather(story_id=second.story_id, claim_ids=[third.pk], user=analyst)
    moved = story_merge(story_id=first.story_id, other_id=second.story_id, user=analyst)
    assert stories(first, second, third) == [first.story_id] * 3
    with pytest.raises(ValidationError):
        story_merge(story_id=first.story_id, other_id=second.story_id, user=analyst)
    with pytest.raises(ValidationError):
        story_merge(story_id=first.story_id, other_id=first.story_id, user=analyst)
    story_undo(event_ids=moved.events, user=analyst)
    assert stories(first, second, third) == [first.story_id, second.story_id, second.story_id]


def test_undo_leaves_alone_what_was_moved_again_since(claims: list[Claim], analyst: User, lead: User) -> None:
    first, second, third, *_ = claims
    moved = story_gather(story_id=first.story_id, claim_ids=[second.pk], user=analyst)
    story_gather(story_id=third.story_id, claim_ids=[second.pk], user=lead)
    with pytest.raises(ValidationError):
        story_undo(event_ids=moved.events, user=analyst)
    assert stories(second) == [third.story_id]


def test_nobody_moves_a_claim_that_somebody_moved_meanwhile(claims: list[Claim], analyst: User, lead: User) -> None:
    first, second, third, *_ = claims
    story_gather(story_id=first.story_id, claim_ids=[second.pk], user=lead)
    with pytest.raises(Conflict) as refused:
        story_gather(story_id=third.story_id, claim_ids=[second.pk], user=analyst, seen=second.story_id)
    assert [event.by for event in refused.value.events] == [lead]
    assert stories(second) == [first.story_id]


@pytest.mark.parametrize("ids", [[], [0], [10**12]])
def test_claims_that_are_not_there_are_refused(ids: list[int], claims: list[Claim], analyst: User) -> None:
    with pytest.raises(ValidationError) as refused:
        story_gather(story_id=claims[0].story_id, claim_ids=ids, user=analyst)
    assert list(refused.value.message_dict) == ["claims"]


def test_a_claim_that_people_put_into_a_story_stays_there(claims: list[Claim], analyst: User) -> None:
    """The machine finds it no more: its words are there, so it is kept, in its story."""
    first, second, *_ = claims
    story_gather(story_id=first.story_id, claim_ids=[second.pk], user=analyst)
    Claim.objects.filter(pk=second.pk).update(place_in_text="nowhere", spans=[[0, 2]], cue_spans=[])
    article = second.article
    article.status = "received"
    article.save()
    article_extract(article_id=article.pk)
    second.refresh_from_db()
    assert (second.story_id, second.retired_at) == (first.story_id, None)
    assert not second.corrected


def test_title_and_summary_are_never_overwritten_unseen(claims: list[Claim], analyst: User, lead: User) -> None:
    story_id = claims[0].story_id
    story = story_describe(story_id=story_id, user=lead, title=" Le pont ", summary="", version=1)
    assert (story.title, story.version) == ("Le pont", 2)
    with pytest.raises(Conflict) as refused:
        story_describe(story_id=story_id, user=analyst, title="Autre", summary="", version=1)
    assert refused.value.events[0].changes == {"title": ["", "Le pont"]}
    assert story_describe(story_id=story_id, user=analyst, title="Le pont", summary="").version == 2
