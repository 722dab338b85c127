"""Hands on the keyboard: what the tests press, and what keeps the mouse out of them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Mouse, Page, Touchscreen

# What Playwright does as a mouse would, or to a field that the focus has not come to by keys.
ELEMENT = ("check", "click", "dblclick", "fill", "focus", "hover", "press", "select_option", "set_checked", "uncheck")
NOT_KEYS = {
    Page: (*ELEMENT, "tap", "type"),
    Locator: (*ELEMENT, "tap", "type"),
    Mouse: ("click", "dblclick", "down", "move", "wheel"),
    Touchscreen: ("tap",),
}


@pytest.fixture
def no_mouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but `page.keyboard` acts on a page."""

    def refused(what: str) -> Callable[..., None]:
        def refuse(*args: Any, **options: Any) -> None:
            pytest.fail(f"{what}: this test is done by keys alone")

        return refuse

    for kind, names in NOT_KEYS.items():
        for name in names:
            monkeypatch.setattr(kind, name, refused(f"{kind.__name__}.{name}"))


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def tab_to(page: Page, selector: str, *, most: int = 120, key: str = "Tab") -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")
