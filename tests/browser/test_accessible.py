"""axe-core finds nothing on any page of ours, light and dark, on a desk and on a phone; nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {
    "stranger": [
        "/account/sign-in/",
        "/account/reset/",
        "/account/reset/sent/",
        "/account/reset/x/y/",
        "/account/reset/done/",
    ],
    "lead": [
        "/",
        "/?days=365",
        "/articles/",
        "/articles/?q=absolument+introuvable",
        "/articles/new/",
        "/articles/1/",
        "/articles/2/#claim-{claim}",
        "/articles/1/?rejected=1",
        "/articles/1/add/",
        "/articles/1/withdraw/",
        "/articles/1/correct/",
        "/queue/",
        "/queue/?view=opinion",
        "/claims/",
        "/map/",
        "/map/?at=48,2&zoom=4",
        "/claims/?stated_after=hier",
        "/claims/{claim}/",
        "/claims/{claim}/#link",
        "/claims/{claim}/correct/",
        "/claims/{claim}/words/",
        "/evidence/1/withdraw/",
        "/claims/{claim}/story/",
        "/stories/",
        "/stories/?q=absolument+introuvable",
        "/stories/1/",
        "/stories/1/describe/",
        "/stories/1/merge/",
        "/stories/1/verdict/",
        "/cases/",
        "/cases/?closed=1",
        "/cases/new/",
        "{case}",
        "{case}describe/",
        "{verdict}confirm/",
        "/verdicts/",
        "/verdicts/?state=stale",
        "/sources/",
        "/sources/1/",
        "/notices/",
        "/claims/{claim}/#discussion",
        "/account/profile/",
        "/account/password/",
        "/account/password/done/",
        "/nothing/here/",
    ],
    "admin": ["/"],
    "analyst": ["/articles/1/withdraw/"],
}
SCREENS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


def faults(page: Page, rules: dict[str, Any] = STANDARDS) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return found


def test_axe_finds_what_is_wrong(open_as: Callable[..., Page]) -> None:
    page = open_as("stranger")
    page.set_content("<html><body><img src='x'><input><p style='color: #eee; background: #fff'>blanc</p></body></html>")
    assert {"image-alt", "label"} <= {fault["id"] for fault in faults(page)}
    assert [fault["id"] for fault in faults(page, COLOURS)] == ["color-contrast"]


def a_case(page: Page) -> str:
    """Return the address of a new case with a story and a note."""
    page.goto("/cases/new/?story=2")
    page.get_by_label("Titre").fill("Le barrage")
    page.get_by_role("button", name="Ouvrir le dossier").click()
    page.get_by_role("textbox", name="Note").fill("Appeler le ministère.")
    page.get_by_role("button", name="Ajouter la note").click()
    return page.url.split("#")[0]


def a_verdict(page: Page) -> str:
    """Return the address of the verdict proposed on a story, proposed now where there is none yet."""
    page.goto("/stories/1/#verdict")
    if not page.locator(".verdict").count():
        page.goto("/stories/1/verdict/")
        page.get_by_label("Non établi").check()
        page.get_by_label("Raisons").fill("Rien ne le confirme.")
        page.get_by_role("button", name="Proposer").click()
    mark = page.locator(".verdict").first.get_attribute("id") or ""
    return f"/verdicts/{mark.removeprefix('verdict-')}/"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("role", PAGES)
def test_every_page(role: str, screen: str, open_as: Callable[..., Page]) -> None:
    """Everything in light; in dark, where only colours differ, the rules on colours."""
    page = open_as(role, viewport=SCREENS[screen], color_scheme="light", reduced_motion="reduce")
    claim, made = "", ("", "")
    if role == "lead":
        page.goto("/articles/2/")
        claim = page.locator(".card").first.get_attribute("data-claim") or ""
        made = a_case(page), a_verdict(open_as("analyst"))
    found = []
    for path in PAGES[role]:
        page.emulate_media(color_scheme="light")
        page.goto(path.format(claim=claim, case=made[0], verdict=made[1]))
        # What has scrolled half under the bar that stays on top is cut there, not small: here the bar scrolls too.
        page.evaluate("document.querySelector('.top').style.position = 'static'")
        wrong = faults(page)
        page.emulate_media(color_scheme="dark")
        wrong += faults(page, COLOURS)
        found += [(path, fault["id"], [node["html"][:200] for node in fault["nodes"][:3]]) for fault in wrong]
        if page.evaluate("document.documentElement.scrollWidth") > SCREENS[screen]["width"]:
            found.append((path, "scrolls sideways", []))
    assert found == []
