"""What does not get through is told and sent again; what was typed survives a reload and the end of a session."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Newsroom, sign_in
from tests.browser.keys import keys

TEXT = "La digue cédera, a averti l’ingénieure Maud Kerbrat. Elle tiendra, selon la mairie de Corvenne."


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def answer(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status)


def sign_in_again(page: Page, newsroom: Newsroom, role: str = "analyst") -> None:
    """As somebody does in another tab of the same browser."""
    end_session(page)
    other = page.context.new_page()
    sign_in(other, *newsroom.passwords[role])
    other.close()


def test_a_key_that_fails_says_so_and_is_pressed_again(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="La Coupure", title="Sans réseau", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/#claim-{article['claims'][0]['id']}")
    card = page.locator(f"#claim-{article['claims'][0]['id']}")
    told = page.locator("#told")

    for status, words in ((403, "votre rôle"), (404, "n’existe plus"), (500, "prévenez"), (503, "injoignable")):
        page.route("**/accept/", answer(status))
        keys(page, "v")
        expect(told).to_contain_text(words)
    page.unroute("**/accept/")
    page.context.set_offline(True)
    keys(page, "v")
    expect(told).to_contain_text("Le serveur ne répond pas")
    expect(told.locator(".trouble")).to_have_count(1)
    page.context.set_offline(False)
    told.get_by_role("button", name="Réessayer").click()
    expect(card).to_contain_text("validée")
    expect(told.locator(".trouble")).to_have_count(0)
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)

    end_session(page)
    keys(page, "u")
    expect(told).to_contain_text("votre session a pris fin")
    expect(card).to_contain_text("validée")
    sign_in_again(page, newsroom, "lead")
    told.get_by_role("button", name="Réessayer").click()
    expect(told).to_contain_text("quelqu’un d’autre")
    sign_in_again(page, newsroom)
    keys(page, "u")
    expect(card).not_to_contain_text("validée")


def test_what_was_typed_comes_back_until_it_is_accepted(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="La Coupure", title="Inachevé", text=f"{TEXT} Fin.", language="fr")
    page = open_as("analyst")
    claim = f"/claims/{article['claims'][0]['id']}/"
    field = page.get_by_label("Commentaire")
    draft = page.locator(".draft")
    page.goto(claim)
    field.fill("À vérifier auprès de la préfecture.")
    page.reload()
    expect(field).to_have_value("À vérifier auprès de la préfecture.")
    expect(draft).to_contain_text("Brouillon")
    draft.get_by_role("button", name="Effacer").click()
    expect(field).to_have_value("")
    page.reload()
    expect(draft).to_have_count(0)

    field.fill("La préfecture rappelle lundi.")
    end_session(page)
    keys(page, "ControlOrMeta+Enter")
    page.get_by_label("Nom d’utilisateur").wait_for()
    sign_in(page, *newsroom.passwords["analyst"], back=claim)
    expect(field).to_have_value("La préfecture rappelle lundi.")
    sign_in_again(page, newsroom)  # this page's token is of the session before
    field.focus()
    keys(page, "ControlOrMeta+Enter")
    expect(page.locator(".comment")).to_contain_text("rappelle lundi")
    expect(field).to_have_value("")


def test_signing_out_forgets_drafts_in_every_tab(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    page = open_as("analyst")
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto("/articles/new/")
        tab.get_by_label("Texte").fill("Sous embargo.")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Se déconnecter").click()
    sign_in_again(page, newsroom)
    for tab in (page, other):
        tab.goto("/articles/new/")
        expect(tab.get_by_label("Texte")).to_have_value("")
