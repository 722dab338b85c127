"""Evidence and discussion on the keyboard alone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom
from tests.browser.keys import tab_to
from tests.web import Site

pytestmark = pytest.mark.usefixtures("no_mouse")
TEXT = "Le pont est usé, a déclaré l’ingénieur Paul Tessandier."


def paste_and_look(page: Page, address: str) -> None:
    page.keyboard.press("e")
    expect(page.get_by_label("Adresse")).to_be_focused()
    page.keyboard.insert_text(address)
    page.keyboard.press("Enter")


def link_it(page: Page) -> None:
    tab_to(page, ".form-end button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("L’élément de vérification est lié")


def test_three_pieces_of_evidence_on_the_keyboard(open_as: Callable[..., Page], newsroom: Newsroom, site: Site) -> None:
    article = newsroom.post(outlet="Le Clavier", title="Trois éléments", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto(f"/claims/{article['claims'][0]['id']}/")

    # seen at its address, the source not in the directory: proposed
    paste_and_look(page, site.at("/avis"))
    seen = page.locator("#seen-text")
    expect(seen).to_be_visible()
    assert "Les câbles tiennent." in seen.input_value()
    assert page.get_by_label("Titre de la page").input_value() == "Pont de Corvenne : l’avis technique"
    assert Axe().run(page).response["violations"] == []
    tab_to(page, "#seen-text")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # quote the selected words
    expect(page.get_by_label("Mots cités")).to_be_focused()
    assert "Les câbles tiennent." in page.get_by_label("Mots cités").input_value()
    tab_to(page, "input[name=stance]", key="Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    link_it(page)
    first = page.locator(".evidence").last
    expect(first).to_contain_text("Attend qu’un administrateur accepte la source")
    expect(first.locator(".stance")).to_have_text("contredit")

    # a second page of the site: its source is known by its domain now
    paste_and_look(page, site.page("/releve", words="Le relevé est complet."))
    expect(page.locator("#seen-text")).to_be_visible()
    assert page.get_by_label("Source de vérification").evaluate("field => field.selectedOptions[0].text") == (
        "Registre des ponts"
    )
    tab_to(page, "input[name=stance]")
    page.keyboard.press("Space")
    link_it(page)

    # out of reach: typed by hand
    paste_and_look(page, "http://no-such-name.invalid/rapport")
    expect(page.locator("#link .notice")).to_contain_text("Ouvrez la page vous-même")
    tab_to(page, "input[name=stance]")
    page.keyboard.press("Space")
    tab_to(page, "select[name=source]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "textarea[name=quote]")
    page.keyboard.insert_text("Rien d’anormal.")
    link_it(page)
    expect(page.locator(".evidence")).to_have_count(3)
    expect(page.locator(".evidence").last).to_contain_text("Rien d’anormal.")


def test_somebody_is_mentioned_on_the_keyboard_and_told(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Clavier", title="Un avis", text=f"{TEXT} Vraiment.", language="fr")
    page = open_as("analyst")
    page.goto(f"/claims/{article['claims'][0]['id']}/")
    tab_to(page, ".comment-form textarea")
    lead = newsroom.passwords["lead"][0]
    page.keyboard.type(f"Un avis, @{lead[:3]}")
    expect(page.locator(".mentioning [role=option]").first).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Enter")
    expect(page.locator(".comment-form textarea")).to_have_value(f"Un avis, @{lead} ")
    page.keyboard.type("?")
    tab_to(page, ".comment-form button")
    page.keyboard.press("Enter")
    expect(page.locator(".mention")).to_have_text(f"@{lead}")
    other = open_as("lead")
    other.goto("/notices/")
    tab_to(other, ".notice-open")
    other.keyboard.press("Enter")
    expect(other.locator(".comment:target")).to_contain_text("Un avis")
