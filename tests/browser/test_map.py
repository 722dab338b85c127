"""The map on the keyboard and on a phone."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom

TEXT = "Des convois ont quitté Alep, a affirmé Igor Konachenkov. Des tirs ont visé Beyrouth, a-t-il ajouté."


def test_the_map_is_walked_and_zoomed_by_keys(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    newsroom.post(outlet="La Carte", title="Carte", text=TEXT, language="fr")
    page = open_as("analyst")
    page.goto("/map/")
    spots = page.locator(".spot")
    expect(spots.first).to_be_visible()
    expect(page.get_by_role("link", name="Tous les lieux affichés")).to_have_count(0)  # they are in view
    page.get_by_role("link", name="Le monde entier").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/?*zoom=0*")
    expect(page.get_by_role("link", name="Le monde entier")).to_have_count(0)
    page.keyboard.press("+")
    page.wait_for_url("**/map/?*zoom=1*")
    expect(page.get_by_role("link", name="Plus loin")).to_be_visible()
    page.keyboard.press("-")
    page.wait_for_url("**/map/?*zoom=0*")
    page.keyboard.press("0")
    page.wait_for_url("**/map/")
    expect(page.get_by_role("link", name="Le monde entier")).to_be_visible()
    page.goto("/map/?at=35,36.5&zoom=5")
    aleppo = page.get_by_role("link", name="Alep, Syrie", exact=False)
    aleppo.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/?*place=*")
    expect(page.locator(".line-what").first).to_contain_text("Alep")


def test_without_scripts_the_map_zooms_and_fits_a_phone(open_as: Callable[..., Page]) -> None:
    options: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
    page = open_as("analyst", **options)
    page.goto("/map/")
    page.get_by_role("link", name="Le monde entier").click()
    page.wait_for_url("**/map/?*zoom=0*")
    page.get_by_role("link", name="Plus près").click()
    page.wait_for_url("**/map/?*zoom=1*")
    box = page.locator("svg.map").bounding_box()
    assert box and box["width"] <= 390
