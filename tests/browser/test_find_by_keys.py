"""On the keyboard alone: a search narrowed, kept and opened again; claims chosen, rejected, and all undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom
from tests.browser.keys import keys, tab_to

pytestmark = pytest.mark.usefixtures("no_mouse")
TEXT = (
    "Le viaduc de Sarlande fermera lundi, a annoncé la préfète Anne Morvane.\n\n"
    "Selon la mairie, le viaduc de Sarlande rouvrirait en mai.\n\n"
    "« Le viaduc de Sarlande est usé », a déclaré l’ingénieur Paul Tessandier."
)


@pytest.fixture
def page(open_as: Callable[..., Page], newsroom: Newsroom) -> Page:
    """The claims of an article of their own, found by a word and the mouth that said them."""
    article = newsroom.post(outlet="Le Viaduc", title="Le viaduc", text=TEXT, language="fr")
    assert len(article["claims"]) == 3
    page = open_as("analyst")
    page.goto("/claims/")
    keys(page, "/")
    page.keyboard.type("viaduc Sarlande")
    keys(page, "Enter")
    page.wait_for_url("**q=viaduc**")
    expect(page.locator(".lines .line")).to_have_count(3)
    return page


def test_a_search_is_kept(page: Page) -> None:
    tab_to(page, "#id_state")
    keys(page, "ArrowDown")
    tab_to(page, ".filters button")
    keys(page, "Enter")
    page.wait_for_url("**state=**")
    keys(page, "p")
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("Le viaduc")
    keys(page, "Enter")
    expect(page.get_by_role("status").first).to_contain_text("La recherche est conservée")
    kept = page.locator(".saved", has_text="Le viaduc")
    expect(kept).to_contain_text("viaduc Sarlande")
    expect(kept).to_contain_text("3 affirmations")
    tab_to(page, ".saved .line-what a")
    keys(page, "Enter")
    page.wait_for_url("**/claims/?*viaduc*")


def test_what_was_done_to_many_claims_is_undone(page: Page) -> None:
    keys(page, "j", "i", "j", "i")
    rejecting = page.locator("button[value=reject]")
    expect(rejecting).to_contain_text("(2)")
    keys(page, "x")
    page.wait_for_url("**/bulk/*/")
    expect(page.locator("main textarea")).to_be_focused()
    page.keyboard.type("Hors sujet.")
    tab_to(page, "main .primary")
    keys(page, "Enter")
    expect(page.get_by_text("Fait pour 2 affirmations.")).to_be_visible()
    keys(page, "u")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Annuler")
    expect(page.get_by_text("Fait pour 2 affirmations.")).to_be_visible()

    page.goto("/claims/?q=viaduc+Sarlande")
    expect(page.locator(".line.state-new")).to_have_count(3)
    keys(page, "a", "v")  # the whole page
    expect(page.locator("main .primary")).to_be_focused()
    expect(page.locator("main .primary")).to_contain_text("3 affirmations")
    keys(page, "Enter")
    expect(page.get_by_text("Fait pour 3 affirmations.")).to_be_visible()
    keys(page, "u")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Annuler")
    page.goto("/claims/?q=viaduc+Sarlande")
    expect(page.locator(".line.state-new")).to_have_count(3)
