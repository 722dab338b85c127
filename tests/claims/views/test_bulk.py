"""One thing done to many claims: chosen, confirmed, done, undone; nobody's work is overwritten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import tasks
from claims.models import Bulk, BulkItem, Claim, ClaimTag, Event, Notice, QueueEntry
from claims.presenters.notices import notice_words
from claims.services.bulk import bulk_choose, bulk_run, bulk_start
from claims.services.queue import queue_take
from claims.services.review import claim_move
from claims.services.stories import story_gather
from claims.services.tags import claim_tag
from claims.views import bulk as views
from claimtrack.accounts.models import User
from tests.factories import an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(db: None) -> list[Claim]:
    found = claims_of(an_article(extracted=True)) + claims_of(an_article(extracted=True, outlet="La Vigie"))
    assert len(found) >= 6
    return found


def choose(client: Client, action: str, claims: list[Claim], **fields: Any) -> Bulk:
    chosen = [f"{claim.pk}:{claim.version}" for claim in claims]
    response = client.post(reverse("bulk-new"), {"action": action, "claim": chosen} | fields)
    bulk = Bulk.objects.latest("pk")
    assert response["Location"] == reverse("bulk", args=[bulk.pk])
    return bulk


def run(client: Client, bulk: Bulk, **fields: Any) -> str:
    client.post(reverse("bulk-run", args=[bulk.pk]), fields)
    page: str = client.get(reverse("bulk", args=[bulk.pk])).content.decode()
    return page


def states(claims: list[Claim]) -> list[str]:
    known = dict(Claim.objects.values_list("pk", "state"))
    return [known[claim.pk] for claim in claims]


def outcomes(bulk: Bulk) -> list[str]:
    return list(bulk.items.order_by("claim").values_list("outcome", flat=True))


def test_what_will_happen_is_said_with_its_count_before_it_happens(
    client_of: Callable, claims: list[Claim], lead: User
) -> None:
    client = client_of("analyst")
    claim_move(claim_id=claims[0].pk, move="reject", user=lead)  # after the list was seen
    accepted = claim_move(claim_id=claims[1].pk, move="accept", user=lead)
    bulk = choose(client, "accept", [claims[0], accepted, *claims[2:5]])
    page = client.get(reverse("bulk", args=[bulk.pk])).content.decode()
    assert "Valider\u00a0: 3 affirmations</button>" in page.replace("  ", " ")
    assert "1 affirmation choisie est déjà dans cet état" in page and "1 affirmation a été modifiée" in page
    assert states(claims[2:5]) == ["new"] * 3


def test_accepted_together_each_logged_and_undone_together(
    client_of: Callable, claims: list[Claim], analyst: User
) -> None:
    client = client_of("analyst")
    claim_move(claim_id=claims[0].pk, move="reject", user=analyst)
    claims[0].refresh_from_db()
    bulk = choose(client, "accept", claims[:3])
    page = run(client, bulk)
    assert states(claims[:3]) == ["accepted"] * 3 and "Annuler pour 3 affirmations" in page
    assert Event.objects.filter(verb="claim.accept", by=analyst, claim__in=claims[:3]).count() == 3
    response = client.post(reverse("bulk-undo", args=[bulk.pk]))
    assert states(claims[:3]) == ["rejected", "new", "new"]
    page = client.get(response["Location"]).content.decode()
    assert "Fait pour 3 affirmations" in page and reverse("bulk-undo", args=[bulk.pk]) not in page
    again = client.post(reverse("bulk-undo", args=[bulk.pk]))
    assert again["Location"] == response["Location"] and Bulk.objects.count() == 2


def test_who_was_quicker_is_not_overwritten_and_the_claim_is_named(
    client_of: Callable, claims: list[Claim], lead: User
) -> None:
    client = client_of("analyst")
    bulk = choose(client, "reject", claims[:3])
    claim_move(claim_id=claims[1].pk, move="accept", user=lead)
    page = run(client, bulk, why="doublons")
    assert states(claims[:3]) == ["rejected", "accepted", "rejected"]
    assert outcomes(bulk) == ["done", "changed", "done"]
    assert reverse("claim", args=[claims[1].pk]) in page and "modifiée entre-temps" in page
    assert Event.objects.filter(verb="claim.reject", why="doublons").count() == 2


def test_undoing_leaves_what_somebody_changed_since_and_says_which(
    client_of: Callable, claims: list[Claim], lead: User
) -> None:
    client = client_of("analyst")
    bulk = choose(client, "accept", claims[:3])
    run(client, bulk)
    claim_move(claim_id=claims[0].pk, move="reject", user=lead)
    claim_tag(claim_id=claims[1].pk, name="vu", user=lead)
    page = client.post(reverse("bulk-undo", args=[bulk.pk]), follow=True).content.decode()
    assert states(claims[:3]) == ["rejected", "accepted", "new"]
    for claim in claims[:2]:
        assert reverse("claim", args=[claim.pk]) in page
    assert reverse("claim", args=[claims[2].pk]) not in page


def test_all_that_match_are_those_that_were_there_when_the_list_was_seen(
    client_of: Callable, claims: list[Claim]
) -> None:
    client = client_of("analyst")
    newest = client.get(reverse("claim-list")).context["newest"]
    later = claims_of(an_article(extracted=True, outlet="La Vigie", text="Il pleuvra, a dit Paul Tessandier."))
    bulk = choose(client, "reject", [], all="1", search="outlet=La+Vigie&page=3", newest=newest)
    assert bulk.search == "outlet=La+Vigie"
    run(client, bulk)
    mine = [claim for claim in claims if claim.article.outlet.name == "La Vigie"]
    assert states(mine) == ["rejected"] * len(mine)
    assert "rejected" not in states(later) + states([claim for claim in claims if claim not in mine])


def test_a_search_that_is_not_valid_chooses_nothing(client_of: Callable, claims: list[Claim]) -> None:
    for search in ("state=nonsense", "stated_after=hier"):
        response = client_of("analyst").post(
            reverse("bulk-new"), {"action": "accept", "all": "1", "search": search, "newest": "99999"}, follow=True
        )
        assert "Choisissez au moins une affirmation" in response.content.decode()
    assert not Bulk.objects.exists()


def test_tags_are_put_on_together_and_taken_off_together(
    client_of: Callable, claims: list[Claim], analyst: User
) -> None:
    client = client_of("analyst")
    claim_tag(claim_id=claims[0].pk, name="eau", user=analyst)
    bulk = choose(client, "tag", claims[:3])
    assert client.post(reverse("bulk-run", args=[bulk.pk]), {"tag": ""}).status_code == 400
    page = run(client, bulk, tag="Eau")
    assert outcomes(bulk) == ["refused", "done", "done"] and "a déjà cette étiquette" in page
    client.post(reverse("bulk-undo", args=[bulk.pk]))
    assert list(ClaimTag.objects.values_list("claim", flat=True)) == [claims[0].pk]


def test_claims_are_handed_over_together_and_given_back(
    client_of: Callable, claims: list[Claim], analyst: User, lead: User
) -> None:
    client = client_of("analyst")
    bulk = choose(client, "assign", claims[:2])
    assert client.post(reverse("bulk-run", args=[bulk.pk]), {"person": "999"}).status_code == 400
    run(client, bulk, person=lead.pk)
    assert set(QueueEntry.objects.filter(taken_by=lead).values_list("claim", flat=True)) == {c.pk for c in claims[:2]}
    client.post(reverse("bulk-undo", args=[bulk.pk]))
    assert not QueueEntry.objects.filter(taken_by__isnull=False).exists()
    assert set(Event.objects.filter(verb="queue.release").values_list("by", flat=True)) == {analyst.pk}


def test_who_had_a_claim_before_it_was_handed_over_has_it_again(
    client_of: Callable, claims: list[Claim], people: dict[str, User], lead: User
) -> None:
    client, admin = client_of("analyst"), people["admin"]
    until = queue_take(claim_id=claims[0].pk, user=admin).taken_until
    client = client_of("lead")
    bulk = choose(client, "assign", claims[:1])
    run(client, bulk, person=people["analyst"].pk)
    client.post(reverse("bulk-undo", args=[bulk.pk]))
    entry = QueueEntry.objects.get(pk=claims[0].pk)
    assert (entry.taken_by, entry.taken_until) == (admin, until)
    assert Event.objects.filter(verb="queue.hand_over", claim=claims[0], by=lead).count() == 2


def test_who_is_handed_many_claims_is_told_once(
    client_of: Callable, claims: list[Claim], lead: User, mailoutbox: list
) -> None:
    client = client_of("analyst")
    bulk = choose(client, "assign", claims[:3])
    run(client, bulk, person=lead.pk)
    notice = Notice.objects.get(to=lead)
    assert (notice.kind, notice.number, notice.address) == ("assigned", 3, reverse("queue") + "?view=mine")
    assert notice_words(notice) == "analyst vous confie 3 affirmations"
    client.post(reverse("bulk-undo", args=[bulk.pk]))
    assert Notice.objects.count() == 1


def test_a_claim_that_a_colleague_put_elsewhere_meanwhile_stays_there(
    client_of: Callable, claims: list[Claim], lead: User
) -> None:
    client = client_of("analyst")
    chosen = [f"{claim.pk}:{claim.version}:{claim.story_id}" for claim in claims[:3]]
    story_gather(story_id=claims[3].story_id, claim_ids=[claims[1].pk], user=lead)
    client.post(reverse("bulk-new"), {"action": "story", "claim": chosen})
    bulk = Bulk.objects.latest("pk")
    run(client, bulk, story=claims[0].story_id)
    assert outcomes(bulk) == ["refused", "changed", "done"], "the first is there already"
    assert Claim.objects.get(pk=claims[1].pk).story_id == claims[3].story_id


def test_a_decision_undone_together_stands_again_as_it_was_signed(
    client_of: Callable, claims: list[Claim], lead: User
) -> None:
    client = client_of("analyst")
    before = claim_move(claim_id=claims[0].pk, move="reject", user=lead)
    bulk = choose(client, "accept", [before])
    run(client, bulk)
    client.post(reverse("bulk-undo", args=[bulk.pk]))
    after = Claim.objects.get(pk=before.pk)
    assert (after.state, after.state_by, after.state_at) == ("rejected", lead, before.state_at)


def test_claims_are_put_into_one_story_and_back(client_of: Callable, claims: list[Claim]) -> None:
    client = client_of("analyst")
    before = dict(Claim.objects.values_list("pk", "story"))
    others = [claim for claim in claims if claim.story_id != claims[0].story_id][:2]
    bulk = choose(client, "story", [claims[0], *others])
    assert client.post(reverse("bulk-run", args=[bulk.pk]), {"story": "0"}).status_code == 400
    run(client, bulk, story=claims[0].story_id)
    assert {Claim.objects.get(pk=claim.pk).story_id for claim in others} == {claims[0].story_id}
    client.post(reverse("bulk-undo", args=[bulk.pk]))
    assert dict(Claim.objects.values_list("pk", "story")) == before


def test_what_takes_long_goes_on_in_a_worker_and_tells_how_far_it_is(
    client_of: Callable, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    monkeypatch.setattr("claims.services.bulk.STEP", 1)
    monkeypatch.setattr(tasks.run_bulk, "delay", asked.append)
    client = client_of("analyst")
    bulk = choose(client, "accept", claims[:4])
    page = run(client, bulk)
    assert asked == [bulk.pk]
    assert "1 sur 4 affirmations" in page
    assert f'hx-get="{reverse("bulk-progress", args=[bulk.pk])}"' in page
    assert "HX-Redirect" not in client.get(reverse("bulk-progress", args=[bulk.pk]))
    while not tasks.run_bulk(bulk.pk):
        pass
    assert states(claims[:4]) == ["accepted"] * 4
    assert client.get(reverse("bulk-progress", args=[bulk.pk]))["HX-Redirect"] == reverse("bulk", args=[bulk.pk])
    tasks.run_bulk(bulk.pk)  # twice does no harm
    assert Event.objects.filter(verb="claim.accept").count() == 4


def test_the_sweep_goes_on_with_what_a_dead_worker_left_and_forgets_what_was_never_confirmed(
    claims: list[Claim], analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(tasks.run_bulk, "delay", asked.append)
    seen = [(claim.pk, claim.version) for claim in claims]
    left, old, fresh = (bulk_choose(action="accept", user=analyst, seen=seen) for _number in range(3))
    bulk_start(bulk=left, user=analyst, params={})
    Bulk.objects.filter(pk=old.pk).update(chosen_at=old.chosen_at - timedelta(days=2))
    tasks.sweep_bulks()
    assert asked == [left.pk]
    assert set(Bulk.objects.values_list("pk", flat=True)) == {left.pk, fresh.pk}
    assert not bulk_run(bulk_id=fresh.pk, seconds=9) and states(claims)[0] == "new"


@pytest.mark.parametrize(
    "fields",
    [{}, {"action": "erase"}, {"action": "undo"}, {"action": "accept", "claim": ["x", "1", "0:0", "1:2:3", "²:1"]}],
)
def test_a_choice_that_cannot_be_is_told(fields: dict[str, Any], client_of: Callable, claims: list[Claim]) -> None:
    fields = {"claim": [f"{claims[0].pk}:1"]} | fields
    response = client_of("analyst").post(reverse("bulk-new"), fields, follow=True)
    assert response.status_code == 200 and 'class="message error"' in response.content.decode()
    assert not BulkItem.objects.exists()


def test_who_may(client_of: Callable, claims: list[Claim]) -> None:
    bulk = choose(client_of("analyst"), "accept", claims[:1])
    address = {name: reverse(name, args=[bulk.pk]) for name in ("bulk", "bulk-run", "bulk-undo", "bulk-progress")}
    assert client_of("reader").post(reverse("bulk-new"), {}).status_code == 403
    assert client_of("stranger").get(address["bulk"]).status_code == 302
    assert client_of("lead").get(address["bulk"]).status_code == 404  # not confirmed: nobody else's business
    assert client_of("lead").post(address["bulk-run"]).status_code == 404
    assert client_of("reader").post(address["bulk-run"]).status_code == 403
    run(client_of("analyst"), bulk)
    page = client_of("reader").get(address["bulk"]).content.decode()
    assert address["bulk-undo"] not in page
    assert client_of("reader").post(address["bulk-undo"]).status_code == 403
    assert client_of("admin").get(reverse("bulk", args=[0])).status_code == 404
    client_of("lead").post(address["bulk-undo"])
    assert states(claims[:1]) == ["new"]
    assert 'form="bulk"' not in client_of("reader").get(reverse("claim-list")).content.decode()
