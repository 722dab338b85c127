"""Correcting in the card, on the claim's page and without scripts; what is suggested while somebody types."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ActorAlias, ActorKind, Claim, ClaimPlace
from claims.services.actors import actor_anonymous, actors_for_names
from claims.services.gazetteer import places_suggested
from tests.factories import ApiClient, a_claim, claims_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim() -> Claim:
    return a_claim(published=date(2024, 10, 11))


def correct(client: Client, claim: Claim, *, htmx: bool = False, **fields: Any) -> Any:
    """Send the form as it stands with these fields changed."""
    address = reverse("claim-correct", args=[claim.pk])
    form = client.get(address).context["form"]
    same = {name: value for name, value in form.initial.items() if value not in (None, False)}
    data = {name: value for name, value in (same | fields).items() if value is not None}
    return client.post(address, data, headers=HTMX if htmx else {})


def test_the_card_answers_with_itself_and_the_way_back(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    form = client.get(reverse("claim-correct", args=[claim.pk]) + "?card", headers=HTMX).content.decode()
    assert form.startswith("<form") and 'name="card"' in form
    response = correct(client, claim, htmx=True, card="1", speaker="Paul Tessandier", speaker_id="")
    assert (response["HX-Retarget"], response["HX-Reswap"]) == (f"#claim-{claim.pk}", "outerHTML")
    page = response.content.decode()
    assert page.startswith("<article") and "Paul Tessandier" in page
    undo = reverse("correction-undo", args=[claim.pk, 2])
    assert undo in page
    back = client.post(undo, headers=HTMX).content.decode()
    assert claim.speaker.name.replace("'", "&#x27;") in back and undo not in back


def test_the_page_of_the_claim_loads_again_with_the_way_back(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    response = correct(client, claim, htmx=True, speaker="Paul Tessandier", speaker_id="")
    assert response["HX-Redirect"] == reverse("claim", args=[claim.pk])
    page = client.get(response["HX-Redirect"]).content.decode()
    undo = reverse("correction-undo", args=[claim.pk, 2])
    assert undo in page[page.index('id="told"') : page.index("<main")]
    page = client.post(undo, follow=True).content.decode()
    assert "La correction est annulée" in page and "a annulé une correction" in page


def test_what_cannot_be_comes_back_in_place_with_what_was_typed(
    client_of: Callable[[str], Client], claim: Claim
) -> None:
    response = correct(client_of("analyst"), claim, htmx=True, card="1", speaker="x" * 301, speaker_role="préfète")
    page = response.content.decode()
    assert response.status_code == 400 and page.startswith("<form")
    assert 'value="préfète"' in page and 'name="card"' in page and 'aria-invalid="true"' in page


def test_a_late_correction_in_the_card_keeps_what_was_typed(client_of: Callable[[str], Client], claim: Claim) -> None:
    analyst = client_of("analyst")
    address = reverse("claim-correct", args=[claim.pk])
    seen = {k: v for k, v in analyst.get(address).context["form"].initial.items() if v not in (None, False)}
    correct(client_of("lead"), claim, speaker_role="préfète de la Corve")
    answer = analyst.post(address, seen | {"card": "1", "speaker": "Paul Tessandier", "speaker_id": ""}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409 and page.startswith("<form") and "HX-Retarget" not in answer
    assert "<strong>lead</strong> a corrigé l’affirmation" in page
    assert 'value="Paul Tessandier"' in page and 'value="préfète de la Corve"' in page and 'value="2"' in page
    claim.refresh_from_db()
    assert claim.speaker.name != "Paul Tessandier"


def test_a_correction_that_somebody_changed_since_is_not_undone(
    client_of: Callable[[str], Client], claim: Claim
) -> None:
    analyst = client_of("analyst")
    correct(analyst, claim, speaker_role="ministre")
    correct(client_of("lead"), claim, speaker_role="préfète de la Corve")
    undo = reverse("correction-undo", args=[claim.pk, 2])
    assert "lead a modifié cela depuis" in analyst.post(undo, headers=HTMX).content.decode()
    assert "lead a modifié cela depuis" in analyst.post(undo, follow=True).content.decode()
    claim.refresh_from_db()
    assert (claim.speaker_role, claim.version) == ("préfète de la Corve", 3)


def test_a_suggestion_taken_is_that_actor_and_a_name_typed_over_it_is_another(
    client_of: Callable[[str], Client], claim: Claim
) -> None:
    client = client_of("analyst")
    hidden = actor_anonymous(description="un ingénieur du chantier")
    correct(client, claim, speaker=hidden.name, speaker_id=hidden.pk)
    claim.refresh_from_db()
    assert (claim.speaker, claim.anonymous) == (hidden, True)
    correct(client, claim, speaker="Paul Tessandier", speaker_id=hidden.pk)
    claim.refresh_from_db()
    assert claim.speaker.name == "Paul Tessandier" and not claim.anonymous
    assert "un ingénieur du chantier" in client.get(reverse("claim", args=[claim.pk])).content.decode()


@pytest.mark.parametrize("number", ["0", "999999999", "x", "9" * 40, "-1", "²"])
def test_an_id_that_is_none_leaves_the_name(number: str, client_of: Callable[[str], Client], claim: Claim) -> None:
    response = correct(client_of("analyst"), claim, speaker="Paul Tessandier", speaker_id=number)
    if response.status_code == 400:
        assert "speaker_id" in response.context["form"].errors
    else:
        claim.refresh_from_db()
        assert claim.speaker.name == "Paul Tessandier"


def test_a_speaker_cleared_is_shown_as_not_named(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    assert claim.speaker_words
    correct(client, claim, speaker="", speaker_id="")
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "locuteur non nommé" in page[page.index("<h1") : page.index("</h1>")]


def test_the_spelling_is_remembered_when_that_is_ticked(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    assert "remember_speaker" in client.get(reverse("claim-correct", args=[claim.pk])).context["form"].fields
    correct(client, claim, speaker="Paul Tessandier", speaker_id="", remember_speaker="on")
    assert ActorAlias.objects.get(name=claim.speaker.name).actor.name == "Paul Tessandier"


def test_a_correction_of_another_claim_is_not_undone_here(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    correct(client, claim, speaker="Paul Tessandier", speaker_id="")
    other = claims_of(claim.article)[1]
    response = client.post(reverse("correction-undo", args=[other.pk, 2]))
    assert response.status_code == 404
    assert client.post(reverse("correction-undo", args=[claim.pk, 0])).status_code == 404


def options(client: Client, q: str, of: str = "suggest-actors") -> str:
    response = client.get(reverse(of), {"q": q})
    assert response.status_code == 200
    return response.content.decode()


def test_actors_are_suggested_by_any_word_of_any_spelling(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    actor = actors_for_names(names=["Igor Kupchishin"])["Igor Kupchishin"]
    actor.kind = ActorKind.PERSON
    actor.save()
    ActorAlias.objects.create(actor=actor, name="Kouptchichine", folded="kouptchichine")
    Claim.objects.filter(pk=claim.pk).update(speaker=actor, speaker_role="chef du centre")
    found = options(client, "koupt")
    assert f'data-id="{actor.pk}"' in found and "chef du centre" in found and "1 affirmation" in found
    assert "<q><bdi>Kouptchichine</bdi></q>" in found
    assert f'data-id="{actor.pk}"' in options(client, "Kupchi") and "<q>" not in options(client, "Kupchi")
    assert f'data-id="{actor.pk}"' not in options(client, "pchi")
    assert 'data-value="Igor Kup" data-id=""' in options(client, "Igor Kup")
    assert 'data-id=""' not in options(client, "igor kupchishin")
    actor.merged_into = claims_of(claim.article)[1].speaker
    actor.save()
    assert f'data-id="{actor.pk}"' not in options(client, "koupt")


@pytest.mark.parametrize("q", ["", "k", "%%", "__", "\\", "<b>", "x" * 5000, "’'\""])
def test_whatever_is_typed_is_answered(q: str, client_of: Callable[[str], Client], claim: Claim) -> None:
    for of in ("suggest-actors", "suggest-places"):
        assert "<b>" not in options(client_of("reader"), q, of)
    assert client_of("reader").get(reverse("read-dates", args=[claim.pk]), {"q": q}).status_code == 200


def test_suggestions_cost_the_same_however_many(
    client_of: Callable[[str], Client], django_assert_num_queries: Callable
) -> None:
    client = client_of("reader")
    actors_for_names(names=[f"Marc Numéro{n}" for n in range(30)])
    for q in ("numero3", "marc"):
        with django_assert_num_queries(4):
            options(client, q)


# --- relays and kind
def test_relays_are_typed_in_rows_and_undone(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    other = actors_for_names(names=["Sputnik France"])["Sputnik France"]
    correct(client, claim, relay_0="RT", relay_1=other.name, relay_1_id=other.pk, relay_2=" ", kind="hearsay")
    assert [(row.words, row.actor) for row in claim.relays.all()] == [
        ("RT", actors_for_names(names=["RT"])["RT"]),
        ("Sputnik France", other),
    ]
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "relais <bdi>–</bdi> → <bdi>RT, Sputnik France</bdi>" in page and "ouï-dire" in page
    form = client.get(reverse("claim-correct", args=[claim.pk])).context["form"]
    rows = [(row["field"].value(), row["id"].value()) for row in form.relays()]
    assert rows == [("RT", str(claim.relays.all()[0].actor_id)), ("Sputnik France", str(other.pk)), (None, None)]
    kept = claim.relays.all()[1].pk
    correct(client, claim, speaker_role="ministre")
    assert claim.relays.all()[1].pk == kept, "untouched where nothing was changed"
    correct(client, claim, relay_0="", relay_0_id="")
    assert [row.words for row in claim.relays.all()] == ["Sputnik France"]
    client.post(reverse("correction-undo", args=[claim.pk, 4]))
    assert [row.words for row in claim.relays.all()] == ["RT", "Sputnik France"]


def test_a_relay_that_is_none_comes_back_as_typed(client_of: Callable[[str], Client], claim: Claim) -> None:
    answer = correct(client_of("analyst"), claim, relay_0="…", kind="shouted")
    assert answer.status_code == 400 and list(answer.context["form"].errors) == ["kind"]
    answer = correct(client_of("analyst"), claim, relay_0="…")
    page = answer.content.decode()
    assert (
        answer.status_code == 400 and 'value="…"' in page and "« … » ne désigne personne" in page.replace("\xa0", " ")
    )
    assert not claim.relays.exists()


def test_a_late_correction_leaves_the_lists_that_others_put_right(
    client_of: Callable[[str], Client], claim: Claim
) -> None:
    analyst, lead = client_of("analyst"), client_of("lead")
    key = next(place.id for place, _spelt in places_suggested(words="Idlib") if place.country == "SY")
    correct(lead, claim, place_0="Idlib", place_0_id=key, relay_0="RT")
    address = reverse("claim-correct", args=[claim.pk])
    seen = shown_in(analyst.get(address).context["form"])
    correct(lead, claim, place_0="", place_0_id="", relay_0="Sputnik", relay_0_id="")
    late = analyst.post(address, seen | {"speaker_role": "préfète"})
    assert late.status_code == 409
    again = analyst.post(address, shown_in(late.context["form"]))
    assert again.status_code == 302
    claim.refresh_from_db()
    assert claim.speaker_role == "préfète" and not claim.places.exists()
    assert [row.words for row in claim.relays.all()] == ["Sputnik"]


def shown_in(form: Any) -> dict[str, Any]:
    """Return what a browser sends of a form that nobody touched."""
    values = {field.html_name: field.value() for field in form}
    first = {f.html_initial_name: form.initial.get(f.name) for f in form if f.field.show_hidden_initial}
    return {name: "" if value is None else value for name, value in (values | first).items() if value is not False}


# --- dates and places
def test_dates_are_typed_as_the_newsroom_writes_them(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    correct(client, claim, stated_on="mardi", event_dates="8-10 septembre 2018; sept. 2018 ; 2017; /2019-02")
    claim.refresh_from_db()
    assert (claim.stated_from, claim.stated_to, claim.stated_words) == (date(2024, 10, 8), date(2024, 10, 8), "")
    days = [(found.start, found.end, found.grain) for found in claim.event_dates.all()]
    assert days == [
        (date(2018, 9, 8), date(2018, 9, 10), "day"),
        (date(2018, 9, 1), date(2018, 9, 30), "month"),
        (date(2017, 1, 1), date(2017, 12, 31), "year"),
        (None, date(2019, 2, 28), "month"),
    ]
    shown = client.get(reverse("claim-correct", args=[claim.pk])).context["form"].initial["event_dates"]
    assert shown == "du 8 au 10 septembre 2018; septembre 2018; 2017; /2019-02-28"
    correct(client, claim, event_dates=shown.replace("2017; ", ""))
    assert [(found.start, found.end, found.grain) for found in claim.event_dates.order_by("pk")] == days[:2] + days[3:]
    log = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "septembre\xa02018; 2017; jusqu’au" in log
    correct(client, claim, stated_on="", event_dates="")
    claim.refresh_from_db()
    assert (claim.stated_from, claim.stated_grain, claim.event_dates.count()) == (None, "", 0)


def test_dates_are_read_back_before_they_are_sent(client_of: Callable[[str], Client], claim: Claim) -> None:
    def read(q: str) -> str:
        response = client_of("analyst").get(reverse("read-dates", args=[claim.pk]), {"q": q})
        return response.content.decode().strip().replace("\xa0", " ")

    assert read("8-10 septembre; hier") == "du 8 au 10 septembre 2024 ; 10 octobre 2024"
    assert read("bientôt") == "« bientôt » n’est pas lu comme une date."
    assert read("") == ""
    undated = a_claim(outlet="Sans date", text="Le pont fermera, a annoncé Paul Tessandier.")
    response = client_of("analyst").get(reverse("read-dates", args=[undated.pk]), {"q": "hier"})
    assert "date de publication n’est pas connue" in response.content.decode().replace("\xa0", " ")


def test_places_are_chosen_added_and_taken_away(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    claim.places.all().delete()
    ClaimPlace.objects.create(claim=claim, words="Ildeb")
    assert 'data-value="Damas"' in options(client, "damas", "suggest-places")
    found = options(client, "Idl", "suggest-places")
    assert "Syrie" in found and "35,9" in found
    key = next(place.id for place, _spelt in places_suggested(words="Idlib") if place.country == "SY")
    correct(client, claim, place_0="Idlib", place_0_id=key, place_1="Nullepart-sur-Rien", place_2="")
    assert [(row.words, row.place and row.place.country) for row in claim.places.order_by("pk")] == [
        ("Ildeb", "SY"),
        ("Nullepart-sur-Rien", None),
    ]
    correct(client, claim, place_0="", place_0_id="")
    assert [row.words for row in claim.places.all()] == ["Nullepart-sur-Rien"]
    log = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "Idlib (SY); Nullepart-sur-Rien" in log


def test_an_id_of_another_place_than_the_name_is_not_taken(client_of: Callable[[str], Client], claim: Claim) -> None:
    key = next(place.id for place, _spelt in places_suggested(words="Idlib") if place.country == "SY")
    correct(client_of("analyst"), claim, place_0="Nullepart-sur-Rien", place_0_id=key)
    assert claim.places.get().place is None


def test_places_over_rest(script: ApiClient, client_of: Callable[[str], Client]) -> None:
    (first, *_rest) = script.get("/api/v1/places/", q="Idleb").json()
    assert (first["country"], first["kind"]) == ("SY", "town") and 35 < first["latitude"] < 37
    for bad in ("", "x", "x" * 500):
        answer = script.get("/api/v1/places/", q=bad)
        assert answer.status_code == 400 and list(answer.json()) == ["q"]
    assert client_of("reader").get("/api/v1/places/?q=Alep").status_code == 200
    assert client_of("stranger").get("/api/v1/places/?q=Alep").status_code == 401
