"""Whatever the text holds, it is shown as it is, and each mark covers exactly the words of its claim."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Newsroom

SAID = "a déclaré la préfète Anne Morvane."
HOSTILE = {
    "html": f"« <script>alert(1)</script> Le <b>pont</b> &amp; la route sont fermés », {SAID}",
    "astral emoji": f"🌉🧑‍🚒 « Le pont 🌉 sera fermé 🏴‍☠️ dès lundi », {SAID} 🎉",
    "combining accents": "« L’e\u0301te\u0301 sera tre\u0300s sec », a dit Paul Tessandier. Bien.",
    "right to left": f"\u202bمرحبا\u202c « Le pont \u202eemref\u202c est fermé », {SAID} \u200fشكرا",
    "carriage returns": f"Lyon.\r\n\r\n« Le pont\r\nest fermé », {SAID}\r\n",
    "a very long word": f"« {'x' * 3000} est fermé », {SAID}",
}
MARKED = """id => [...document.querySelectorAll(`.text mark[data-claim="${id}"]`)]
    .filter(mark => !mark.parentElement.closest(`mark[data-claim="${id}"]`)).map(mark => mark.textContent).join("")"""


def words(article: dict[str, Any], claim: dict[str, Any]) -> str:
    return "".join(article["content"][start:end] for start, end in claim["spans"])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(name: str, open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    article = newsroom.post(outlet="L’Hostile", title=f"Essai <i>{name}</i>", text=HOSTILE[name], language="fr")
    assert article["text"] == HOSTILE[name]
    page = open_as("analyst", viewport={"width": 390, "height": 844})
    page.on("dialog", lambda dialog: pytest.fail("a script of the text ran"))
    page.goto(f"/articles/{article['id']}/")
    expect(page.locator("h1")).to_contain_text(f"Essai <i>{name}</i>")
    shown = page.locator(".text").evaluate(
        "text => { const copy = text.cloneNode(true);"
        " copy.querySelectorAll('.mark-number').forEach(number => number.remove()); return copy.textContent }"
    )
    assert "".join(HOSTILE[name].split()) in "".join(shown.split())
    assert article["claims"], "the text was meant to hold a claim"
    for claim in article["claims"]:
        assert page.evaluate(MARKED, str(claim["id"])) == words(article, claim)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_mark_of_the_sample_newsroom(open_as: Callable[..., Page], newsroom: Newsroom) -> None:
    page = open_as("reader" if "reader" in newsroom.passwords else "analyst")
    for number in range(1, 13):
        article = newsroom._api(f"articles/{number}/")
        claims = newsroom._api(f"claims/?article={number}")["results"]
        page.goto(f"/articles/{number}/")
        for claim in claims:
            expected = "".join(words(article, claim).split())
            assert "".join(page.evaluate(MARKED, str(claim["id"])).split()) == expected
