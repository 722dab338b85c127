"""Dates as people see them: why a day is not known, which side is meant, by when a forecast can be checked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles.models import Article
from claims.models import Claim, Rating
from claims.services.corrections import claim_correct, correction_undo
from claims.services.extraction import article_extract
from claims.services.parts import EventDay
from claimtrack.accounts.models import User
from tests.factories import ApiClient, a_claim, a_verdict

pytestmark = pytest.mark.django_db
FORECAST = "Le pont rouvrira le 14 mars 2025, a annoncé lundi la préfète Anne Morvane."
UNKNOWN = "sans jour : la date de publication n’est pas connue"


@pytest.fixture
def forecast() -> Claim:
    return a_claim(text=FORECAST, published=date(2025, 1, 15))


def page_of(client: Client, claim: Claim) -> str:
    page: str = client.get(reverse("claim", args=[claim.pk])).content.decode()
    return page.replace("\u202f", " ").replace("\xa0", " ").replace("&#x27;", "'")


def test_an_undated_article_says_why_its_days_are_not_known(client_of: Callable[[str], Client]) -> None:
    claim = a_claim(text="Le pont fermera vendredi, a annoncé lundi la préfète Anne Morvane.")
    page = page_of(client_of("reader"), claim)
    assert page.count(UNKNOWN) == 2, "when it was said, and when it happens"
    facts = page[page.index('class="facts"') : page.index(UNKNOWN)]
    assert facts.count("lundi") == 1
    dated = a_claim(text="Le pont fermera vendredi, a annoncé lundi Anne Morvane.", published=date(2025, 1, 15))
    assert UNKNOWN not in page_of(client_of("reader"), dated)


def test_rest_has_the_rule_of_every_date(script_with: Callable[..., ApiClient]) -> None:
    claim = a_claim(text="Le pont fermera vendredi, a annoncé lundi la préfète Anne Morvane.")
    record = script_with("read").get(f"/api/v1/claims/{claim.pk}/").json()
    assert record["stated_on"]["rule"] == "fr.date.weekday.no_reference"
    assert [(d["start"], d["text"], d["rule"]) for d in record["event_dates"]] == [
        (None, "vendredi", "fr.date.weekday.no_reference")
    ]


def test_the_page_tells_the_rules_in_words(client_of: Callable[[str], Client], forecast: Claim) -> None:
    page = page_of(client_of("reader"), forecast)
    assert "le locuteur est nommé" in page
    assert "fr.date.weekday" in page and "fr.date.day" in page
    assert "La mairie de Brévannes a annoncé la fermeture du gymnase." in page, "the example of the cue's rule"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le pont est fermé depuis 2015, a annoncé la préfète Anne Morvane.", "le texte dit « depuis »"),
        ("Le pont sera fermé jusqu’en mars 2025, a annoncé la préfète Anne Morvane.", "le texte dit « jusqu’à »"),
        ("Le pont sera fermé à partir du 3 mars 2025, a annoncé Anne Morvane.", "le texte dit « à partir de »"),
    ],
)
def test_the_side_of_a_date_is_told(client_of: Callable[[str], Client], text: str, words: str) -> None:
    page = page_of(client_of("reader"), a_claim(text=text, published=date(2025, 1, 15)))
    assert words in page
    without = page_of(client_of("reader"), a_claim(text=FORECAST, published=date(2025, 1, 15)))
    assert words not in without


def test_the_due_day_follows_the_dates_that_people_correct(analyst: User, forecast: Claim) -> None:
    assert forecast.due == date(2025, 3, 14)
    later = [EventDay(date(2026, 1, 1), date(2026, 12, 31), "year")]
    claim = claim_correct(claim_id=forecast.pk, user=analyst, fields={"event_dates": later})
    assert claim.due == date(2026, 12, 31)
    article_again(claim)
    claim.refresh_from_db()
    assert claim.due == date(2026, 12, 31), "extraction leaves it alone"
    back = correction_undo(claim_id=claim.pk, version=claim.version, user=analyst)
    assert back.due == date(2025, 3, 14)
    past = [EventDay(date(2020, 1, 1), date(2020, 12, 31), "year")]
    assert claim_correct(claim_id=claim.pk, user=analyst, fields={"event_dates": past}).due is None


def article_again(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(status="received")
    article_extract(article_id=claim.article_id)


def test_the_due_day_is_set_by_hand(client_of: Callable[[str], Client], forecast: Claim) -> None:
    client = client_of("analyst")
    address = reverse("claim-correct", args=[forecast.pk])
    form = client.get(address).context["form"]
    same = {name: value for name, value in form.initial.items() if value not in (None, False)}
    shown = {f"initial-{name}": value for name, value in same.items()}
    wrong = client.post(address, same | shown | {"due": "bientôt"})
    assert wrong.status_code == 400 and "due" in wrong.context["form"].errors
    client.post(address, same | shown | {"due": "2025-04-30"})
    forecast.refresh_from_db()
    assert (forecast.due, forecast.corrected_fields) == (date(2025, 4, 30), ["due"])
    assert "30 avril 2025" in page_of(client, forecast)


def test_claims_are_found_by_their_due_day(script_with: Callable[..., ApiClient], forecast: Claim) -> None:
    a_claim(text="Le pont est fermé, a annoncé la mairie de Corvenne.", published=date(2025, 1, 15))

    def found(**query: Any) -> list[str]:
        return [claim["id"] for claim in script_with("read").get("/api/v1/claims/", **query).json()["results"]]

    assert found(due_after="2025-03-14", due_before="2025-03-14") == [forecast.pk]
    assert found(due_after="2025-03-15") == found(due_before="2025-03-13") == []
    assert script_with("read").get("/api/v1/claims/", due_before="bientôt").status_code == 400


def test_not_yet_due_needs_a_day(analyst: User, forecast: Claim) -> None:
    plain = a_claim(text="Le pont est fermé, a annoncé la mairie de Corvenne.", published=date(2025, 1, 15))
    rating = Rating.objects.get(awaits=True)
    with pytest.raises(ValidationError) as refused:
        a_verdict(plain.story_id, analyst, rating=rating)
    assert "rating" in refused.value.message_dict
    a_verdict(forecast.story_id, analyst, rating=rating)
