"""On the keyboard alone: forms sent by Ctrl and Enter, where the focus goes, and everything found by its name."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom
from tests.browser.keys import keys, tab_to

pytestmark = pytest.mark.usefixtures("no_mouse")
TEXT = "Le viaduc est usé, a déclaré l’ingénieur Paul Tessandier. Il tiendra, selon la mairie de Corvenne."


def test_a_comment_is_sent_and_corrected(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Formulaire", title="Un mot", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto(f"/claims/{article['claims'][0]['id']}/")
    tab_to(page, ".comment-form textarea", key="Shift+Tab")
    page.keyboard.type("Deux lignes")
    keys(page, "Enter")  # a line, not the end of it
    page.keyboard.type("et une autre.")
    keys(page, "ControlOrMeta+Enter")
    said = page.locator(".comment")
    expect(said).to_have_count(1)
    expect(said.locator(".comment-text")).to_have_text("Deux lignes\net une autre.", use_inner_text=True)
    tab_to(page, ".comment-moves a", key="Shift+Tab")
    keys(page, "Enter")
    page.wait_for_url("**/comments/*/")
    tab_to(page, "main textarea")
    keys(page, "ControlOrMeta+a")
    page.keyboard.type("Une seule.")
    keys(page, "ControlOrMeta+Enter")
    expect(page.locator(".comment .comment-text").first).to_have_text("Une seule.")
    tab_to(page, ".in-queue .asks:has(select) summary", key="Shift+Tab")
    keys(page, "Enter")
    expect(page.locator(".in-queue .asks select")).to_be_focused()
    keys(page, "Escape")
    expect(page.locator(".in-queue .asks select")).to_be_hidden()


def test_evidence_is_sent_from_whichever_field_one_is_in(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Formulaire", title="Un élément", text=f"{TEXT} Fin.", language="fr")
    page = open_as("analyst")
    page.goto(f"/claims/{article['claims'][0]['id']}/")
    keys(page, "e")
    expect(page.get_by_label("Adresse")).to_be_focused()
    page.keyboard.insert_text("https://viaduc.example/avis")
    tab_to(page, "input[name=stance]")
    keys(page, "Space")
    tab_to(page, "input[name=propose]")
    page.keyboard.type("Avis du viaduc")
    tab_to(page, "textarea[name=note]")
    page.keyboard.type("Mesures de mai.")
    keys(page, "ControlOrMeta+Enter")
    expect(page.get_by_role("status").first).to_contain_text("L’élément de vérification est lié")
    expect(page.locator(".evidence")).to_contain_text("Mesures de mai.")


def test_after_the_last_claim_the_focus_leads_to_the_next_of_the_queue(
    open_as: Callable[..., Page], newsroom: Newsroom
) -> None:
    article = newsroom.post(outlet="Le Formulaire", title="Le dernier", text=f"{TEXT} Voilà.", language="fr")
    newsroom.post(outlet="Le Formulaire", title="Et après", text=f"{TEXT} Voilà tout.", language="fr")
    claims = article["claims"]
    assert len(claims) == 2
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    keys(page, "j")
    expect(page.locator(f"#claim-{claims[0]['id']}")).to_be_focused()
    keys(page, "v")
    expect(page.locator(f"#claim-{claims[1]['id']}")).to_be_focused()
    keys(page, "v")
    expect(page.locator(f"#claim-{claims[1]['id']}")).to_contain_text("validée")
    expect(page.locator(".cards-end button")).to_be_focused()
    keys(page, "Enter")
    page.wait_for_url(lambda url: "/articles/" in url and f"/articles/{article['id']}/" not in url)


def test_the_palette_leads_to_everything_that_has_a_name(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="La Palette", title="Le barrage de Monterval", text=PALETTE, language="fr")
    claim = article["claims"][0]
    page = open_as("analyst")
    page.goto("/cases/new/")
    tab_to(page, "#id_title")
    page.keyboard.type("Barrage de Monterval, 2024")
    keys(page, "ControlOrMeta+Enter")
    page.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[1].isdigit())
    case = page.url
    for words, kind, address in (
        ("Oriane Vastel", "acteur", f"**/actors/{claim['speaker_id']}/"),
        ("barrage de Monterval", "article", f"**/articles/{article['id']}/"),
        ("fissures Monterval", "affirmation", f"**/claims/{claim['id']}/"),
        ("barrage de Monterval", "dossier", case),
    ):
        page.goto("/sources/")
        keys(page, "Control+k")
        page.keyboard.type(words)
        wanted = page.locator("#palette [role=option]").filter(has=page.get_by_text(kind, exact=True)).first
        expect(wanted).to_be_visible()
        for _ in range(30):
            if wanted.get_attribute("aria-selected") == "true":
                break
            keys(page, "ArrowDown")
        keys(page, "Enter")
        page.wait_for_url(address)


PALETTE = "Le barrage de Monterval a des fissures, a déclaré la géologue Oriane Vastel."
