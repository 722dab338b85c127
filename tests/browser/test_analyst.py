"""The analyst's path, with the mouse, without JavaScript, and on the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom

ARTICLE = "Hydrolest dément tout sabotage et porte plainte"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_sign_in_to_linked_evidence(scripts: bool, open_as: Callable[..., Page]) -> None:
    page = open_as("analyst", java_script_enabled=scripts)
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name=ARTICLE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(ARTICLE)
    page.locator(".mark-number").nth(1).click()
    card = page.locator(".card").nth(1)
    expect(card.get_by_role("button", name="Valider")).to_be_visible()
    card.locator(".card-who a").click()
    expect(page.locator(".passage mark").first).to_be_visible()

    if not page.get_by_label("Adresse").is_visible():
        page.locator("#link > summary").click()
    page.get_by_label("Source de vérification").select_option(index=1)
    page.get_by_label("Adresse").fill(f"https://exemple.example/{scripts}")
    page.get_by_label("contredit").check()
    page.get_by_label("Mots cités").fill("Les capteurs n’ont pas été touchés.")
    page.get_by_role("button", name="Lier cet élément").click()
    expect(page.get_by_role("status").first).to_contain_text("L’élément de vérification est lié.")
    expect(page.locator(".evidence").last).to_contain_text("Les capteurs n’ont pas été touchés.")
    expect(page.locator(".evidence").last.locator(".stance")).to_have_text("contredit")

    page.locator(".menu summary").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()
    page.goto("/claims/")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()


def test_evidence_that_is_wrong_is_named_and_what_was_typed_stays(open_as: Callable[..., Page]) -> None:
    page = open_as("analyst", java_script_enabled=False)
    page.goto("/claims/1/")
    if not page.get_by_label("Adresse").is_visible():
        page.locator("#link > summary").click()
    page.get_by_label("Adresse").fill("pas une adresse")
    page.get_by_label("Source de vérification").select_option(index=1)
    page.get_by_label("confirme").check()
    page.get_by_role("button", name="Lier cet élément").click()
    expect(page.get_by_label("Adresse")).to_have_value("pas une adresse")
    expect(page.get_by_label("Adresse")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_url_error")).to_be_visible()


def test_walking_deciding_and_undoing_on_the_keyboard(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    text = "Le pont fermera, a annoncé la préfète Anne Morvane.\n\nSelon la mairie, les travaux coûteraient cher."
    article = newsroom.post(outlet="Le Clavier", title="Au clavier", text=text, language="fr")
    first, second = sorted(article["claims"], key=lambda claim: claim["spans"])
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    page.keyboard.press("j")
    expect(page.locator(f"#claim-{first['id']}")).to_be_focused()
    expect(page.locator(f"#claim-{first['id']} .card-more")).to_be_visible()
    expect(page.locator(".text mark.on")).to_have_text("Le pont fermera")
    page.keyboard.press("v")  # accept and go on
    expect(page.locator(f"#claim-{first['id']}")).to_contain_text("validée")
    expect(page.locator(f"mark[data-claim='{first['id']}']")).to_have_class("lane-0 state-accepted")
    expect(page.locator(f"#claim-{second['id']}")).to_be_focused()
    expect(page.locator("#at")).to_have_text("2")
    expect(page.get_by_role("status").first).to_contain_text("L’affirmation est maintenant")
    page.keyboard.press("u")  # what was just done, though the next claim is shown
    expect(page.locator(f"#claim-{first['id']}")).to_contain_text("suggestion")
    expect(page.locator(f"#claim-{first['id']}")).to_be_focused()
    page.keyboard.press("x")  # asks why; Escape leaves it, Enter skips it
    why = page.locator(f"#claim-{first['id']} input[name=why]")
    expect(why).to_be_focused()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    expect(page.locator(f"#claim-{first['id']} summary")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.type("vx hors sujet")
    page.keyboard.press("Enter")
    expect(page.locator(f"#claim-{first['id']}")).to_contain_text("écartée")
    expect(page.locator(f"#claim-{second['id']}")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".card.current")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator(f"#claim-{first['id']}").get_by_role("combobox", name="Locuteur")).to_be_focused()


def test_marks_are_reached_by_tab_and_opened_by_enter(open_as: Callable[..., Page]) -> None:
    page = open_as("analyst")
    page.goto("/articles/1/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('mark-number')"):
            break
    number = page.evaluate("document.activeElement.dataset.claim")
    assert number, "no mark among the first stops"
    page.keyboard.press("Enter")
    expect(page.locator(f"#claim-{number}")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card').dataset.claim") == number


def test_keys_are_silent_in_fields_listed_and_can_be_switched_off(
    open_as: Callable[..., Page], newsroom: Newsroom
) -> None:
    page = open_as("analyst")
    page.goto("/claims/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("g a")
    expect(page.locator("#find")).to_have_value("g a")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.get_by_role("button", name="Fermer").click()
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page).to_have_url(f"{newsroom.address}/claims/")
    page.reload()
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.locator("h1")).to_be_visible()
    expect(page).to_have_url(f"{newsroom.address}/claims/")
    page.locator(".menu summary").click()
    page.locator("[data-open=keys]").click()
    expect(page.locator("#keys-on")).not_to_be_checked()
    page.locator("#keys-on").check()
    page.get_by_role("button", name="Fermer").click()
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/articles/")


def test_on_a_phone_the_card_is_a_sheet_that_can_be_closed(open_as: Callable[..., Page]) -> None:
    page = open_as("analyst", viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto("/articles/1/")
    page.locator(".mark-number").first.click()
    card = page.locator(".card").first
    box = card.bounding_box()
    assert box and box["y"] + box["height"] == pytest.approx(844, abs=2) and box["width"] == 390
    card.get_by_role("link", name="Fermer").click()
    assert card.evaluate("card => getComputedStyle(card).position") == "static"
