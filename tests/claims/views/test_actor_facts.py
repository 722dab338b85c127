"""Names and relations that people add to an actor, and take away again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Actor, ActorAlias, Relation
from claims.services.actors import actors_for_names
from tests.factories import a_claim

pytestmark = pytest.mark.django_db
OWNER = {"kind": "owned_by", "to": "Groupe Morvan", "reference": "https://registre.example/aurenco"}


@pytest.fixture
def actor() -> Actor:
    return actors_for_names(names=["Aurenco"])["Aurenco"]


def post(client: Client, page: str, pk: int, **fields: Any) -> Any:
    return client.post(reverse(page, args=[pk]), fields, follow=True)


def undo(client: Client, page: str) -> Any:
    told = page[page.index('id="told"') : page.index("<main")]
    return client.post(told.split('action="')[1].split('"')[0], follow=True)


def test_a_name_added_leads_to_the_actor_and_goes_again(client_of: Callable[[str], Client], actor: Actor) -> None:
    client = client_of("analyst")
    page = post(client, "actor-name", actor.pk, name="Aurenco Industries", why="son nom d’avant 2020").content.decode()
    assert "Aurenco Industries" in page and "a ajouté un nom" in page
    claim = a_claim(text="Le pont tiendra, a annoncé Aurenco Industries.")
    assert claim.speaker == actor
    kept = undo(client, page)
    assert "scindez" in kept.content.decode(), "a claim came by it"
    page = post(client, "actor-name", actor.pk, name="Aurenco Holding").content.decode()
    assert "Le nom est retiré" in undo(client, page).content.decode()
    assert not ActorAlias.objects.filter(name="Aurenco Holding").exists()


@pytest.mark.parametrize("name", ["", "AURENCO", "Groupe Morvan"])
def test_a_name_that_cannot_be_comes_back_with_why(client_of: Callable[[str], Client], actor: Actor, name: str) -> None:
    actors_for_names(names=["Groupe Morvan"])
    response = post(client_of("analyst"), "actor-name", actor.pk, name=name, why="vu")
    assert response.status_code == 400
    assert "name" in response.context["form"].errors and "vu" in response.content.decode()


def test_the_own_name_of_an_actor_is_not_taken_away(client_of: Callable[[str], Client], actor: Actor) -> None:
    alias = actor.aliases.get()
    post(client_of("analyst"), "actor-unname", alias.pk)
    assert ActorAlias.objects.filter(pk=alias.pk).exists()
    assert client_of("analyst").post(reverse("actor-unname", args=[10**9])).status_code == 404


def test_a_relation_added_has_its_days_reference_and_way_back(client_of: Callable[[str], Client], actor: Actor) -> None:
    client = client_of("analyst")
    days = {"since": "2015-01-01", "until": "2020-12-31"}
    page = post(client, "actor-relate", actor.pk, **OWNER, **days).content.decode()
    relation = Relation.objects.get(subject=actor)
    assert (relation.kind, relation.object.name, relation.state) == ("owned_by", "Groupe Morvan", "accepted")
    assert (relation.since, relation.until) == (date(2015, 1, 1), date(2020, 12, 31))
    assert relation.state_by is not None and "registre.example" in page and "a ajouté une relation" in page
    undo(client, page)
    relation.refresh_from_db()
    assert relation.state == "rejected"
    post(client, "actor-relate", actor.pk, **OWNER, **days)
    assert Relation.objects.filter(subject=actor, state="accepted").count() == 1


def test_what_was_proposed_is_accepted_with_the_days_added(client_of: Callable[[str], Client], actor: Actor) -> None:
    other = actors_for_names(names=["Groupe Morvan"])["Groupe Morvan"]
    proposed = Relation.objects.create(subject=actor, kind="owned_by", object=other, reference="lu")
    post(client_of("analyst"), "actor-relate", actor.pk, **OWNER, to_id=other.pk, since="2015-01-01")
    proposed.refresh_from_db()
    assert (proposed.state, proposed.since) == ("accepted", date(2015, 1, 1))
    assert Relation.objects.filter(subject=actor).count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", {"kind": "likes"}),
        ("to", {"to": "Aurenco"}),
        ("to", {"to": ""}),
        ("reference", {"reference": ""}),
        ("since", {"since": "hier"}),
        ("until", {"since": "2020-01-01", "until": "2019-01-01"}),
    ],
)
def test_a_relation_that_cannot_be_names_the_field(
    client_of: Callable[[str], Client], actor: Actor, field: str, wrong: dict[str, str]
) -> None:
    response = post(client_of("analyst"), "actor-relate", actor.pk, **(OWNER | wrong))
    assert response.status_code == 400 and field in response.context["form"].errors
    assert not Relation.objects.filter(subject=actor).exists()


def test_the_same_relation_is_not_added_twice(client_of: Callable[[str], Client], actor: Actor) -> None:
    client = client_of("analyst")
    post(client, "actor-relate", actor.pk, **OWNER)
    assert "to" in post(client, "actor-relate", actor.pk, **OWNER).context["form"].errors
    post(client, "actor-relate", actor.pk, **OWNER, since="2021-01-01")
    assert Relation.objects.filter(subject=actor).count() == 2, "another time is another relation"
