"""The large invented newsroom."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Article
from claims.models import Actor, Claim, Event, Evidence, Story
from claims.services.demo.prose import invent
from claimtrack.accounts.models import User
from tests.factories import an_article

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 1, 31)


def load(**options: object) -> None:
    call_command("demo_load", **{"claims": 300, "until": UNTIL} | options)


def test_every_claim_stands_where_it_says_and_has_its_story() -> None:
    load()
    claims = list(Claim.objects.select_related("revision", "story", "article"))
    assert len(claims) == 300
    for claim in claims:
        content = claim.revision.content
        assert [content[start:end] for start, end in claim.spans] == [claim.allegation]
        assert [content[start:end] for start, end in claim.cue_spans] == [claim.cue]
        assert claim.article.revision_id == claim.revision_id
        assert claim.created_at.date() <= UNTIL
    assert Event.objects.filter(verb="claim.accept").exists()
    assert Evidence.objects.exists()
    assert 1 < Story.objects.count() <= 300
    assert Actor.objects.filter(outlet__isnull=False).exists()
    claim.full_clean(exclude=["search"])


def test_the_same_seed_gives_the_same_articles_and_a_second_run_adds_only_what_is_missing() -> None:
    assert invent(7, seed=1, until=UNTIL) == invent(7, seed=1, until=UNTIL) != invent(7, seed=2, until=UNTIL)
    load(claims=100)
    first = list(Claim.objects.order_by("id").values_list("allegation", "state", "confidence"))
    load(claims=100)
    assert Claim.objects.count() == 100
    load(claims=150)
    assert list(Claim.objects.order_by("id").values_list("allegation", "state", "confidence"))[:100] == first
    assert Claim.objects.count() == 150


def test_the_history_of_each_claim_says_where_it_came_from() -> None:
    load(claims=20)
    for claim in Claim.objects.all():
        past = claim.history.values_list("pgh_label", "pgh_context__metadata", "allegation")
        assert list(past) == [("insert", {"command": "demo_load"}, claim.allegation)]


def test_a_real_newsroom_is_left_alone_unless_forced(analyst: User) -> None:
    with pytest.raises(CommandError, match="people of its own"):
        load(claims=10)
    assert not Article.objects.exists()
    load(claims=10, force=True)
    assert Claim.objects.count() == 10


def test_articles_of_a_real_outlet_are_not_mixed_with_invented_ones() -> None:
    an_article(outlet="Un vrai journal")
    with pytest.raises(CommandError, match="Un vrai journal"):
        load(claims=10)


def test_its_pages_open(client: Client) -> None:
    load(claims=30)
    client.force_login(User.objects.get(username="analyste1"), backend="django.contrib.auth.backends.ModelBackend")
    claim = Claim.objects.latest("id")
    for path in ("/", "/claims/", "/articles/", f"/articles/{claim.article_id}/", f"/claims/{claim.pk}/"):
        assert client.get(path).status_code == 200
