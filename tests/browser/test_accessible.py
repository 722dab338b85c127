"""axe-core finds nothing on any page of ours, light and dark, on a desk and on a phone; nothing scrolls sideways; every
page is light: five requests and 150 kB at most, all from here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

# Only what is wrong is asked for, which halves the time; nothing of ours is loaded from elsewhere.
QUICK = {"resultTypes": ["violations"], "preload": False}
STANDARDS = QUICK | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
        "/evidence/1/correct/",
        "/evidence/1/seen/",
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
        "/actors/",
        "/actors/1/",
        "/actors/1/correct/",
        "/actors/1/merge/",
        "/actors/1/split/",
        "/searches/",
        "{bulk}",
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


MOST_REQUESTS = 5
MOST_BYTES = 150_000

COLOURS = QUICK | {"runOnly": ["color-contrast", "link-in-text-block"]}


def faults(page: Page, rules: dict[str, Any] = STANDARDS) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return found


class Weight:
    """What a page asks for, as on somebody's first visit: nothing comes from the browser's cache."""

    def __init__(self, page: Page) -> None:
        self.requests: list[Request] = []
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("request", self.note)

    def note(self, request: Request) -> None:
        self.requests.append(request)

    def open(self, page: Page, path: str) -> list[str]:
        """Open `path` and return what is too much of it; Chromium without a window leaves out the icon."""
        self.requests.clear()
        page.goto("about:blank")  # another #part of the same page would ask for nothing
        page.goto(path)
        asked = [request for request in self.requests if request.url.startswith("http")]
        icons = [link.get_attribute("href") for link in page.locator("link[rel=icon]").all()]
        sizes = [request.sizes() for request in asked]
        weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
        elsewhere = {urlsplit(request.url).netloc for request in asked} - {urlsplit(page.url).netloc}
        wrong = [f"from {host}" for host in elsewhere]
        if len(asked) + len(icons) > MOST_REQUESTS:
            wrong.append(f"{len(asked) + len(icons)} requests")
        if weight > MOST_BYTES:
            wrong.append(f"{weight} bytes")
        return wrong


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


def a_bulk(page: Page) -> str:
    """Return the address of a tag for two claims that is to be confirmed."""
    page.goto("/claims/")
    for box in page.locator("input[name=claim]").all()[:2]:
        box.check()
    page.locator("button[value=tag]").click()
    page.wait_for_url("**/bulk/**")
    return page.url


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
    made = {}
    if role == "lead":
        page.goto("/articles/2/")
        made["claim"] = page.locator(".card").first.get_attribute("data-claim") or ""
        made |= {"case": a_case(page), "bulk": a_bulk(page), "verdict": a_verdict(open_as("analyst"))}
    found = []
    weight = Weight(page)
    for path in PAGES[role]:
        page.emulate_media(color_scheme="light")
        heavy = weight.open(page, path.format(**made))
        found += [(path, why, []) for why in heavy]
        # What has scrolled half under the bar that stays on top is cut there, not small: here the bar scrolls too.
        page.evaluate("for (const bar of document.querySelectorAll('.top')) bar.style.position = 'static'")
        wrong = faults(page)
        page.emulate_media(color_scheme="dark")
        wrong += faults(page, COLOURS)
        found += [(path, fault["id"], [node["html"][:200] for node in fault["nodes"][:3]]) for fault in wrong]
        if page.evaluate("document.documentElement.scrollWidth") > SCREENS[screen]["width"]:
            found.append((path, "scrolls sideways", []))
    assert found == []
