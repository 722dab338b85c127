"""A real claimtrack with the sample newsroom, and Chromium in front of it."""

import json
import shutil
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.keys import no_mouse
from tests.running import Running, wait_until
from tests.web import Site, local_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What the browser and htmx say of a request that did not get through; the page says it to people.
REFUSED = ("Failed to load resource", "Response Status Error Code", "htmx:sendError", "htmx:afterRequest")
HERE = Path(__file__).parent
__all__ = ["no_mouse"]  # a fixture


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium browser tests are skipped, and say so."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@dataclass
class Newsroom:
    """A running claimtrack: its address, who can sign in, and a token."""

    address: str
    passwords: dict[str, tuple[str, str]]
    token: str

    def post(self, **fields: Any) -> dict[str, Any]:
        """Post an article as the newsroom's script does, wait for its claims and return it with them."""
        article = self._api("articles/", fields)
        path = f"articles/{article['id']}/"
        wait_until(lambda: self._api(path)["status"] == "extracted", 60, f"claims of {path}")
        claims = self._api(f"claims/?article={article['id']}")["results"]
        return self._api(path) | {"claims": claims}

    def _api(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(f"{self.address}/api/v1/{path}")
        request.add_header("Authorization", f"Token {self.token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
        return answer


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A site of this machine that the newsroom may look at."""
    with local_site() as site:
        yield site


@pytest.fixture(scope="session")
def newsroom(site: Site) -> Iterator[Newsroom]:
    """`manage.py up` with the sample newsroom, on its own servers and port."""
    var = Path(tempfile.mkdtemp(prefix="claimtrack-browser-", dir="/tmp"))
    running = Running(var, arguments=(), environment={"FETCH_ALSO": site.door}).start()
    try:
        running.wait_ready(120)
        running.wait_said("claimtrack is ready", 240)
        sample = json.loads((var / "sample_logins.json").read_text(encoding="utf-8"))
        passwords = {login["role"]: (login["username"], login["password"]) for login in sample["logins"]}
        yield Newsroom(running.address, passwords, sample["token"])
    finally:
        running.stop()
        running.kill_all()
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # While Playwright runs, Django takes the thread for an asynchronous one: so it ends with the module.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium: Browser, newsroom: Newsroom) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a browser signed in as somebody; what the console complains of fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            problems.append(message.text)

    def make(role: str = "analyst", **options: Any) -> Page:
        context = chromium.new_context(base_url=newsroom.address, locale="fr-FR", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: problems.append(str(error)))
        if role != "stranger":
            sign_in(page, *newsroom.passwords[role])
        return page

    yield make
    for context in contexts:
        context.close()
    assert problems == []


def sign_in(page: Page, username: str, password: str, *, back: str = "/") -> None:
    """Sign in at the page that asks for it, there already or opened; `back` is where that leads."""
    if urlsplit(page.url).path != "/account/sign-in/":
        page.goto("/account/sign-in/")
    expect(page.get_by_label("Nom d’utilisateur")).to_be_focused()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: urlsplit(address).path == back)
