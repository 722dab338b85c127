"""Keys of one's own: chosen in the list of keys, shown on the buttons, put back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom
from tests.browser.keys import keys

TEXT = "La vanne est fermée, a déclaré la préfète Anne Morvane. Elle est ouverte, selon la mairie de Corvenne."


def test_another_key_is_chosen_and_put_back(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="La Touche", title="Autrement", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    keys(page, "?")
    dialog = page.locator("#keys")
    dialog.get_by_role("button", name="Choisir d’autres touches").click()
    accept, status = dialog.locator("[name=v]"), dialog.get_by_role("status")
    accept.fill("x")  # rejects
    expect(status).to_contain_text("déjà")
    accept.fill("f")
    expect(status).to_contain_text("Conservé")
    dialog.get_by_role("button", name="Fermer").click()

    keys(page, "j")
    card = page.locator(".card").first
    expect(card.locator("[data-key=v] kbd")).to_have_text("f")
    keys(page, "m")
    expect(page.locator("#words-bar [data-hint=range]")).to_contain_text(" f ")
    keys(page, "Escape", "v", "f")  # v does nothing any more
    expect(card).to_contain_text("validée")
    keys(page, "k", "u")
    expect(card).not_to_contain_text("validée")
    expect(card.locator("[data-key=v] kbd")).to_have_text("f")  # in what came anew, too

    keys(page, "?")
    dialog.get_by_role("button", name="Remettre toutes les touches").click()
    dialog.get_by_role("button", name="Fermer").click()
    expect(card.locator("[data-key=v] kbd")).to_have_text("v")
