"""All claims of an article reviewed by keys alone: accepted, rejected, words and speaker put right, one added."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom
from tests.browser.keys import keys, tab_to

TEXT = (
    "Le pont fermera lundi, a annoncé la préfète Anne Morvane.\n\n"
    "Selon la mairie, les travaux coûteraient cher.\n\n"
    "« Les câbles 🌉 sont usés », a déclaré l’ingénieur Paul Tessandier. Un vrai « désastre », vraiment."
)


def claims_of(newsroom: Newsroom, article: dict[str, Any]) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = newsroom._api(f"claims/?article={article['id']}")["results"]
    return answer


@pytest.mark.usefixtures("no_mouse")
def test_all_claims_of_an_article(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Clavier", title="Tout au clavier", text=TEXT, language="fr")
    first, second, third = article["claims"]
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")

    keys(page, "j", "m")  # put the words of the first right: without its first word and its last
    hint = page.locator("#words-bar [data-hint=range]")
    expect(hint).to_be_visible()
    assert page.evaluate("getSelection().toString()") == first["allegation"]
    keys(page, "ArrowRight", "Shift+ArrowLeft")
    assert page.evaluate("getSelection().toString()") == "pont fermera"
    keys(page, "v")  # keep and accept, on to the next
    expect(page.locator(f"#claim-{second['id']}.current")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Correction enregistrée")
    keys(page, "x", "Enter")  # reject, without a reason
    expect(page.locator(f"#claim-{second['id']}")).to_contain_text("écartée")
    card = page.locator(f"#claim-{third['id']}")
    expect(card).to_be_focused()
    keys(page, "c")  # put the speaker right
    speaker = card.get_by_role("combobox", name="Locuteur")
    expect(speaker).to_be_focused()
    keys(page, "ControlOrMeta+a")
    page.keyboard.type("Pauline Tessandier")
    keys(page, "Enter")
    expect(card.locator(".card-who")).to_have_text("Pauline Tessandier")
    expect(card).to_be_focused()
    keys(page, "v")
    expect(card).to_contain_text("validée")

    keys(page, "n")  # add one: the cursor starts after the claim that is open
    expect(page.locator("#words-bar [data-hint=cursor]")).to_be_visible()
    for _ in range(20):
        if page.evaluate("getSelection().toString()") == "vrai":
            break
        keys(page, "ArrowRight")
    keys(page, "Shift+ArrowRight")
    assert page.evaluate("getSelection().toString()") == "vrai « désastre"
    keys(page, "Enter")
    speaker = page.locator("#adding [name=speaker]")
    expect(speaker).to_be_focused()
    expect(speaker).to_have_value("Pauline Tessandier")
    expect(page.locator("#adding [name=kind]")).to_have_value("mixed")
    keys(page, "Enter")
    expect(page.get_by_role("status").first).to_contain_text("L’affirmation est ajoutée")
    expect(page.locator(".card.current")).to_contain_text("ajoutée à la main")

    now = {claim["allegation"]: claim["state"] for claim in claims_of(newsroom, article)}
    assert now == {
        "pont fermera": "accepted",
        second["allegation"]: "rejected",
        third["allegation"]: "accepted",
        "vrai « désastre": "accepted",
    }
    keys(page, "u")  # what was added is taken back
    expect(page.get_by_role("status").first).to_contain_text("L’affirmation est maintenant")
    assert claims_of(newsroom, article)[-1]["state"] == "rejected"


def test_words_chosen_with_the_mouse_and_escape(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Clavier", title="À la souris", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/#claim-{article['claims'][0]['id']}")
    page.locator(".text mark").last.dblclick(position={"x": 40, "y": 8})
    bar = page.locator("#words-bar")
    expect(bar.get_by_role("button", name="Ajouter comme affirmation")).to_be_visible()
    expect(bar.get_by_role("button", name="Prendre pour l’affirmation 3")).to_be_visible()
    keys(page, "n")
    expect(page.locator("#adding [name=words]")).not_to_have_value("")
    page.locator("#adding [data-leave]").click()
    expect(page.locator("#adding form")).to_have_count(0)
    keys(page, "n")
    expect(bar).to_be_visible()
    keys(page, "ArrowDown", "ArrowUp", "Shift+ArrowDown", "Escape")
    expect(bar).to_be_hidden()


def test_what_is_wrong_in_the_form_is_named_in_place(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Clavier", title="De travers", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    keys(page, "n", "Enter")
    page.locator("#adding [name=words]").fill("absent de ce texte")
    page.locator("#adding [name=speaker]").press("Enter")
    expect(page.locator("#adding [name=words]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#adding [name=words]")).to_have_value("absent de ce texte")


def test_two_people_on_one_claim(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Clavier", title="À deux", text=TEXT, language="fr")
    claim = page_id = article["claims"][0]["id"]
    one, other = open_as("analyst"), open_as("lead")
    for page in (one, other):
        page.goto(f"/articles/{article['id']}/#claim-{page_id}")
    keys(one, "v")
    expect(one.locator(f"#claim-{claim}")).to_contain_text("validée")
    keys(other, "x")
    other.keyboard.type("hors sujet")
    keys(other, "Enter")
    notice = other.locator(f"#claim-{claim} .conflict")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("a validé l’extraction")
    expect(notice.get_by_label("Pourquoi")).to_have_value("hors sujet")
    notice.get_by_role("button", name="Écarter quand même").press("Enter")
    expect(other.locator(f"#claim-{claim}")).to_contain_text("écartée")
    assert claims_of(newsroom, article)[0]["state"] == "rejected"


@pytest.mark.usefixtures("no_mouse")
def test_a_correction_typed_while_somebody_else_decides(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="Le Clavier", title="À deux encore", text=f"{TEXT} Fin.", language="fr")
    claim = article["claims"][0]["id"]
    one, other = open_as("lead"), open_as("analyst")
    for page in (one, other):
        page.goto(f"/articles/{article['id']}/#claim-{claim}")
    card = other.locator(f"#claim-{claim}")
    speaker = card.get_by_role("combobox", name="Locuteur")
    keys(other, "c")
    expect(speaker).to_be_focused()
    keys(other, "ControlOrMeta+a")
    other.keyboard.type("Annick Morvane")
    keys(one, "v")
    expect(one.locator(f"#claim-{claim}")).to_contain_text("validée")
    keys(other, "Enter")
    expect(card.locator(".conflict")).to_be_focused()
    expect(card.locator(".conflict")).to_contain_text("a validé l’extraction")
    expect(speaker).to_have_value("Annick Morvane")  # nothing that was typed is lost
    assert claims_of(newsroom, article)[0]["speaker_name"] == "Anne Morvane"
    tab_to(other, f"#claim-{claim} [name=speaker]")
    keys(other, "Enter")
    expect(card.locator(".card-who")).to_have_text("Annick Morvane")
    expect(card).to_contain_text("validée")


def test_the_queue_and_the_palette_on_the_keyboard(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    page = open_as("analyst")
    page.goto("/queue/?view=mine")
    mine = page.locator(".walk-lines .line").count()
    page.goto("/sources/")
    keys(page, "g", "q")
    page.wait_for_url("**/queue/")
    keys(page, "j", "j", "k")
    first = page.locator(".walk-lines .line-what a").first
    expect(first).to_be_focused()
    keys(page, "s")
    page.wait_for_url("**/articles/**")
    expect(page.locator(".card.current")).to_have_count(1)
    page.goto("/queue/?view=mine")
    expect(page.locator(".walk-lines .line")).to_have_count(mine + 1)

    keys(page, "Control+k")
    field = page.locator("#palette-field")
    expect(field).to_be_focused()
    page.keyboard.type("hydrolest")
    option = page.locator("#palette [role=option]", has_text="Hydrolest dément")
    expect(option.first).to_be_visible()
    keys(page, "Escape")
    expect(page.locator("#palette")).to_be_hidden()
    keys(page, "Control+k")
    page.keyboard.type("profil")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Profil")
    keys(page, "Enter")
    page.wait_for_url("**/account/profile/")
