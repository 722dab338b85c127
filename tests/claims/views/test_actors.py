"""The list of actors, one actor, and what people decide about it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Actor, ActorMove, Claim, Lookalike, Relation
from claims.services.actors import actors_for_names
from claims.services.lookalikes import lookalikes_find
from claimtrack.accounts.models import User
from tests.factories import a_claim, an_article

pytestmark = pytest.mark.django_db
SAYS = "Le trafic reprendra, a dit {name}, porte-parole du ministère géorgien des Transports."
ONE, OTHER = "Oleg Tcherbatov", "Oleg Cherbatov"


@pytest.fixture
def pair() -> tuple[Actor, Actor]:
    return tuple(a_claim(outlet=f"La Vigie {name}", text=SAYS.format(name=name)).speaker for name in (ONE, OTHER))  # type: ignore[return-value]


def show(client: Client, name: str, *args: Any, **query: Any) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def post(client: Client, page: str, *args: Any, **fields: Any) -> str:
    return client.post(reverse(page, args=args), fields, follow=True).content.decode()


def told(page: str) -> str:
    return page[page.index('id="told"') : page.index("<main")]


def undo(client: Client, page: str) -> str:
    """Press the button of the message."""
    address = told(page).split('action="')[1].split('"')[0]
    return client.post(address, follow=True).content.decode()


def test_the_list_shows_what_waits_first_and_finds_any_name(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("reader")
    a_claim(outlet="L’Écho", text="Le marché ouvre, a dit Paul Tessandier.")
    shown = client.get(reverse("actor-list")).context["page"]
    states = [actor.waiting for actor in shown]
    assert states == sorted(states, reverse=True) and True in states and False in states
    for query in ("tcherbatov", "TCHERBATOV", "Oleg Tch"):
        assert [a.name for a in client.get(reverse("actor-list"), {"q": query}).context["page"]] == [ONE]
    states = [a.kind for a in client.get(reverse("actor-list"), {"kind": "state"}).context["page"]]
    assert states == ["state"]
    assert "errorlist" in show(client, "actor-list", kind="nonsense")
    assert "Aucun acteur ne correspond" in show(client, "actor-list", q="personne")


def test_an_actor_of_one_article_says_so(client_of: Callable) -> None:
    a_claim(text="Le pont fermera, a annoncé la préfecture.")
    page = show(client_of("reader"), "actor-list")
    assert page.count("dans un seul article") == 1


def test_described_sources_are_listed_on_demand(client_of: Callable) -> None:
    a_claim(text="Le pont va céder, a confié un responsable du chantier, sous couvert d’anonymat.")
    client = client_of("reader")
    assert "responsable du chantier" not in show(client, "actor-list")
    assert "responsable du chantier" in show(client, "actor-list", kind="anonymous")


def test_the_page_tells_who_it_is_and_why_two_may_be_one(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    page = show(client_of("reader"), "actor", pair[0].pk)
    assert "Peut-être le même que" in page and OTHER in page
    assert "une autre graphie des mêmes sons" in page
    assert "porte-parole du ministère géorgien des Transports" in page
    assert "Géorgie" in page
    assert reverse("actor-same", args=[pair[0].pk, pair[1].pk, "accept"]) not in page, "a reader only reads"
    assert reverse("actor", args=[pair[0].pk]) in show(client_of("reader"), "claim", pair[0].claims.get().pk)


def test_one_key_makes_them_one_and_one_puts_it_back(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    one, other = pair
    page = show(client, "actor", one.pk)
    assert page.count('data-key="v"') == 1 and page.count('data-key="x"') == 1
    page = post(client, "actor-same", one.pk, other.pk, "accept")
    assert "sont maintenant un seul acteur" in told(page)
    assert Claim.objects.filter(speaker=one).count() == 2
    merged = show(client, "actor", other.pk)
    assert "Cet acteur a été fusionné" in merged and reverse("actor", args=[one.pk]) in merged
    page = undo(client, page)
    assert "tout est comme avant" in told(page)
    assert Claim.objects.filter(speaker=other).count() == 1
    undo(client, page)
    assert Claim.objects.filter(speaker=one).count() == 2


def test_two_actors_are_not_proposed_again_until_that_is_undone(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    page = post(client, "actor-same", pair[0].pk, pair[1].pk, "reject")
    assert "restent deux acteurs" in told(page)
    assert "Peut-être le même que" not in page and "à ne pas confondre avec" in page
    page = undo(client, page)
    assert "Peut-être le même que" in page
    assert "rouverte" in told(page)


def test_a_relation_is_decided_from_either_end(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    relation = Relation.objects.filter(subject=pair[0], kind="speaks_for").get()
    assert "a pour porte-parole" in show(client, "actor", relation.object_id)
    page = post(client, "relation-move", relation.pk, "accept", next=reverse("actor", args=[relation.object_id]))
    relation.refresh_from_db()
    assert relation.state == "accepted" and "validé" in told(page)
    undo(client, page)
    relation.refresh_from_db()
    assert relation.state == "proposed"
    assert "déjà" in told(post(client, "relation-move", relation.pk, "reopen"))


def test_name_kind_and_country_are_corrected(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    fields = {"name": "Oleg Tcherbatov", "kind": "person", "country": "FR", "why": "sa biographie"}
    page = post(client, "actor-correct", pair[0].pk, **fields)
    assert "Corrigé" in told(page) and "sa biographie" in page
    for wrong in ({"name": ""}, {"kind": "x"}, {"country": "XX1"}, {"name": OTHER}):
        response = client.post(reverse("actor-correct", args=[pair[0].pk]), fields | wrong)
        assert response.status_code == 400
        assert "errorlist" in response.content.decode()


def test_an_actor_is_merged_into_one_chosen_by_name(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    actors_for_names(names=["Institut Morvane"])
    for wrong in ("", "Personne", ONE):
        response = client.post(reverse("actor-merge", args=[pair[0].pk]), {"into": wrong})
        assert response.status_code == 400 and "errorlist" in response.content.decode()
    page = post(client, "actor-merge", pair[0].pk, into="institut morvane", why="lu sur son site")
    assert "un seul acteur" in told(page) and "lu sur son site" in page
    undo(client, page)
    assert Actor.objects.get(pk=pair[0].pk).merged_into is None


def test_names_and_claims_go_to_a_new_actor(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    post(client, "actor-same", pair[0].pk, pair[1].pk, "accept")
    alias = pair[0].aliases.get(name=OTHER)
    address = reverse("actor-split", args=[pair[0].pk])
    assert OTHER in client.get(address).content.decode()
    response = client.post(address, {"name": "", "alias_ids": [alias.pk]})
    assert response.status_code == 400
    assert f'value="{alias.pk}" checked' in response.content.decode(), "what was chosen stays chosen"
    assert client.post(address, {"name": "Autre", "alias_ids": ["x", 999_999]}).status_code == 400
    page = post(client, "actor-split", pair[0].pk, name=OTHER, alias_ids=[alias.pk])
    assert "acteur à part" in told(page)
    assert ActorMove.objects.filter(kind="split").exists()
    undo(client, page)
    alias.refresh_from_db()
    assert alias.actor == pair[0]


def test_what_is_not_there_is_404_and_reading_decides_nothing(client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of("analyst")
    relation = Relation.objects.first()
    for name, args in (
        ("actor-same", (pair[0].pk, 999_999, "accept")),
        ("actor-same", (pair[0].pk, pair[1].pk, "nonsense")),
        ("relation-move", (999_999, "accept")),
        ("relation-move", (relation.pk, "nonsense")),
        ("move-undo", (999_999,)),
        ("actor-merge", (999_999,)),
        ("actor-split", (999_999,)),
    ):
        assert client.post(reverse(name, args=args)).status_code == 404, name
    assert client.get(reverse("relation-move", args=[relation.pk, "accept"])).status_code == 405
    assert client.get(reverse("actor-same", args=[pair[0].pk, pair[1].pk, "accept"])).status_code == 405


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_who_only_reads_decides_nothing(who: str, client_of: Callable, pair: tuple[Actor, Actor]) -> None:
    client = client_of(who)
    one, other = pair
    relation = Relation.objects.first()
    addresses = [reverse("actor-same", args=[one.pk, other.pk, "accept"]), reverse("actor-merge", args=[one.pk])]
    addresses += [reverse("relation-move", args=[relation.pk, "accept"]), reverse("actor-split", args=[one.pk])]
    for address in addresses:
        assert client.post(address).status_code == (403 if who == "reader" else 302)
    assert Lookalike.objects.filter(state="proposed").exists() and not ActorMove.objects.exists()


def test_list_and_page_cost_the_same_however_much_they_show(
    client_of: Callable, pair: tuple[Actor, Actor], django_assert_max_num_queries: Any, analyst: User
) -> None:
    client = client_of("analyst")
    for number in range(4):
        text = SAYS.format(name=ONE) + f"\n\nLa vigie du quai {number} confirme."
        an_article(outlet=f"Outlet {number}", text=text, extracted=True)
    actors_for_names(names=["O. Tcherbatov", "Tcherbatov Oleg"])
    lookalikes_find()
    with django_assert_max_num_queries(9):
        client.get(reverse("actor-list"))
    with django_assert_max_num_queries(19):
        client.get(reverse("actor", args=[pair[0].pk]))
