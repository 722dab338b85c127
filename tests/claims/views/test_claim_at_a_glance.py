"""What the page of a claim says first: its verdict, its sentence, the facts that are known."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Event
from claims.services.captures import Look, capture_record
from claims.services.evidence import evidence_link
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source, a_verdict

pytestmark = pytest.mark.django_db


def html(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["claim", "story"])
def test_the_verdict_stands_under_the_title(name: str, client_of: Callable[[str], Client], analyst: User) -> None:
    claim = a_claim()
    address = reverse(name, args=[claim.pk if name == "claim" else claim.story_id])
    before = html(client_of("analyst"), address)
    assert before.index("</h1>") < before.index("Pas de verdict") < before.index('class="claim-side"')
    evidence_link(claim_id=claim.pk, source=a_source(), user=analyst, url="https://p.example/1", stance="refutes")
    verdict = a_verdict(claim.story_id, analyst)
    after = html(client_of("analyst"), address)
    assert "Pas de verdict" not in after
    assert str(verdict.rating) in after[after.index("</h1>") : after.index('class="claim-side"')]


def test_the_context_is_the_sentence_and_those_beside_it(client_of: Callable[[str], Client]) -> None:
    said = "Le pont de Corvenne sera fermé dès lundi, a annoncé la préfète Anne Morvane."
    claim = a_claim(text=f"Rien du tout.\n\nTout va bien. Il pleut. {said} Il fait froid. On verra.\n\nAutre chose.")
    page = html(client_of("reader"), reverse("claim", args=[claim.pk]))
    passage = page[page.index('class="passage"') : page.index("Voir dans l’article")]
    assert "Il pleut." in passage and "Il fait froid." in passage
    assert not [words for words in ("Rien du", "Tout va", "On verra", "Autre") if words in passage]
    assert f"/articles/{claim.article_id}/?claim={claim.pk}#claim-{claim.pk}" in page


def test_what_the_text_does_not_say_takes_one_line(client_of: Callable[[str], Client]) -> None:
    claim = a_claim(text="Le maire sera absent, a dit Anne Morvane.")
    assert not claim.places.exists() and not claim.event_dates.exists()
    page = html(client_of("analyst"), reverse("claim", args=[claim.pk]))
    assert "Le texte ne dit pas : date de la déclaration, date des faits, lieu des faits" in page
    assert "<dt>lieu des faits</dt>" not in page
    assert "Le texte ne dit pas" not in html(client_of("reader"), reverse("claim", args=[claim.pk]))


def test_seen_on_is_said_where_it_says_more_than_added_on(client_of: Callable[[str], Client], analyst: User) -> None:
    claim: Claim = a_claim()
    piece: dict[str, Any] = {"claim_id": claim.pk, "user": analyst, "source": a_source(), "stance": "refutes"}
    address, client = reverse("claim", args=[claim.pk]), client_of("analyst")
    evidence_link(url="https://p.example/1", **piece)
    page = html(client, address)
    assert "consulté le" not in page and "ajouté par" in page
    look = Look("https://p.example/2", "https://p.example/2", 200, "text/html", "0" * 64)
    evidence_link(url=look.url, capture=capture_record(look=look, user=analyst), **piece)
    assert html(client, address).count("consulté le") == 1
    seen = evidence_link(url="https://p.example/3", accessed_at=datetime(2024, 5, 3, 12, tzinfo=UTC), **piece)
    page = html(client, address)
    assert page.count("consulté le") == 2 and "consulté le 3 mai 2024" in page
    form = client.get(reverse("evidence-correct", args=[seen.pk])).context["form"]
    fields = {name: form[name].value() for name in ("url", "source", "stance")} | {"seen_on": "2024-05-04"}
    client.post(reverse("evidence-correct", args=[seen.pk]), fields)
    (event,) = Event.objects.filter(verb="evidence.correct")
    assert event.changes == {"accessed_at": ["2024-05-03", "2024-05-04"]}
    page = html(client, address)
    assert "consulté le 4 mai 2024" in page and "accessed_at" not in page
