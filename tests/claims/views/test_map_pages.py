"""The map of all claims and that of one claim: circles, the same as a list, filters, what is off the map."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.services import article_withdraw
from claims.models import Claim, ClaimPlace, Place
from claims.services import figures
from claimtrack.accounts.models import User
from claimtrack.words import moment
from tests.factories import an_article, claims_of

pytestmark = pytest.mark.django_db


def place(name: str, country: str, latitude: float | None, longitude: float | None) -> Place:
    entry = {"name": name, "country": country, "latitude": latitude, "longitude": longitude}
    return Place.objects.get_or_create(gazetteer_id=f"test:{name}", defaults=entry)[0]


@pytest.fixture
def claims() -> list[Claim]:
    """Three claims: Idlib and Alep, Idlib and a name not known, none."""
    ClaimPlace.objects.all().delete()
    found = claims_of(an_article(extracted=True))[:3]
    ClaimPlace.objects.all().delete()
    idlib, aleppo = place("Idlib", "SY", 35.93, 36.63), place("Alep", "SY", 36.2, 37.16)
    for claim, words, where in (
        (found[0], "Ildeb", idlib),
        (found[0], "Idleb", idlib),
        (found[0], "Alep", aleppo),
        (found[1], "Idlib", idlib),
        (found[1], "Trifouillis", None),
    ):
        ClaimPlace.objects.create(claim=claim, words=words, place=where)
    return found


def show(client: Client, **query: Any) -> Any:
    return client.get(reverse("map"), query)


def labels(response: Any) -> list[str]:
    page = response.content.decode().replace("\xa0", " ")
    return re.findall(r'class="spot" href="[^"]+"[^>]* aria-label="([^"]+)"', page)


def test_places_are_circles_and_a_list_and_what_has_none_is_counted(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    response = show(client_of("reader"), at="36,36.9", zoom=7)
    assert labels(response) == ["Idlib, Syrie : 2 affirmations", "Alep, Syrie : 1 affirmation"]
    assert [(place.name, place.claims) for place, _address in response.context["places"]] == [("Idlib", 2), ("Alep", 1)]
    off = response.context["off"]
    assert (off.names, off.claims, off.without) == ([("Trifouillis", 1)], 1, 1)
    large, small = (spot.radius for spot, _address in response.context["spots"])
    assert large > small


def test_the_map_opens_on_where_the_claims_are(client_of: Callable[[str], Client], claims: list[Claim]) -> None:
    client = client_of("reader")
    first = show(client)
    assert first.context["map"].outside == 0 and first.context["map"].frame.zoom == 5
    assert 35.93 < first.context["map"].frame.latitude < 36.2 and first.context["ways"]["home"] == ""
    world = client.get(first.context["ways"]["world"])
    assert world.context["map"].frame.zoom == 0
    assert client.get(world.context["ways"]["home"]).context["map"].frame == first.context["map"].frame
    ClaimPlace.objects.create(claim=claims[2], words="Lima", place=place("Lima", "PE", -12.05, -77.04))
    both = show(client)
    assert both.context["map"].frame.zoom in (0, 1) and both.context["map"].outside == 0
    assert show(client, place="Lima").context["map"].frame.zoom == 5, "what is filtered out does not count"
    assert show(client, state="accepted").context["map"].frame.zoom == 0, "nothing to open on"


def test_a_long_list_says_so_and_gives_the_filter(
    client_of: Callable[[str], Client], claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.views.maps.LISTED", 1)
    page = show(client_of("reader"), state="new").content.decode()
    rest = page[page.index('id="places-title"') :]
    rest = rest[: rest.index("</section>")]
    assert "1 autre lieu" in rest and rest.count("<li>") == 1
    assert 'name="place"' in rest and '<input type="hidden" name="state" value="new">' in rest


def test_circles_that_would_cover_each_other_are_one_and_lead_closer(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    client = client_of("reader")
    world = show(client, at="0,0", zoom=0)
    assert labels(world) == ["Idlib, Syrie et 1 autre lieu : 2 affirmations"], "one about both counts once"
    ((_spot, closer),) = world.context["spots"]
    assert "zoom=2" in closer
    ((_spot, again),) = client.get(closer).context["spots"]
    assert "zoom=4" in again


def test_places_at_one_spot_are_one_circle_that_leads_to_their_list(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    suburb = place("Idlib-Est", "SY", 35.93, 36.63)
    ClaimPlace.objects.create(claim=claims[2], words="Idlib-Est", place=suburb)
    client = client_of("reader")
    response = show(client, at="36,36.9", zoom=5, state="new")
    assert labels(response)[0] == "Idlib, Syrie et 1 autre lieu : 3 affirmations", "one of them at Idlib-Est alone"
    anchor = response.context["spots"][0][1].removeprefix("#")
    page = response.content.decode()
    there = page[page.index(f'id="{anchor}"') :]
    there = there[: there.index("</section>")]
    assert there.count("<li>") == 2 and "Idlib-Est" in there
    address = response.context["together"][0][2][1][1]
    assert "state=new" in address
    assert [claim.pk for claim in client.get(address).context["claims"]] == [claims[2].pk]


def test_a_circle_leads_to_its_claims(client_of: Callable[[str], Client], claims: list[Claim]) -> None:
    client = client_of("reader")
    response = show(client, at="36,36.9", zoom=7, state="new")
    address = response.context["spots"][0][1]
    assert "state=new" in address
    listed = client.get(address)
    assert {claim.pk for claim in listed.context["claims"]} == {claims[0].pk, claims[1].pk}
    page = listed.content.decode()
    chips = page[page.index('class="chips"') :]
    assert f"{reverse('map')}?" in page and "<bdi>Idlib</bdi>" in chips[: chips.index("</ul>")]


def test_the_map_takes_the_filters_of_the_list(
    client_of: Callable[[str], Client], claims: list[Claim], lead: User
) -> None:
    client = client_of("reader")
    assert [place.name for place, _a in show(client, place="Alep").context["places"]] == ["Alep", "Idlib"]
    nothing = show(client, state="accepted")
    assert nothing.context["places"] == [] and "Aucune affirmation correspondante" in nothing.content.decode()
    wrong = show(client, stated_after="hier")
    assert wrong.status_code == 200 and "errorlist" in wrong.content.decode()
    article_withdraw(article_id=claims[0].article_id, reason="annulée", user=lead)
    assert show(client).context["places"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"at": "x"},
        {"at": "1,2,3", "zoom": "2"},
        {"at": "nan,nan", "zoom": "2"},
        {"at": "inf,0", "zoom": "2"},
        {"at": "36,37", "zoom": "9" * 30},
        {"at": "36,37", "zoom": "-5"},
        {"at": "99,999", "zoom": "3"},
        {"at": "36,37", "zoom": "²"},
    ],
)
def test_an_address_that_makes_no_sense_shows_a_map_all_the_same(
    query: dict[str, str], client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    assert show(client_of("reader"), **query).status_code == 200


def test_the_ways_around_lead_on_and_stop_at_the_edge(client_of: Callable[[str], Client], claims: list[Claim]) -> None:
    client = client_of("reader")
    world = show(client, state="new", at="0,0", zoom=0).context["ways"]
    assert world["farther"] == world["west"] == world["world"] == "" and "state=new" in world["closer"]
    closer = client.get(world["closer"]).context["ways"]
    assert closer["farther"] and closer["east"] and closer["world"]
    assert show(client, at="36,36", zoom=7).context["ways"]["closer"] == ""


def test_each_step_closer_leads_to_where_the_claims_are(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    client = client_of("reader")
    ClaimPlace.objects.create(claim=claims[2], words="Lagos", place=place("Lagos", "NG", 6.45, 3.39))
    seen = show(client, at="0,-20", zoom=0)
    for zoom in range(1, 8):
        seen = client.get(seen.context["ways"]["closer"])
        assert f"zoom={zoom}" in seen.wsgi_request.get_full_path()
        assert labels(seen)[0].startswith("Idlib"), zoom


def test_the_map_costs_the_same_however_many_claims(
    client_of: Callable[[str], Client], claims: list[Claim], django_assert_num_queries: Callable
) -> None:
    client = client_of("reader")
    with django_assert_num_queries(12):
        show(client)
    for number in range(60):
        where = place(f"Lieu {number}", "FR", 43 + number / 20, number / 20)
        ClaimPlace.objects.create(claim=claims[2], words=where.name, place=where)
    with django_assert_num_queries(12):
        response = show(client)
    assert len(response.content) < 150_000


def test_very_many_claims_are_counted_now_and_then_and_the_page_says_when(
    client_of: Callable[[str], Client],
    claims: list[Claim],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable,
) -> None:
    client = client_of("reader")
    assert show(client).context["as_of"] is None
    monkeypatch.setattr(figures, "MANY", 1)
    first = show(client)
    ClaimPlace.objects.all().delete()
    with django_assert_num_queries(6):
        again = show(client)
    assert again.context["map"] == first.context["map"] and again.context["as_of"] == first.context["as_of"]
    assert moment(first.context["as_of"]) in again.content.decode()
    assert not show(client, state="rejected").context["map"].spots, "another search is another count"


# --- one claim
def test_a_claim_shows_its_places_on_a_map_with_the_words_they_came_from(
    client_of: Callable[[str], Client], claims: list[Claim]
) -> None:
    client = client_of("reader")
    page = client.get(reverse("claim", args=[claims[1].pk])).content.decode().replace("\xa0", " ")
    assert labels(client.get(reverse("claim", args=[claims[1].pk]))) == ["Idlib, Syrie"]
    assert "35,93° N, 36,63° E" in page and "<q><bdi>Idlib</bdi></q>" in page
    assert "absent du répertoire" in page
    assert '<svg class="map' not in client.get(reverse("claim", args=[claims[2].pk])).content.decode()


def test_a_place_without_coordinates_is_on_no_map(client_of: Callable[[str], Client], claims: list[Claim]) -> None:
    ClaimPlace.objects.create(claim=claims[2], words="Nulle part", place=place("Nulle part", "", None, None))
    client = client_of("reader")
    assert client.get(reverse("claim", args=[claims[2].pk])).status_code == 200
    assert ("Nulle part", 1) in show(client).context["off"].names
