"""Evidence by pasting an address, by hand, and from sources that an admin decides on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Capture, Claim, Event, Evidence, Notice, Source
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.tasks import recheck_evidence
from claimtrack.accounts.models import User
from tests.factories import a_claim, a_source, claims_of
from tests.web import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim()


def looked(client: Client, claim: Claim, url: str, **fields: Any) -> Any:
    headers = {"HX-Request": "true"} if fields.pop("htmx", False) else {}
    return client.post(reverse("evidence-look", args=[claim.pk]), {"url": url} | fields, headers=headers)


def linked(client: Client, claim: Claim, **fields: Any) -> Any:
    known = {"url": "https://ponts.example/rapport", "stance": "refutes"}
    return client.post(reverse("evidence-link", args=[claim.pk]), known | fields)


@pytest.mark.parametrize("htmx", [True, False])
def test_an_address_is_looked_at_and_the_form_comes_back_filled(
    htmx: bool, client_of: Callable[[str], Client], claim: Claim, site: Site
) -> None:
    client = client_of("analyst")
    response = looked(client, claim, site.at("/avis"), note="à relire", stance="context", htmx=htmx)
    page, form = response.content.decode(), response.context["form"]
    assert ("<html" in page) != htmx
    assert "Pont de Corvenne : l’avis technique" in page and "Les câbles tiennent." in page
    assert (form["title"].value(), form["propose"].value()) == (
        "Pont de Corvenne : l’avis technique",
        "Registre des ponts",
    )
    assert (form["note"].value(), form["stance"].value()) == ("à relire", "context")
    fields = {name: form[name].value() for name in ("url", "capture", "title", "propose")}
    response = linked(client, claim, **fields, published_on="2024-10-09", follow=True)
    evidence = Evidence.objects.get()
    assert evidence.seen_sha256 == Capture.objects.get().sha256
    assert evidence.accessed_at == evidence.capture.at
    assert (evidence.source.state, str(evidence.published_on)) == ("proposed", "2024-10-09")
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "Attend qu’un administrateur accepte la source" in page


def test_the_source_is_found_by_its_domain(client_of: Callable[[str], Client], claim: Claim, site: Site) -> None:
    source = a_source(website="http://localhost")
    response = looked(client_of("analyst"), claim, site.at("/avis"))
    assert response.context["form"]["source"].value() == source.pk
    a_source("Ponts", website="https://ponts.example")
    linked(client_of("analyst"), claim, url="https://www.ponts.example/x")
    assert Evidence.objects.get().source.name == "Ponts"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/", "réseau privé"),
        ("http://no-such-name.invalid/", "n’a pas été trouvé"),
        ("{site}/absent", "404"),
        ("{site}/interdit", "403"),
    ],
)
def test_where_nothing_is_seen_it_says_why_and_what_to_do(
    url: str, words: str, client_of: Callable[[str], Client], claim: Claim, site: Site
) -> None:
    site.put("/interdit", b"", 403)
    response = looked(client_of("analyst"), claim, url.replace("{site}", site.at("")), quote="Mots tapés.")
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page and "Ouvrez la page vous-même" in page and "Mots tapés." in page
    assert not Capture.objects.exists()


def test_an_address_linked_already_is_said_and_linked_all_the_same(
    client_of: Callable[[str], Client], claim: Claim, lead: User
) -> None:
    """On another claim of the story, by another person; the form says it after a look too."""
    client, source = client_of("analyst"), a_source()
    sibling = claims_of(claim.article)[1]
    Claim.objects.filter(pk=sibling.pk).update(story=claim.story_id)
    there = {"source": source, "url": "http://ponts.example/rapport/?utm_source=x#p2", "stance": "context"}
    first = evidence_link(claim_id=sibling.pk, user=lead, **there)
    answer = linked(client, claim, quote="Il cède.")
    page = answer.content.decode()
    assert answer.status_code == 409 and Evidence.objects.count() == 1
    for words in ("déjà liée", "lead", f"{reverse('claim', args=[sibling.pk])}#evidence-{first.pk}", "Il cède."):
        assert words in page
    assert "Lier quand même" in page and f'name="told" value="{first.pk}"' in page
    assert "déjà liée" in looked(client, claim, "https://ponts.example/rapport", htmx=True).content.decode()
    assert linked(client, claim, quote="Il cède.", told=first.pk).status_code == 302
    assert linked(client, claim, quote="Il cède.", told=first.pk).status_code == 302, "sent twice it is one piece"
    assert Evidence.objects.count() == 2
    assert linked(client, sibling, quote="Il tient.", told=first.pk).status_code == 409, "one came since"
    for piece in Evidence.objects.all():
        evidence_withdraw(evidence=piece, user=lead, reason="autre pont")
    assert linked(client, claim).status_code == 302, "what is withdrawn is no double"


NO_ADDRESS = {
    "empty": "",
    "no scheme": "ponts.example",
    "a script": "javascript:alert(1)",
    "no host": "http://[",
    "a host of signs": "https://exa\u2100mple.org",
    "longer than it can be kept": "https://ponts.example/" + "x" * 1990,
    "a NUL": "https://ponts.example/a\0b",
}


@pytest.mark.parametrize("url", NO_ADDRESS.values(), ids=NO_ADDRESS)
def test_an_address_that_is_none_is_refused(url: str, client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    response = looked(client, claim, url, htmx=True)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    response = linked(client, claim, url=url)
    assert (response.status_code, list(response.context["form"].errors)) == (400, ["url"])
    linked(client, claim, source=a_source().pk)
    again = client.post(
        reverse("evidence-correct", args=[Evidence.objects.get().pk]), {"url": url, "stance": "context"}
    )
    assert (again.status_code, list(again.context["form"].errors)) == (400, ["url"])


def test_without_a_source_nothing_is_stored_and_it_says_what_to_do(client_of: Callable, claim: Claim) -> None:
    response = linked(client_of("analyst"), claim)
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["source"]
    assert not Evidence.objects.exists() and not Source.objects.exists()


def test_a_refused_source_takes_no_more_evidence(client_of: Callable[[str], Client], claim: Claim) -> None:
    source = a_source()
    Source.objects.filter(pk=source.pk).update(state="refused")
    response = linked(client_of("analyst"), claim)
    assert list(response.context["form"].errors) == ["source"]


def test_what_somebody_else_looked_at_is_not_mine(client_of: Callable, claim: Claim, site: Site) -> None:
    looked(client_of("lead"), claim, site.at("/avis"))
    a_source()
    linked(client_of("analyst"), claim, capture=Capture.objects.get().pk)
    assert Evidence.objects.get().capture is None


def test_an_address_typed_over_after_the_look_was_not_seen(client_of: Callable, claim: Claim, site: Site) -> None:
    client = client_of("analyst")
    a_source()
    looked(client, claim, site.at("/avis"))
    linked(client, claim, capture=Capture.objects.get().pk, quote="Les câbles tiennent.")
    evidence = Evidence.objects.get()
    assert (evidence.capture, evidence.seen_sha256) == (None, "")


def test_admins_see_what_waits_and_decide_with_one_click(client_of: Callable[[str], Client], claim: Claim) -> None:
    linked(client_of("analyst"), claim, propose="Relevés publics")
    source = Source.objects.get()
    assert "Relevés publics" in client_of("admin").get(reverse("source-list")).content.decode()
    assert "source-move" not in client_of("lead").get(reverse("source-list")).content.decode()
    client = client_of("admin")
    page = client.post(reverse("source-move", args=[source.pk, "refuse"]), follow=True).content.decode()
    assert reverse("source-move", args=[source.pk, "reopen"]) in page
    shown = client_of("reader").get(reverse("claim", args=[claim.pk])).content.decode()
    assert "refusé la source" in shown
    client.post(reverse("source-move", args=[source.pk, "reopen"]))
    client.post(reverse("source-move", args=[source.pk, "accept"]))
    source.refresh_from_db()
    assert source.state == "accepted"
    assert "déjà" in client.post(reverse("source-move", args=[source.pk, "accept"]), follow=True).content.decode()
    assert client.post(reverse("source-move", args=[source.pk, "eat"])).status_code == 404
    assert client.post(reverse("source-move", args=[999_999, "accept"])).status_code == 404


def test_the_page_says_what_a_later_look_found(client_of: Callable, claim: Claim, site: Site) -> None:
    a_source(website="http://localhost")
    linked(client_of("analyst"), claim, url=site.at("/avis"))
    evidence = Evidence.objects.get()
    assert "réexaminé" not in client_of("reader").get(reverse("claim", args=[claim.pk])).content.decode()
    recheck_evidence(evidence.pk)
    page = client_of("reader").get(reverse("claim", args=[claim.pk])).content.decode()
    assert "pour la première fois" in page and reverse("evidence-seen", args=[evidence.pk]) in page
    del site.pages["/avis"]
    recheck_evidence(evidence.pk)
    page = client_of("reader").get(reverse("claim", args=[claim.pk])).content.decode()
    assert "réexaminé" in page and "disparu" in page


def test_anybody_who_links_looks_again_at_once(client_of: Callable, claim: Claim, site: Site) -> None:
    a_source(website="http://localhost")
    client = client_of("analyst")
    looked(client, claim, site.at("/avis"))
    linked(client, claim, url=site.at("/avis"), capture=Capture.objects.get().pk)
    evidence = Evidence.objects.get()
    again = reverse("evidence-recheck", args=[evidence.pk])
    assert again in client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert again not in client_of("reader").get(reverse("claim", args=[claim.pk])).content.decode()
    assert client_of("reader").post(again).status_code == 403
    assert client.get(again).status_code == 405
    assert client.post(reverse("evidence-recheck", args=[999_999])).status_code == 404
    site.page("/avis", words="Les câbles cèdent.")
    assert "modifié depuis" in client.post(again, follow=True).content.decode()
    site.put("/avis", b"", 503)
    for _turn in range(4):
        assert 'class="message error"' in client.post(again, follow=True).content.decode()
    assert [check.outcome for check in evidence.checks.all()] == ["changed"], "what was not seen says nothing"
    del site.pages["/avis"]
    client.post(again)
    assert evidence.checks.first().outcome == "gone"


@pytest.mark.parametrize("who", ["analyst", "lead"])
def test_evidence_is_corrected_and_both_pieces_stay(
    who: str, client_of: Callable, claim: Claim, site: Site, settings: object
) -> None:
    a_source(website="http://localhost")
    looked(client_of("analyst"), claim, site.at("/avis"))
    linked(client_of("analyst"), claim, url=site.at("/avis"), capture=Capture.objects.get().pk, aspects=["when"])
    old, client = Evidence.objects.get(), client_of(who)
    address = reverse("evidence-correct", args=[old.pk])
    assert address in client.get(reverse("claim", args=[claim.pk])).content.decode()
    form = client.get(address).context["form"]
    fields = {name: form[name].value() for name in ("url", "source", "stance", "aspects", "seen_on")}
    assert fields["stance"] == "refutes"
    assert client.post(address, fields).status_code == 302
    assert Evidence.objects.get() == old, "nothing was changed"
    page = client.post(address, fields | {"stance": "supports", "aspects": ["when", "what"]}, follow=True)
    new = Evidence.objects.get(replaces=old)
    assert (new.stance, new.capture, new.accessed_at) == ("supports", old.capture, old.accessed_at)
    assert (new.added_by.username, old.added_by.username) == (who, "analyst")
    old.refresh_from_db()
    assert (old.stance, old.counts, new.counts) == ("refutes", False, True)
    words = page.content.decode()
    assert "Remplacé par un élément plus récent" in words and "a corrigé un élément de vérification" in words
    event = Event.objects.get(verb="evidence.correct")
    assert event.changes == {"stance": ["refutes", "supports"], "aspects": [["when"], ["when", "what"]]}
    late = client.post(address, fields | {"note": "Relu mot à mot."})
    assert late.status_code == 400 and "Relu mot à mot." in late.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 302), ("reader", 403), ("analyst", 200), ("lead", 200), ("admin", 200)]
)
def test_who_may_correct(who: str, status: int, client_of: Callable, claim: Claim) -> None:
    a_source()
    linked(client_of("analyst"), claim)
    address = reverse("evidence-correct", args=[Evidence.objects.get().pk])
    assert client_of(who).get(address).status_code == status
    assert client_of(who).post(address, {"url": "nowhere"}).status_code == (400 if status == 200 else status)
    assert Evidence.objects.count() == 1
    assert client_of("admin").get(reverse("evidence-correct", args=[999_999])).status_code == 404


def test_evidence_of_a_source_that_was_retired_can_still_be_corrected(client_of: Callable, claim: Claim) -> None:
    source = a_source()
    linked(client_of("analyst"), claim)
    Source.objects.filter(pk=source.pk).update(state="retired")
    old = Evidence.objects.get()
    fields = {"url": old.url, "source": source.pk, "stance": "context"}
    assert client_of("analyst").post(reverse("evidence-correct", args=[old.pk]), fields).status_code == 302
    assert Evidence.objects.get(replaces=old).stance == "context"


def test_a_link_is_undone_by_who_made_it_alone(client_of: Callable, claim: Claim) -> None:
    a_source()
    client = client_of("analyst")
    linked(client, claim)
    evidence = Evidence.objects.get()
    undo = reverse("evidence-unlink", args=[evidence.pk])
    assert f'action="{undo}"' in client.get(reverse("claim", args=[claim.pk])).content.decode()
    for who, status in (("stranger", 302), ("reader", 403), ("lead", 403), ("analyst", 302)):
        assert client_of(who).post(undo).status_code == status
        evidence.refresh_from_db()
        assert Evidence.objects.filter(pk=evidence.pk, withdrawal=None).exists() == (who != "analyst")
    assert 'class="message error"' in client.post(undo, follow=True).content.decode()
    assert client.get(undo).status_code == 405
    assert client.post(reverse("evidence-unlink", args=[999_999])).status_code == 404


def test_what_was_seen_can_be_read_when_the_page_is_gone(client_of: Callable, claim: Claim, site: Site) -> None:
    a_source(website="http://localhost")
    looked(client_of("analyst"), claim, site.at("/avis"))
    linked(client_of("analyst"), claim, url=site.at("/avis"), capture=Capture.objects.get().pk)
    evidence = Evidence.objects.get()
    site.page("/avis", words="Les câbles cèdent.")
    recheck_evidence(evidence.pk)
    del site.pages["/avis"]
    recheck_evidence(evidence.pk)
    first, second = Capture.objects.order_by("pk")
    address = reverse("evidence-seen", args=[evidence.pk])
    assert client_of("stranger").get(address).status_code == 302
    client = client_of("reader")
    assert address in client.get(reverse("claim", args=[claim.pk])).content.decode()
    page = client.get(address).content.decode()
    assert "Les câbles tiennent." in page and first.sha256 in page and "disparu" in page
    later = client.get(address, {"look": second.pk}).content.decode()
    assert "Les câbles cèdent." in later and second.sha256 in later
    whole = client.get(address, {"look": first.pk, "as": "text"})
    assert (whole["Content-Type"], whole.content.decode()) == ("text/plain; charset=utf-8", first.text.text)
    for nonsense in ("x", "999999", "-1"):
        assert first.sha256 in client.get(address, {"look": nonsense}).content.decode()
    assert client.get(reverse("evidence-seen", args=[999_999])).status_code == 404


def test_what_nobody_looked_at_says_so(client_of: Callable, claim: Claim) -> None:
    a_source()
    linked(client_of("analyst"), claim)
    page = client_of("reader").get(reverse("evidence-seen", args=[Evidence.objects.get().pk])).content.decode()
    assert "n’a pas regardé cette adresse" in page


def test_a_bad_address_keeps_the_source_that_was_chosen(client_of: Callable, claim: Claim) -> None:
    source = a_source()
    response = looked(client_of("analyst"), claim, "ponts.example", source=source.pk, quote="Mots tapés.")
    assert response.status_code == 400
    assert response.context["form"]["source"].value() == str(source.pk)
    assert f'<option value="{source.pk}" selected>' in response.content.decode()


def test_a_withdrawal_is_undone_by_who_made_it_and_the_author_hears_of_both(
    client_of: Callable, claim: Claim, people: dict[str, User]
) -> None:
    a_source()
    linked(client_of("analyst"), claim, quote="Les câbles tiennent.", aspects=["what"])
    evidence, lead = Evidence.objects.get(), client_of("lead")
    withdraw, undo = (reverse(f"evidence-{move}", args=[evidence.pk]) for move in ("withdraw", "restore"))
    assert 'class="message error"' in lead.post(undo, follow=True).content.decode(), "nothing to undo yet"
    page = lead.post(withdraw, {"reason": "Autre pont."}, follow=True).content.decode()
    assert f'action="{undo}"' in page
    for who, status in (("stranger", 302), ("reader", 403), ("analyst", 403)):
        assert client_of(who).post(undo).status_code == status
    assert lead.get(undo).status_code == 405
    page = lead.post(undo, follow=True).content.decode()
    again = Evidence.objects.get(replaces=evidence)
    same = ("source", "url", "stance", "quote", "aspects", "accessed_at", "capture", "claim")
    assert [getattr(again, name) for name in same] == [getattr(evidence, name) for name in same]
    assert again.counts and again.added_by == people["lead"]
    assert "a annulé le retrait d’un élément de vérification" in page and "Ce retrait a été annulé" in page
    assert 'class="message error"' in lead.post(undo, follow=True).content.decode()
    assert lead.post(reverse("evidence-restore", args=[999_999])).status_code == 404
    lead.post(reverse("evidence-correct", args=[again.pk]), {"url": again.url, "stance": "context"})
    told = Notice.objects.order_by("pk").values_list("to__username", "kind", "address")
    address = reverse("claim", args=[claim.pk])
    assert list(told) == [
        ("analyst", "withdrawn", f"{address}#evidence-{evidence.pk}"),
        ("analyst", "restored", f"{address}#evidence-{again.pk}"),
    ], "who corrects their own piece is told nothing"


def test_the_author_hears_of_a_correction_by_somebody_else(client_of: Callable, claim: Claim) -> None:
    a_source()
    linked(client_of("analyst"), claim)
    evidence = Evidence.objects.get()
    client_of("lead").post(reverse("evidence-correct", args=[evidence.pk]), {"url": evidence.url, "stance": "context"})
    notice = Notice.objects.get()
    assert (notice.to.username, notice.kind) == ("analyst", "corrected")
    assert notice.about.startswith("Observatoire des ponts – ")
    assert "a corrigé un élément que vous aviez lié" in client_of("analyst").get("/notices/").content.decode()
