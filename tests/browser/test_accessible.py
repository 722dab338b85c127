"""axe-core finds nothing on any page of ours, light and dark, on a desk and on a phone; nothing scrolls sideways; every
page is light: five requests and 150 kB at most, all from here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Newsroom
from tests.browser.walked import NOT_PAGES, PARTS
from tests.claimtrack.test_pages import PAGES as TABLE

TEXT = "La digue tiendra, a déclaré la préfète Anne Morvane."
# Only what is wrong is asked for, which halves the time; nothing of ours is loaded from elsewhere.
QUICK = {"resultTypes": ["violations"], "preload": False}
STANDARDS = QUICK | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCREENS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


MOST_REQUESTS = 5
MOST_BYTES = 150_000

COLOURS = QUICK | {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN = "options => axe.run(options).then(found => found.violations)"


def faults(page: Page, rules: dict[str, Any] = STANDARDS) -> list[dict[str, Any]]:
    """Return what axe finds on the page as it is; axe itself comes into each page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
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


def a_case(page: Page) -> dict[str, str]:
    """Return a new case with a story and a note."""
    page.goto("/cases/new/?story=2")
    page.get_by_label("Titre").fill("Le barrage")
    page.get_by_role("button", name="Ouvrir le dossier").click()
    page.get_by_role("textbox", name="Note").fill("Appeler le ministère.")
    page.get_by_role("button", name="Ajouter la note").click()
    note = page.locator("a[href*='/notes/']").first.get_attribute("href") or ""
    return {"case": number(page.url), "note": number(note)}


def a_bulk(page: Page, *, done: bool) -> str:
    """Return a tag for two claims that is to be confirmed, or is done."""
    page.goto("/claims/")
    for box in page.locator("input[name=claim]").all()[:2]:
        box.check()
    page.locator("button[value=tag]").click()
    page.wait_for_url("**/bulk/**")
    if done:
        page.locator("main form [name=tag]").fill("Barrage")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Fait pour 2 affirmations")).to_be_visible()
    return number(page.url)


def a_comment(page: Page, claim: str) -> str:
    page.goto(f"/claims/{claim}/")
    page.get_by_label("Commentaire").fill("Vu.")
    page.get_by_label("Commentaire").press("ControlOrMeta+Enter")
    return number(page.locator(".comment-moves a").first.get_attribute("href") or "")


def a_verdict(page: Page) -> str:
    """Return the verdict proposed on a story, proposed now where there is none yet."""
    page.goto("/stories/1/#verdict")
    if not page.locator(".verdict").count():
        page.goto("/stories/1/verdict/")
        page.get_by_label("Non établi").check()
        page.get_by_label("Raisons").fill("Rien ne le confirme.")
        page.get_by_role("button", name="Proposer").click()
    return (page.locator(".verdict").first.get_attribute("id") or "").removeprefix("verdict-")


def number(address: str) -> str:
    """Return the number in an address."""
    return next(part for part in urlsplit(address).path.split("/") if part.isdecimal())


def made(part: str, page: Page, open_as: Callable[..., Page]) -> dict[str, str]:
    """Return what the addresses of this part name, made now."""
    if part == "stranger":
        return {}
    page.goto("/articles/2/")
    claim = page.locator(".card").first.get_attribute("data-claim") or ""
    if part == "reading":
        return {"claim": claim}
    bulks = {"bulk": a_bulk(page, done=False), "done": a_bulk(page, done=True)}
    verdict = a_verdict(open_as("analyst"))
    return {"claim": claim, "comment": a_comment(page, claim), "verdict": verdict} | bulks | a_case(page)


def wrong_here(page: Page) -> list[tuple[str, Any]]:
    """Return what is wrong with the page as it is: all rules in light, those on colours in dark, on both screens."""
    found: list[tuple[str, Any]] = []
    # What has scrolled half under the bar that stays on top is cut there, not small: here the bar scrolls too.
    page.evaluate("for (const bar of document.querySelectorAll('.top')) bar.style.position = 'static'")
    for scheme, rules in (("light", STANDARDS), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for screen, size in SCREENS.items():
            page.set_viewport_size(size)  # type: ignore[arg-type]
            nodes = [
                (fault["id"], [node["html"][:200] for node in fault["nodes"][:3]]) for fault in faults(page, rules)
            ]
            found += [(f"{screen}, {scheme}", fault) for fault in nodes]
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                found.append((screen, "scrolls sideways"))
    page.set_viewport_size(SCREENS["desk"])  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_page(part: str, open_as: Callable[..., Page]) -> None:
    found, names = [], None
    for role, paths in PARTS[part].items():
        page = open_as(role, viewport=SCREENS["desk"], color_scheme="light", reduced_motion="reduce")
        names = made(part, page, open_as) if names is None else names
        weight = Weight(page)
        for path in paths:
            found += [(path, why) for why in weight.open(page, path.format(**names))]
            found += [(path, why) for why in wrong_here(page)]
    assert found == []


def test_what_opens_in_place_and_what_goes_wrong(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    """A form in a card, a conflict in it, the list of keys, a form out of date."""
    page = open_as("analyst", viewport=SCREENS["desk"], reduced_motion="reduce")
    found = []
    page.goto(f"/articles/{newsroom.post(outlet='Le Contrôle', title='À deux', text=TEXT, language='fr')['id']}/")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("form.correction")).to_be_visible()
    found += wrong_here(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.keyboard.press("v")
    expect(other.locator("#told")).to_contain_text("extraction validée")
    other.close()
    page.locator("[name=speaker]").fill("Quelqu’un")
    page.locator("form.correction button.primary").click()
    expect(page.locator(".conflict")).to_be_visible()
    found += wrong_here(page)
    page.keyboard.press("?")
    page.locator("#keys [data-own-change]").click()
    expect(page.locator("#keys .own-key").first).to_be_focused()
    found += wrong_here(page)
    page.goto("/account/profile/")
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("périmé")
    found += wrong_here(page)
    assert found == []


def test_every_page_is_walked_or_says_why_not() -> None:
    names = dict.fromkeys(("claim", "comment", "case", "note", "verdict", "bulk", "done"), "1")
    paths = [path.format(**names) for opened in PARTS.values() for pages in opened.values() for path in pages]
    walked = {resolve(urlsplit(path).path).url_name for path in paths if path != "/nothing/here/"}
    gets = {name for name, (method, _who) in TABLE.items() if method == "get" and not name.startswith("admin:")}
    assert gets - walked - set(NOT_PAGES) == set()
    assert set(NOT_PAGES) - (gets - walked) == set()
