"""Who, when and where put right in place: on the keyboard alone, on a phone, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Newsroom

TEXT = "Le pont fermera, a annoncé Igor Kouptchichine.\n\nLes câbles tiendront, a déclaré Igor Kupchishin."


@pytest.fixture
def article(newsroom: Newsroom, request: pytest.FixtureRequest) -> dict[str, Any]:
    return newsroom.post(outlet=f"Graphies {request.node.name}"[:200], title="Graphies", text=TEXT, language="fr")


def first_card(page: Page, article: dict[str, Any]) -> Locator:
    claim = min(article["claims"], key=lambda claim: claim["spans"])
    return page.locator(f"#claim-{claim['id']}")


def test_the_speaker_is_put_right_in_the_card_by_keys_alone(
    open_as: Callable[..., Page], article: dict[str, Any], newsroom: Newsroom
) -> None:
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    card = first_card(page, article)
    page.keyboard.press("j")
    page.keyboard.press("c")
    speaker = card.get_by_role("combobox", name="Locuteur")
    expect(speaker).to_be_focused()
    page.keyboard.press("Escape")  # left without a change, back on the button
    expect(card.locator("form.correction")).to_have_count(0)
    expect(card.locator("[data-key=c]")).to_be_focused()
    page.keyboard.press("c")
    speaker.fill("kupch")
    expect(card.locator("[role=option]")).to_have_count(2)
    expect(speaker).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(card.locator("[role=option][aria-selected=true]")).to_contain_text("Igor Kupchishin")
    page.keyboard.press("Enter")
    expect(speaker).to_have_value("Igor Kupchishin")
    expect(card.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # remember
    page.keyboard.press("Enter")
    expect(card.locator(".card-who")).to_have_text("Igor Kupchishin")
    expect(card).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("Corrigé")
    again = newsroom.post(outlet="La graphie", title="Encore", text=TEXT.split("\n", maxsplit=1)[0], language="fr")
    assert [claim["speaker_name"] for claim in again["claims"]] == ["Igor Kupchishin"]
    page.keyboard.press("u")
    expect(card.locator(".card-who")).to_have_text("Igor Kouptchichine")
    expect(page.get_by_role("status").first).to_contain_text("annulée")


def test_escape_closes_the_list_first_and_what_is_wrong_comes_back_in_place(
    open_as: Callable[..., Page], article: dict[str, Any]
) -> None:
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    card = first_card(page, article)
    page.keyboard.press("j")
    page.keyboard.press("c")
    speaker = card.get_by_role("combobox", name="Locuteur")
    speaker.fill("igor")
    expect(card.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card.get_by_role("listbox")).to_be_hidden()
    expect(speaker).to_be_focused()
    speaker.evaluate("field => field.removeAttribute('maxlength')")
    speaker.fill("x" * 301)
    page.keyboard.press("Enter")
    expect(speaker).to_have_attribute("aria-invalid", "true")
    expect(speaker).to_have_value("x" * 301)


def test_on_a_phone_a_suggestion_is_taken_by_touch(open_as: Callable[..., Page], article: dict[str, Any]) -> None:
    page = open_as("analyst", viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"/articles/{article['id']}/")
    card = first_card(page, article)
    page.locator(".mark-number").first.tap()
    card.get_by_role("link", name="Corriger").tap()
    speaker = card.get_by_role("combobox", name="Locuteur")
    speaker.fill("kupch")
    card.locator("[role=option]").first.tap()
    expect(speaker).to_have_value("Igor Kupchishin")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    card.get_by_role("button", name="Corriger").tap()
    expect(card.locator(".card-who")).to_have_text("Igor Kupchishin")


def test_without_scripts_the_page_does_the_same(open_as: Callable[..., Page], article: dict[str, Any]) -> None:
    page = open_as("analyst", java_script_enabled=False)
    claim = article["claims"][0]
    page.goto(f"/claims/{claim['id']}/")
    page.get_by_role("link", name="Corriger").click()
    page.get_by_role("combobox", name="Locuteur").fill("Igor Kupchishin")
    page.get_by_role("button", name="Corriger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Igor Kupchishin")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status").first).to_contain_text("annulée")


def test_dates_and_places_are_put_right_by_keys_alone(open_as: Callable[..., Page], article: dict[str, Any]) -> None:
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    card = first_card(page, article)
    page.keyboard.press("j")
    page.keyboard.press("c")
    days = card.get_by_label("Dates des faits")
    days.focus()
    page.keyboard.type("8-10 sept. 2018")
    expect(card.locator(".read").nth(1)).to_have_text("du 8 au 10 septembre 2018")
    place = card.get_by_role("combobox", name="Lieu des faits")
    place.focus()
    page.keyboard.type("Idle")
    expect(card.locator("[role=option]").first).to_contain_text("Syrie")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(place).to_have_value("Idlib")
    page.keyboard.press("Enter")
    expect(card.locator(".facts")).to_contain_text("Idlib")
    expect(card.locator(".facts")).to_contain_text("10 septembre 2018")
