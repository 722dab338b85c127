"""A text in parts is read on by the same key; on paper nothing is folded away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.presenters.passages import PAGE_LENGTH
from tests.browser.conftest import Newsroom
from tests.browser.keys import keys

FIRST = "La digue tiendra, a déclaré la préfète Anne Morvane."
LAST = "Elle cédera, a averti l’ingénieure Maud Kerbrat."
UNSEEN = """() => [...document.querySelectorAll("main details:not([open]) > :not(summary)")]
    .filter(part => part.parentElement.checkVisibility() && !part.checkVisibility())
    .filter(part => getComputedStyle(part).display !== "none").map(part => part.outerHTML.slice(0, 200))"""


@pytest.mark.usefixtures("no_mouse")
def test_the_next_part_comes_by_the_same_key(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    text = "\n\n".join([FIRST, *["x" * 299] * (PAGE_LENGTH // 300), LAST])
    article = newsroom.post(outlet="Le Feuilleton", title="En deux parties", text=text, language="fr")
    page = open_as("analyst")
    page.goto(f"/articles/{article['id']}/")
    keys(page, "j", "j")
    expect(page.locator(".pages a[rel=next]")).to_be_focused()
    keys(page, "k")
    expect(page.locator(".card.current")).to_contain_text("Anne Morvane")
    keys(page, "j", "j")
    expect(page.locator(".card.current")).to_contain_text("Maud Kerbrat")
    keys(page, "j")
    expect(page.locator(".cards-end button")).to_be_focused()
    keys(page, "k", "k", "k")
    expect(page.locator(".card.current")).to_contain_text("Anne Morvane")


def test_what_is_folded_is_printed(open_as: Callable[..., Page]) -> None:
    page = open_as("lead")
    page.goto("/claims/1/")
    assert page.evaluate(UNSEEN) != []
    page.emulate_media(media="print")
    assert page.evaluate(UNSEEN) == []
