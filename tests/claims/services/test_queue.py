"""The queue: what comes first and why, and that two people never get the same claim."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from articles.models import Article
from articles.services import article_withdraw
from claims.models import Claim, Event, Notice, QueueEntry
from claims.presenters.queue import queue_reasons
from claims.selectors.queue import queue_view
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.queue import queue_answer, queue_ask, queue_next, queue_release, queue_take, queue_unask
from claims.services.queue_order import queue_refresh
from claims.services.review import claim_move
from claimtrack.accounts.models import User
from tests.claims.services.test_conflicts import in_two_threads
from tests.factories import a_claim, a_source, an_article, claims_of

DAY = date(2024, 5, 3)
ONE = "Le pont fermera, a annoncé la préfète Anne Morvane."


def order(view: str, user: User) -> list[int]:
    return [entry.pk for entry in queue_view(view=view, user=user)]


def one_claim(outlet: str, day: date = DAY) -> Claim:
    return a_claim(outlet=outlet, text=ONE, published=day)


@pytest.mark.django_db
def test_several_outlets_then_no_evidence_then_the_newest_come_first(analyst: User) -> None:
    old, new, told = one_claim("A"), one_claim("B", DAY + timedelta(days=1)), one_claim("C")
    again = one_claim("D")
    Claim.objects.filter(pk=again.pk).update(story=told.story)
    queue_refresh()
    assert order("waiting", analyst) == [told.pk, again.pk, new.pk, old.pk]
    assert QueueEntry.objects.get(pk=told.pk).outlets == 2
    piece = evidence_link(claim_id=new.pk, source=a_source(), user=analyst, url="https://p.example/1", stance="context")
    assert order("waiting", analyst) == [told.pk, again.pk, old.pk, new.pk]
    evidence_withdraw(evidence=piece, user=analyst, reason="mauvaise page")
    assert order("waiting", analyst) == [told.pk, again.pk, new.pk, old.pk]


def arrived(claim: Claim, days_ago: float) -> None:
    """Have its article arrived so long ago."""
    Article.objects.filter(pk=claim.article_id).update(received_at=timezone.now() - timedelta(days=days_ago))


def told(claim: Claim) -> list[str]:
    return queue_reasons(QueueEntry.objects.get(pk=claim.pk))


@pytest.mark.django_db
def test_what_arrived_last_comes_first_and_old_news_behind_new_of_the_same_day(analyst: User) -> None:
    today = timezone.localdate()
    old, fresh, before = one_claim("A"), one_claim("B", today), one_claim("C", today - timedelta(days=3))
    arrived(before, 3)
    queue_refresh()
    assert order("waiting", analyst) == [fresh.pk, old.pk, before.pk]
    assert "reçu aujourd’hui" in told(old)
    assert not any(reason.startswith("reçu") for reason in told(fresh) + told(before))
    arrived(old, 40)
    queue_refresh()
    assert order("waiting", analyst) == [fresh.pk, before.pk, old.pk]
    assert any(reason.startswith("reçu le ") for reason in told(old))


@pytest.mark.django_db
@pytest.mark.parametrize(("outlets", "days"), [(2, 6), (3, 13), (4, 19), (6, 29), (7, 29)])
def test_a_story_stays_ahead_the_longer_the_more_outlets_have_it(outlets: int, days: int, analyst: User) -> None:
    spread = [one_claim(f"Média {number}") for number in range(outlets)]
    Claim.objects.filter(pk__in=[claim.pk for claim in spread]).update(story=spread[0].story)
    alone, between = one_claim("Seul"), [claim.pk for claim in spread[1:]]
    for claim in spread:
        arrived(claim, days)
    queue_refresh()
    assert order("waiting", analyst)[:2] == [spread[0].pk, alone.pk]
    assert set(order("waiting", analyst)[2:]) == set(between)
    for claim in spread:
        arrived(claim, days + 2)
    queue_refresh()
    assert order("waiting", analyst)[0] == alone.pk


@pytest.mark.django_db
def test_a_doubtful_extraction_waits_and_says_so(analyst: User) -> None:
    sure, doubtful = one_claim("A"), one_claim("B")
    Claim.objects.filter(pk=doubtful.pk).update(confidence=0.5)
    arrived(sure, 5)
    queue_refresh()
    assert order("waiting", analyst) == [sure.pk, doubtful.pk]
    assert "repérage douteux (50\N{NARROW NO-BREAK SPACE}%)" in told(doubtful)


@pytest.mark.django_db
def test_the_next_claim_of_a_story_leads_once_the_first_is_decided(analyst: User) -> None:
    first, second, third = (one_claim(outlet) for outlet in "ABC")
    Claim.objects.filter(pk__in=[second.pk, third.pk]).update(story=first.story)
    queue_refresh()
    assert order("waiting", analyst) == [first.pk, second.pk, third.pk]
    lead = QueueEntry.objects.get(pk=first.pk).priority
    claim_move(claim_id=first.pk, move="accept", user=analyst)
    assert QueueEntry.objects.get(pk=second.pk).priority == lead
    assert order("waiting", analyst) == [second.pk, third.pk]


@pytest.mark.django_db
def test_other_articles_come_between_the_claims_of_one(analyst: User) -> None:
    several = claims_of(an_article(extracted=True, published=DAY))
    other = one_claim("A")
    Claim.objects.update(confidence=0.8)
    queue_refresh()
    found = order("waiting", analyst)
    assert set(found[:2]) == {several[0].pk, other.pk}
    assert found[2:] == [claim.pk for claim in several[1:]]


@pytest.mark.django_db
def test_what_is_decided_or_withdrawn_waits_no_more_and_comes_back_when_reopened(analyst: User, lead: User) -> None:
    one, other = one_claim("A"), one_claim("B")
    claim_move(claim_id=one.pk, move="accept", user=analyst)
    assert order("waiting", analyst) == [other.pk]
    claim_move(claim_id=one.pk, move="reopen", user=analyst)
    assert set(order("waiting", analyst)) == {one.pk, other.pk}
    article_withdraw(article_id=other.article_id, reason="annulée", user=lead)
    assert order("waiting", analyst) == [one.pk]
    assert queue_next(user=analyst) == one
    assert queue_next(user=lead) is None


@pytest.mark.django_db
def test_the_whole_worked_out_anew_is_what_events_made_of_it(analyst: User) -> None:
    article = an_article(extracted=True, published=DAY)
    claim_move(claim_id=claims_of(article)[0].pk, move="accept", user=analyst)
    one_claim("A")
    before = list(QueueEntry.objects.order_by("pk").values())
    assert len([entry for entry in before if entry["waiting"]]) == 3
    QueueEntry.objects.all().delete()
    queue_refresh()
    assert list(QueueEntry.objects.order_by("pk").values()) == [entry for entry in before if entry["waiting"]]


@pytest.mark.django_db
def test_a_claim_is_taken_released_and_handed_over(analyst: User, lead: User, people: dict[str, User]) -> None:
    claim = one_claim("A")
    queue_take(claim_id=claim.pk, user=analyst)
    queue_take(claim_id=claim.pk, user=analyst)
    assert order("mine", analyst) == [claim.pk]
    assert order("unassigned", analyst) == order("mine", lead) == []
    another = User.objects.create(username="autre", role="analyst")
    for act in (queue_take, queue_release):
        with pytest.raises(ValidationError):
            act(claim_id=claim.pk, user=another)
    queue_take(claim_id=claim.pk, user=another, by=analyst)
    assert order("mine", another) == [claim.pk]
    queue_release(claim_id=claim.pk, user=lead)
    assert order("unassigned", analyst) == [claim.pk]
    verbs = list(Event.objects.filter(claim=claim, verb__startswith="queue.").values_list("verb", flat=True))
    assert verbs == ["queue.release", "queue.hand_over", "queue.take"]


@pytest.mark.django_db
def test_what_was_taken_long_ago_is_anybodys(analyst: User, lead: User) -> None:
    claim = one_claim("A")
    queue_take(claim_id=claim.pk, user=analyst)
    QueueEntry.objects.update(taken_until=timezone.now() - timedelta(minutes=1))
    assert order("mine", analyst) == []
    assert queue_next(user=lead) == claim


@pytest.mark.django_db
def test_the_next_claim_is_of_an_article_that_nobody_else_reads(analyst: User, lead: User) -> None:
    read = an_article(extracted=True, published=DAY)
    other = one_claim("A")
    arrived(other, 30)
    queue_refresh()
    first = queue_next(user=analyst)
    assert first and first.article == read
    assert queue_next(user=lead) == other
    mine, shared = queue_next(user=analyst), queue_next(user=lead)
    assert mine and mine.article == read, "the rest of what they read themselves"
    assert shared and shared.article == read, "nothing else is left"


@pytest.mark.django_db
def test_what_was_handed_over_stays_until_it_is_given_back(analyst: User, lead: User) -> None:
    claim, taken = one_claim("A"), one_claim("B")
    entry = queue_take(claim_id=claim.pk, user=analyst, by=lead)
    assert not entry.lapses and queue_take(claim_id=taken.pk, user=analyst).lapses
    assert not queue_take(claim_id=claim.pk, user=analyst).lapses, "taking it too does not shorten it"
    queue_release(claim_id=claim.pk, user=analyst)
    assert order("mine", analyst) == [taken.pk]


@pytest.mark.django_db
def test_who_works_on_a_claim_keeps_it(analyst: User, lead: User) -> None:
    claim, other = one_claim("A"), one_claim("B")
    soon = timezone.now() + timedelta(minutes=1)
    for one in (claim, other):
        queue_take(claim_id=one.pk, user=analyst)
    QueueEntry.objects.update(taken_until=soon)
    source = {"source": a_source(), "url": "https://p.example/1", "stance": "context"}
    evidence_link(claim_id=claim.pk, user=analyst, **source)
    evidence_link(claim_id=other.pk, user=lead, **source)
    assert QueueEntry.objects.get(pk=claim.pk).taken_until > soon
    assert QueueEntry.objects.get(pk=other.pk).taken_until == soon


@pytest.mark.django_db
def test_the_next_of_a_view_stays_in_it_and_goes_round_what_is_ones_own(analyst: User, lead: User) -> None:
    first, second, other = one_claim("A"), one_claim("B"), one_claim("C")
    among = QueueEntry.objects.filter(pk__in=[first.pk, second.pk]).order_by("-pk")
    assert queue_next(user=analyst, among=among) == second
    assert queue_next(user=analyst, among=among) == first
    assert queue_next(user=analyst, among=among) is None, "the third claim is of no concern"
    steps = [
        queue_next(user=analyst, among=among, own=True, after=claim and claim.pk) for claim in (None, second, first)
    ]
    assert steps == [second, first, second]
    assert queue_next(user=lead, among=among, own=True) is None, "what others have is theirs"
    assert queue_next(user=lead) == other


@pytest.mark.django_db
def test_nobody_waits_for_a_closed_account(analyst: User, lead: User) -> None:
    claim = one_claim("A")
    queue_take(claim_id=claim.pk, user=analyst, by=lead)
    User.objects.filter(pk=analyst.pk).update(is_active=False)
    queue_refresh()
    assert queue_next(user=lead) == claim


@pytest.mark.django_db
def test_a_second_opinion_is_asked_for_and_given(analyst: User, lead: User) -> None:
    claim = one_claim("A")
    claim_move(claim_id=claim.pk, move="accept", user=analyst)
    with pytest.raises(ValidationError):
        queue_ask(claim_id=claim.pk, user=analyst, note=" ")
    queue_ask(claim_id=claim.pk, user=analyst, note="Est-ce bien la préfète ?")
    assert order("opinion", lead) == [claim.pk]
    with pytest.raises(ValidationError) as refused:
        queue_answer(claim_id=claim.pk, user=lead, note=" ")
    assert list(refused.value.message_dict) == ["note"]
    queue_answer(claim_id=claim.pk, user=lead, note="Oui.")
    told = Notice.objects.get(kind="opinion_given")
    assert (told.to, told.by, told.about) == (analyst, lead, "Oui.")
    assert order("opinion", lead) == []
    with pytest.raises(ValidationError):
        queue_answer(claim_id=claim.pk, user=lead, note="Encore.")
    assert Event.objects.get(verb="queue.answer").why == "Oui."


@pytest.mark.django_db
def test_a_question_is_never_written_over_and_taken_back_by_who_asked(analyst: User, lead: User) -> None:
    claim = one_claim("A")
    queue_ask(claim_id=claim.pk, user=analyst, note="Est-ce elle ?")
    for other in (lead, analyst):
        with pytest.raises(ValidationError, match="analyst"):
            queue_ask(claim_id=claim.pk, user=other, note="Où est-ce ?")
    entry = QueueEntry.objects.get(pk=claim.pk)
    assert (entry.opinion_by, entry.opinion_note) == (analyst, "Est-ce elle ?")
    assert not Notice.objects.filter(kind="second_opinion", to=analyst).exists()
    with pytest.raises(ValidationError):
        queue_unask(claim_id=claim.pk, user=lead)
    queue_unask(claim_id=claim.pk, user=analyst)
    assert order("opinion", lead) == []
    told = Event.objects.get(verb="queue.unask")
    assert (told.by, told.changes) == (analyst, {"note": ["Est-ce elle ?", None]})
    with pytest.raises(ValidationError):
        queue_unask(claim_id=claim.pk, user=analyst)
    assert queue_ask(claim_id=claim.pk, user=lead, note="Où est-ce ?").opinion_by == lead


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("waiting", [1, 2])
def test_two_people_at_the_same_moment_never_get_the_same_claim(waiting: int, people: dict[str, User]) -> None:
    for number in range(waiting):
        one_claim(f"Média {number}")
    start, got = Barrier(2), []

    def take(user: User) -> Callable[[], None]:
        def run() -> None:
            try:
                start.wait()
                got.append(queue_next(user=user))
            finally:
                connection.close()

        return run

    in_two_threads(take(people["analyst"]), take(people["lead"]))
    taken = [claim for claim in got if claim]
    assert len(taken) == len(set(taken)) == waiting
