"""Actors over REST: found by any name, told with names, relations and roles; merged ones count as one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from claims.services.merging import actor_merge
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim

pytestmark = pytest.mark.django_db
ACTORS = "/api/v1/actors/"
SAYS = "Le trafic reprendra, a dit {name}, porte-parole du ministère géorgien des Transports."


@pytest.fixture
def pair() -> tuple[Any, Any]:
    names = ("Oleg Tcherbatov", "Oleg Cherbatov")
    days = enumerate(names, start=1)
    return tuple(
        a_claim(outlet=f"La Vigie {n}", text=SAYS.format(name=name), published=date(2024, 4, n)).speaker
        for n, name in days
    )  # type: ignore[return-value]


def test_actors_are_found_by_name_and_kind(script: ApiClient, pair: tuple[Any, Any]) -> None:
    everybody = script.get(ACTORS).json()
    assert set(everybody) == {"next", "previous", "results"}
    assert len(everybody["results"]) == 4
    (found,) = script.get(ACTORS, q="TCHERB").json()["results"]
    assert found == {
        "id": pair[0].pk,
        "name": "Oleg Tcherbatov",
        "kind": "person",
        "country": "GE",
        "outlet": None,
        "claims_count": 1,
    }
    assert [actor["name"] for actor in script.get(ACTORS, kind="state").json()["results"]] == ["Géorgie"]


def test_one_actor_has_names_relations_and_roles(script: ApiClient, pair: tuple[Any, Any]) -> None:
    body = script.get(f"{ACTORS}{pair[0].pk}/").json()
    (alias,) = body["aliases"]
    assert (alias["name"], alias["article"]) == ("Oleg Tcherbatov", None)
    assert body["merged_into"] is None
    (relation,) = body["relations"]
    assert (relation["kind"], relation["state"]) == ("speaks_for", "proposed")
    assert relation["subject"] == {"id": pair[0].pk, "name": "Oleg Tcherbatov"}
    assert relation["object"]["name"] == "ministère géorgien des Transports"
    assert relation["claim"] == pair[0].claims.get().pk
    role = {"role": "porte-parole du ministère géorgien des Transports", "claims": 1}
    assert body["roles"] == [role | {"first": "2024-04-01", "last": "2024-04-01"}]


def test_merged_actors_count_as_one(script: ApiClient, pair: tuple[Any, Any], analyst: User) -> None:
    one, other = pair
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    for asked in (one.pk, other.pk, "Cherbatov", "Tcherbatov"):
        results = script.get("/api/v1/claims/", speaker=asked).json()["results"]
        assert [(claim["speaker_id"], claim["speaker_name"]) for claim in results] == [(one.pk, one.name)] * 2
    assert script.get(f"{ACTORS}{other.pk}/").json()["merged_into"] == one.pk
    assert other.pk not in {actor["id"] for actor in script.get(ACTORS).json()["results"]}
    body = script.get(f"{ACTORS}{one.pk}/").json()
    assert {alias["name"] for alias in body["aliases"]} == {one.name, other.name}
    assert body["roles"][0]["last"] == "2024-04-02"


def test_bad_input_names_its_field_and_nothing_there_is_404(script: ApiClient, pair: tuple[Any, Any]) -> None:
    assert "kind" in script.get(ACTORS, kind="nonsense").json()
    assert script.get(ACTORS, kind="nonsense").status_code == 400
    assert script.get(f"{ACTORS}?q=%00").status_code == 400
    for number in ("0", "9" * 30):
        assert script.get(f"{ACTORS}{number}/").status_code == 404
    for path in (ACTORS, f"{ACTORS}{pair[0].pk}/"):
        assert script.post(path, {}).status_code == 405


@pytest.mark.parametrize("who", ["reader", "analyst", "lead", "admin"])
def test_everybody_of_the_newsroom_reads_actors(who: str, client_of: Callable[[str], Client], pair: Any) -> None:
    for path in (ACTORS, f"{ACTORS}{pair[0].pk}/"):
        assert client_of(who).get(path).status_code == 200


def test_strangers_and_scripts_that_only_post_do_not(script_with: Callable[..., ApiClient], pair: Any) -> None:
    ingest = script_with("ingest")
    for path in (ACTORS, f"{ACTORS}{pair[0].pk}/"):
        assert Client().get(path).status_code == 401
        assert ingest.get(path).status_code == 403


def test_list_and_actor_cost_the_same_however_much_they_tell(
    script: ApiClient, pair: tuple[Any, Any], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        script.get(ACTORS)
    with django_assert_max_num_queries(9):
        script.get(f"{ACTORS}{pair[0].pk}/")
