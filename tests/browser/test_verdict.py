"""On the keyboard alone: evidence, claims put together, and a verdict signed by two people."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom
from tests.browser.keys import tab_to

pytestmark = pytest.mark.usefixtures("no_mouse")
TEXTS = {
    "Le Clavier du matin": "Le tunnel de Brassac fermera en mai, a annoncé la préfète Anne Morvane.",
    "Le Clavier du soir": "Le tunnel de Brassac restera fermé en mai, a répété Anne Morvane.",
}


def story_of(newsroom: Newsroom) -> tuple[int, int]:
    """Return the ids of two new claims that allege the same thing."""
    posted = [newsroom.post(outlet=outlet, text=text, language="fr") for outlet, text in TEXTS.items()]
    first, second = (article["claims"][0]["id"] for article in posted)
    return first, second


def test_evidence_stories_and_a_verdict_by_two_people(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    first, second = story_of(newsroom)
    page = open_as("analyst")
    link_a_piece(page, first)
    put_together(page, first, second)
    propose(page)
    address = page.url.split("#")[0]
    sign(open_as("lead"), address)
    page.goto(f"/claims/{second}/")
    expect(page.locator("#verdict .verdict.is-published")).to_contain_text("Contredit par les faits")


def link_a_piece(page: Page, claim: int) -> None:
    page.goto(f"/claims/{claim}/")
    page.keyboard.press("e")
    page.keyboard.type("https://exemple.example/releve")
    tab_to(page, "[name=stance]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=source]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=quote]")
    page.keyboard.type("Fermé en mars.")
    tab_to(page, "#link .primary")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .evidence")).to_have_count(1)


def put_together(page: Page, first: int, second: int) -> None:
    page.goto(f"/claims/{second}/")
    page.keyboard.press("r")
    page.wait_for_url(f"**/claims/{second}/story/")
    page.wait_for_function("document.activeElement.name === 'q'")
    page.keyboard.type("tunnel Brassac")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=tunnel**")
    tab_to(page, "form[method=post] button.small")
    page.keyboard.press("Enter")
    expect(page.locator("#story .siblings li")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("#story .siblings li")).to_have_count(0)
    page.goto(f"/claims/{second}/story/?q=tunnel")
    tab_to(page, "form[method=post] button.small")
    page.keyboard.press("Enter")
    expect(page.locator("#story .siblings li")).to_have_count(1)


def test_taking_a_verdict_back_begins_with_why(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    text = "Le viaduc de Sorbiers rouvrira en juin, a annoncé le maire Paul Varenne."
    article = newsroom.post(outlet="Le Clavier de nuit", text=text, language="fr")
    page = open_as("analyst")
    page.goto(f"/claims/{article['claims'][0]['id']}/")
    page.keyboard.press("p")
    page.wait_for_url("**/verdict/")
    tab_to(page, "[name=rating]")
    for _ in range(3):  # "not established": it asks for no evidence
        page.keyboard.press("ArrowDown")
    tab_to(page, "[name=reasons]")
    page.keyboard.type("Rien ne le montre.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict.is-proposed")).to_be_visible()
    page.goto(page.get_by_role("link", name="Renvoyer").get_attribute("href") or "")
    expect(page.locator("[name=note]")).to_be_focused()
    page.keyboard.type("Trop court.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/stories/**")
    expect(page.locator("#verdict .empty")).to_be_visible()


def propose(page: Page) -> None:
    page.keyboard.press("p")
    page.wait_for_url("**/verdict/")
    tab_to(page, "[name=rating]")
    for _ in range(4):  # the fifth of the scale
        page.keyboard.press("ArrowDown")
    tab_to(page, "[name=reasons]")
    page.keyboard.type("Le relevé le contredit.")
    tab_to(page, "main .primary")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict.is-proposed")).to_contain_text("Contredit par les faits")
    expect(page.get_by_role("link", name="Confirmer")).to_have_count(0)


def sign(page: Page, story: str) -> None:
    page.goto("/verdicts/?state=proposed")
    tab_to(page, f"a[href^='{story[story.index('/stories/') :]}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/**")
    for step in ("confirmed", "published"):
        page.keyboard.press("y")
        page.wait_for_url("**/verdicts/**")
        expect(page.locator("main .primary")).to_be_focused()
        page.keyboard.press("Control+Enter")
        expect(page.locator(f".verdict.is-{step}").first).to_be_visible()
