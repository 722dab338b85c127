"""Two people on one claim: who comes second is told, and nothing is overwritten unseen."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.models import Article
from articles.services import article_mark_for_extraction
from claims.models import Claim, Event
from claims.services.corrections import claim_correct
from claims.services.extraction import article_extract
from claims.services.review import claim_move
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict
from tests.factories import a_claim


@pytest.mark.django_db
def test_every_decision_and_correction_makes_a_version(analyst: User) -> None:
    claim = a_claim()
    assert claim.version == 1
    assert claim_move(claim_id=claim.pk, move="accept", user=analyst, version=1).version == 2
    assert claim_correct(claim_id=claim.pk, user=analyst, fields={"hedged": True}, version=2).version == 3
    claim.refresh_from_db()
    assert claim.version == 3
    assert [event.claim_version for event in Event.objects.filter(claim=claim)] == [3, 2]


@pytest.mark.django_db
def test_who_comes_second_is_told_who_did_what(analyst: User, lead: User) -> None:
    claim = a_claim()
    claim_correct(claim_id=claim.pk, user=lead, fields={"hedged": True}, version=1, why="« aurait »")
    claim_move(claim_id=claim.pk, move="reject", user=lead, version=2)
    for act in (
        lambda: claim_move(claim_id=claim.pk, move="accept", user=analyst, version=1),
        lambda: claim_correct(claim_id=claim.pk, user=analyst, fields={"denied": True}, version=1),
    ):
        with pytest.raises(Conflict) as lost:
            act()
        assert (lost.value.seen, lost.value.current) == (1, 3)
        assert [(event.verb, event.by) for event in lost.value.events] == [
            ("claim.reject", lead),
            ("claim.correct", lead),
        ]
    claim.refresh_from_db()
    assert (claim.state, claim.denied) == ("rejected", False)


@pytest.mark.django_db
def test_without_a_version_nothing_is_compared(analyst: User, lead: User) -> None:
    claim = a_claim()
    claim_move(claim_id=claim.pk, move="reject", user=lead)
    claim_move(claim_id=claim.pk, move="accept", user=analyst)
    claim.refresh_from_db()
    assert (claim.state, claim.version) == ("accepted", 3)


@pytest.mark.django_db
def test_what_the_machine_read_anew_was_not_seen_either(analyst: User) -> None:
    claim = a_claim()
    Claim.objects.filter(pk=claim.pk).update(cue="autre")
    article_mark_for_extraction(article=Article.objects.get(pk=claim.article_id))
    article_extract(article_id=claim.article_id)
    with pytest.raises(Conflict) as lost:
        claim_move(claim_id=claim.pk, move="accept", user=analyst, version=1)
    assert [(event.verb, event.by, list(event.changes)) for event in lost.value.events] == [
        ("claim.reread", None, ["cue"])
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moves", [("accept", "reject"), ("accept", "accept")])
def test_of_two_at_the_same_moment_one_wins_and_one_is_told(moves: tuple[str, str], people: dict[str, User]) -> None:
    claim = a_claim()
    start, came_of = Barrier(2), []

    def act(move: str, user: User) -> None:
        try:
            start.wait()
            claim_move(claim_id=claim.pk, move=move, user=user, version=1)
            came_of.append(user)
        except Conflict as lost:
            came_of.append(lost)
        finally:
            connection.close()

    in_two_threads(lambda: act(moves[0], people["analyst"]), lambda: act(moves[1], people["lead"]))
    (winner,) = [who for who in came_of if isinstance(who, User)]
    (lost,) = [what for what in came_of if isinstance(what, Conflict)]
    claim.refresh_from_db()
    assert (claim.state_by, claim.version) == (winner, 2)
    assert [event.by for event in lost.events] == [winner]


def in_two_threads(*acts: Callable[[], None]) -> None:
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
