"""Finding claims: by everything that is known of them, page by page, with the words found marked."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from claims.models import Actor, ActorAlias, Claim, ClaimEventDate, ClaimPlace, ClaimTag, Event, Source
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.services.merging import actor_merge
from claims.services.review import claim_move
from claims.services.tags import claim_tag
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim, a_source, an_article, claims_of

pytestmark = pytest.mark.django_db
TEXT = "Les digues tiendront, a assuré mardi Paul Tessandier.\n\nLe marché rouvrira, a dit la préfète Anne Morvane."


@pytest.fixture
def one() -> Claim:
    return a_claim(text=TEXT, published=date(2024, 10, 11), outlet="La Vigie")


@pytest.fixture
def other() -> Claim:
    return a_claim(published=date(2023, 3, 2))


@pytest.fixture
def find(client_of: Callable[[str], Client]) -> Callable[..., list[int]]:
    client = client_of("reader")

    def ids(**query: Any) -> list[int]:
        response = client.get(f"{reverse('claim-list')}?{urlencode(query)}")
        assert response.status_code == 200
        return [claim.pk for claim in response.context["claims"]]

    return ids


# --- the filters
def test_words_are_found_in_any_form_and_marked(client_of: Callable, find: Callable, one: Claim, other: Claim) -> None:
    for words in ("digue", "DIGUES", "tenir OR digue", '"digues tiendront"'):
        assert find(q=words) == [one.pk]
    assert find(q="digues -tiendront") == []
    page = client_of("reader").get(reverse("claim-list") + "?q=digue").content.decode()
    assert "Les <mark>digues</mark> tiendront" in page
    assert f"{reverse('article-list')}?q=digue" in page


def test_words_find_a_speaker_by_any_name_however_the_article_says_it(
    find: Callable, one: Claim, analyst: User, script: ApiClient
) -> None:
    speaker = one.speaker
    assert speaker
    assert one.pk not in find(q="-Tessandier")
    Claim.objects.filter(pk=one.pk).update(speaker_words="il")
    ActorAlias.objects.create(actor=speaker, name="Pavel Tésandieff", folded="pavel tesandieff")
    for words in ("Tessandier", "paul TESSANDIER", "Tésandieff", "pavel tesandieff"):
        assert find(q=words) == [one.pk]
        assert [claim["id"] for claim in script.get("/api/v1/claims/", q=words).json()["results"]] == [one.pk]
    for words in ("Tessand", "Tessandier Pavel", "ul"):
        assert find(q=words) == [], "whole words of one name"
    kept = Actor.objects.create(name="Ponton", kind="person")
    actor_merge(actor_id=speaker.pk, into_id=kept.pk, user=analyst)
    assert find(q="Tessandier") == find(q="Tésandieff") == [one.pk]


def test_what_is_marked_is_escaped(client_of: Callable) -> None:
    a_claim(text="Les digues <b>tiendront</b> à l’eau, a assuré Paul Tessandier.")
    page = client_of("reader").get(reverse("claim-list") + "?q=digue").content.decode()
    assert "<mark>digues</mark> &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("typed", "most"), [("60%", 0.6), ("0,6", 0.6), ("60 %", 0.6), ("60", 0.6), ("1", 1), ("0", 0)]
)
def test_by_confidence_as_it_is_shown_or_as_rest_has_it(
    typed: str, most: float, find: Callable, one: Claim, script: ApiClient
) -> None:
    others = list(Claim.objects.exclude(pk=one.pk))
    Claim.objects.filter(pk=one.pk).update(confidence=most)
    Claim.objects.filter(pk__in=[claim.pk for claim in others]).update(confidence=0.601 if most < 1 else 0.999)
    assert find(confidence_min=typed, confidence_max=typed) == [one.pk]
    found = script.get("/api/v1/claims/", confidence_min=typed, confidence_max=typed).json()["results"]
    assert [claim["id"] for claim in found] == [one.pk]
    assert one.pk in find(confidence_max=typed) and one.pk in find(confidence_min=typed)


@pytest.mark.parametrize("typed", ["x", "-1", "101", "nan", "inf", "1e999", "-1%", "%"])
def test_a_confidence_that_is_none_is_named(typed: str, client_of: Callable, script: ApiClient) -> None:
    refused = script.get("/api/v1/claims/", confidence_min=typed)
    assert (refused.status_code, list(refused.json())) == (400, ["confidence_min"])
    page = client_of("reader").get(reverse("claim-list"), {"confidence_max": typed})
    assert list(page.context["form"].errors) == ["confidence_max"]


def test_a_confidence_is_a_chip_that_can_be_taken_away(client_of: Callable, one: Claim) -> None:
    page = client_of("reader").get(reverse("claim-list") + "?confidence_max=0.6&state=new").content.decode()
    assert "Confiance d’au plus" in page and "60\u202f%" in page


def test_by_day_said_the_article_counts_where_nothing_is_said(find: Callable, one: Claim, other: Claim) -> None:
    Claim.objects.filter(pk=one.pk).update(stated_from=None, stated_to=None)
    assert one.pk in find(stated_after="2024-10-11", stated_before="2024-10-11")
    assert one.pk not in find(stated_after="2024-10-12")
    assert one.pk not in find(stated_before="2024-10-10")
    Claim.objects.filter(pk=one.pk).update(dated_against=None)
    assert one.pk not in find(stated_before="2024-12-31")
    assert one.pk in find()


def test_by_day_of_the_facts_one_date_lies_between_both(find: Callable, one: Claim, other: Claim) -> None:
    ClaimEventDate.objects.filter(claim__in=(one, other)).delete()
    for start, end in ((date(2024, 1, 1), date(2024, 1, 5)), (date(2024, 3, 1), None)):
        ClaimEventDate.objects.create(claim=one, start=start, end=end, grain="day")
    ClaimEventDate.objects.create(claim=other, grain="day", words="un jour")
    assert find(event_after="2024-01-05", event_before="2024-01-31") == [one.pk]
    assert one.pk not in find(event_after="2024-01-06", event_before="2024-02-28")
    assert one.pk in find(event_after="2025-01-01") and other.pk not in find(event_after="2020-01-01")
    assert one.pk in find(event_before="2024-01-01") and one.pk not in find(event_before="2023-12-31")


def test_by_stance_and_source_of_evidence_that_counts(find: Callable, one: Claim, analyst: User) -> None:
    source = a_source()
    link = {"source": source, "user": analyst, "url": "https://ponts.example/1"}
    evidence = evidence_link(claim_id=one.pk, stance="refutes", **link)
    assert find(stance="refutes") == find(source=source.pk) == find(source="observatoire des ponts") == [one.pk]
    assert find(stance="supports") == find(source="inconnue") == []
    evidence_withdraw(evidence=evidence, user=analyst, reason="fausse page")
    assert find(stance="refutes") == find(source=source.pk) == []


def test_by_place_speaker_and_tag(find: Callable, one: Claim, other: Claim, analyst: User) -> None:
    ClaimPlace.objects.create(claim=one, words="Saint-Elme")
    claim_tag(claim_id=one.pk, name="Écologie  urbaine", user=analyst)
    assert find(place="elme") == find(tag="ecologie urbaine") == find(tag="Écologie urbaine") == [one.pk]
    assert find(tag="urbaine") == []
    assert find(speaker="Tessandier", outlet="la vigie") == [one.pk]
    assert find(speaker=one.speaker_id, outlet="La Vigie") == [one.pk]


def test_the_filters_are_those_of_the_api(find: Callable, one: Claim, script: ApiClient, analyst: User) -> None:
    evidence_link(claim_id=one.pk, stance="refutes", source=a_source(), user=analyst, url="https://ponts.example/1")
    claim_tag(claim_id=one.pk, name="eau", user=analyst)
    for query in ({"stance": "refutes"}, {"tag": "eau"}, {"q": "digues"}, {"event_after": "2024-01-01"}):
        over_rest = script.get("/api/v1/claims/", **query).json()["results"]
        assert sorted(claim["id"] for claim in over_rest) == sorted(find(**query))
    assert script.get("/api/v1/claims/", stance="proves").status_code == 400


@pytest.mark.parametrize("name", ["stance", "source", "event_after", "event_before"])
def test_a_filter_that_cannot_be_is_named_where_it_is_folded(name: str, client_of: Callable, one: Claim) -> None:
    page = client_of("reader").get(f"{reverse('claim-list')}?{name}=x").content.decode()
    assert 'class="more-filters" open' in page and "errorlist" in page


def test_each_part_of_a_search_can_be_taken_away(client_of: Callable, one: Claim) -> None:
    query = urlencode({"q": "digues", "speaker": one.speaker_id, "stated_after": "2024-10-01", "state": ""})
    parts = client_of("reader").get(f"{reverse('claim-list')}?{query}").context["parts"]
    assert [(part.label, part.value) for part in parts] == [
        ("Mots", "digues"),
        ("Locuteur", one.speaker.name),
        ("Dit à partir du", "1er\u00a0octobre\u00a02024"),
    ]
    assert parts[0].without == f"?speaker={one.speaker_id}&stated_after=2024-10-01"


# --- order and pages
def test_pages_show_every_claim_once_in_every_order(client_of: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("demo_load", claims=120, until=date(2026, 1, 31), force=True)
    Claim.objects.filter(pk__in=Claim.objects.values("pk")[:9]).update(stated_from=None, dated_against=None)
    client = client_of("reader")
    common = Claim.objects.filter(allegation__contains="les ").count()
    assert common
    for query, total in (("sort=newest", 120), ("sort=said", 120), ("q=a+OR+de+OR+depuis+OR+euro&sort=newest", None)):
        address, seen, steps = f"{reverse('claim-list')}?{query}", [], []
        while address:
            response = client.get(address)
            steps.append([claim.pk for claim in response.context["claims"]])
            seen += steps[-1]
            link = response.context["links"].get("next")
            address = link and reverse("claim-list") + link
        assert len(seen) == len(set(seen)) == (total if total is not None else len(seen))
        back = response.context["links"].get("previous")
        for step in reversed(steps[:-1]):
            response = client.get(reverse("claim-list") + back)
            assert [claim.pk for claim in response.context["claims"]] == step
            back = response.context["links"].get("previous")
        assert back is None


def test_the_best_match_comes_first_and_the_others_by_page(client_of: Callable, one: Claim) -> None:
    best = a_claim(outlet="Autre", text="Les digues, les vieilles digues tiendront, a assuré Paul Tessandier.")
    client = client_of("reader")
    response = client.get(reverse("claim-list") + "?q=digues")
    assert [claim.pk for claim in response.context["claims"]] == [best.pk, one.pk]
    assert response.context["links"] == {}
    assert [c.pk for c in client.get(reverse("claim-list") + "?q=digues&page=2").context["claims"]] == []
    assert client.get(reverse("claim-list") + "?q=digues&page=99999999999999999999").status_code == 200


@pytest.mark.parametrize("query", ["after=x", "before=1_2", "after=9_2024-99-99", "after=²", "page=-1", "sort=x"])
def test_a_place_that_is_none_shows_the_first_page(query: str, find: Callable, one: Claim) -> None:
    name, value = query.split("=")
    assert one.pk in find(**{name: value})


def test_beyond_a_thousand_the_count_says_so(
    client_of: Callable, one: Claim, other: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.slices.COUNTED", 2)
    page = client_of("reader").get(reverse("claim-list")).content.decode()
    assert "plus de 2" in page
    page = client_of("reader").get(reverse("claim-list") + "?q=digues").content.decode()
    assert '<span class="count">1</span>' in page


def test_a_list_costs_the_same_however_much_it_shows(
    client_of: Callable, one: Claim, analyst: User, django_assert_num_queries: Callable
) -> None:
    client = client_of("analyst")
    for query in ("", "q=digues", "sort=said", "tag=eau&stance=refutes&place=a"):
        with django_assert_num_queries(QUERIES[query]):
            client.get(f"{reverse('claim-list')}?{query}")
    call_command("demo_load", claims=120, until=date(2026, 1, 31), force=True)
    for claim in Claim.objects.order_by("-pk")[:60]:
        claim_tag(claim_id=claim.pk, name=f"thème {claim.pk % 7}", user=analyst)
    for query in ("", "sort=said"):
        with django_assert_num_queries(QUERIES[query]):
            client.get(f"{reverse('claim-list')}?{query}")


QUERIES = {"": 10, "q=digues": 13, "sort=said": 10, "tag=eau&stance=refutes&place=a": 8}


# --- articles
def test_articles_show_where_the_words_stand(client_of: Callable) -> None:
    an_article(text="Il pleut.\n\n" * 40 + TEXT)
    latest = an_article(text="Rien de tel.", outlet="Autre", published=date(2025, 1, 1))
    undated = an_article(text="Rien non plus.", outlet="Autre")
    client = client_of("reader")
    page = client.get(reverse("article-list") + "?q=digue").content.decode()
    assert "Les <mark>digues</mark> tiendront" in page
    shown = client.get(reverse("article-list")).context["articles"]
    assert shown[0] == latest and undated in shown


# --- tags
def test_tags_are_put_on_and_taken_off_and_logged(client_of: Callable, one: Claim, analyst: User) -> None:
    client = client_of("analyst")
    client.post(reverse("claim-tag", args=[one.pk]), {"tag": " Eau  potable "})
    client.post(reverse("claim-tag", args=[one.pk]), {"tag": "eau potable"})
    held = ClaimTag.objects.get()
    assert (held.tag.name, held.by) == ("Eau potable", analyst)
    page = client.post(reverse("claim-untag", args=[one.pk, held.tag_id]), follow=True).content.decode()
    assert not ClaimTag.objects.exists()
    undo = reverse("claim-tag", args=[one.pk]) + "?tag=Eau+potable"
    assert f'action="{undo}"' in page
    client.post(undo)
    assert ClaimTag.objects.get().tag_id == held.tag_id
    verbs = Event.objects.filter(claim=one).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["claim.tag", "claim.untag", "claim.tag"]
    version = one.version
    one.refresh_from_db()
    assert one.version == version


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_tag_that_cannot_be_is_told(name: str, client_of: Callable, one: Claim) -> None:
    page = client_of("analyst").post(reverse("claim-tag", args=[one.pk]), {"tag": name}, follow=True)
    assert not ClaimTag.objects.exists()
    assert 'class="message error"' in page.content.decode()


def test_tags_are_suggested_by_the_beginning_of_their_words(client_of: Callable, one: Claim, analyst: User) -> None:
    for name in ("Énergie", "prix de l’énergie", "école"):
        claim_tag(claim_id=one.pk, name=name, user=analyst)
    page = client_of("analyst").get(reverse("suggest-tags") + "?q=ener").content.decode()
    assert "Énergie" in page and "école" not in page
    assert 'role="option"' not in client_of("analyst").get(reverse("suggest-tags") + "?q=").content.decode()


def test_who_may_find_and_who_may_tag(client_of: Callable, one: Claim) -> None:
    for role, finds, tags in (("stranger", 302, 302), ("reader", 200, 403), ("analyst", 200, 302), ("admin", 200, 302)):
        client = client_of(role)
        assert client.get(reverse("claim-list")).status_code == finds
        assert client.get(reverse("suggest-tags") + "?q=e").status_code == finds
        assert client.post(reverse("claim-tag", args=[one.pk]), {"tag": "eau"}).status_code == tags
        assert client.post(reverse("claim-untag", args=[one.pk, 1])).status_code == tags
    assert client_of("analyst").post(reverse("claim-tag", args=[0]), {"tag": "eau"}).status_code == 404
    assert client_of("analyst").get(reverse("claim-tag", args=[one.pk])).status_code == 405


def test_a_claim_decided_on_is_found_by_its_state(find: Callable, one: Claim, analyst: User) -> None:
    claim_move(claim_id=one.pk, move="accept", user=analyst)
    assert find(state="accepted") == [one.pk]
    assert Source.objects.count() == 0 and len(claims_of(one.article)) == 2
