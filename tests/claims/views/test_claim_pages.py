"""Lists of claims, one claim, decisions, corrections, evidence, sources, the dashboard."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Status
from articles.services import article_set_status, article_withdraw
from claims.models import Claim, Evidence
from claims.services.review import claim_move
from claims.services.words import claim_enter
from claimtrack.accounts.models import User
from tests.factories import TEXT, a_claim, a_source, an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return a_claim(published=date(2024, 10, 11))


def ids(response: Any) -> set[int]:
    return {claim.pk for claim in response.context["claims"]}


def linked(client: Client, claim: Claim, **fields: Any) -> Any:
    source = fields.pop("source", None) or a_source().pk
    known = {"source": source, "url": "https://ponts.example/rapport", "stance": "refutes"}
    return client.post(reverse("evidence-link", args=[claim.pk]), known | fields)


# --- the list
def test_the_list_takes_the_filters_of_the_api(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("reader")
    other = a_claim(outlet="La Vigie", text="Le marché rouvrira, a dit Paul Tessandier.")

    def found(**query: Any) -> set[int]:
        return ids(client.get(reverse("claim-list") + "?" + urlencode(query)))

    everything = found()
    assert {claim.pk, other.pk} <= everything
    assert found(q="marche") == {other.pk}
    assert other.pk in found(speaker="tessandier") and claim.pk not in found(speaker="tessandier")
    assert found(outlet=other.article.outlet_id) == {other.pk}
    assert found(article=other.article_id) == {other.pk}
    assert found(state="accepted") == set()
    assert claim.pk in found(stated_after="2024-10-01", stated_before="2024-10-31")
    assert claim.pk not in found(stated_after="2024-11-01")
    assert found(evidence="some") == set()
    assert found(evidence="none") == everything


@pytest.mark.parametrize("query", ["stated_after=hier", "outlet=999999", "state=nonsense", "article=x"])
def test_a_filter_that_cannot_be_is_said(query: str, client_of: Callable[[str], Client], claim: Claim) -> None:
    response = client_of("reader").get(f"{reverse('claim-list')}?{query}")
    assert response.status_code == 200
    assert ids(response) == set()
    assert "errorlist" in response.content.decode()


def test_claims_of_withdrawn_articles_are_not_listed(client_of: Callable, claim: Claim, lead: User) -> None:
    article_withdraw(article_id=claim.article_id, reason="annulée", user=lead)
    assert ids(client_of("reader").get(reverse("claim-list"))) == set()


def test_lists_and_pages_cost_the_same_however_much_they_show(
    client_of: Callable[[str], Client], django_assert_max_num_queries: Callable
) -> None:
    client = client_of("analyst")
    few, many = an_article(extracted=True, text="Le pont fermera, a annoncé la préfète."), an_article(extracted=True)
    for article in (few, many):
        with django_assert_max_num_queries(13):
            client.get(f"{reverse('claim-list')}?article={article.pk}")
    first, second = claims_of(many)[:2]
    for number in range(3):
        linked(client, second, url=f"https://ponts.example/{number}")
    for claim in (first, second):
        with django_assert_max_num_queries(19):
            client.get(reverse("claim", args=[claim.pk]))


# --- one claim
def test_the_page_of_a_claim_tells_all_of_it(client_of: Callable[[str], Client], claim: Claim) -> None:
    page = client_of("reader").get(reverse("claim", args=[claim.pk])).content.decode()
    assert claim.speaker.name.replace("'", "&#x27;") in page
    assert f'data-claim="{claim.pk}">Le pont de Corvenne sera fermé' in page
    assert all(f"<code>{rule}</code>" in page for rule in claim.trace)
    assert "Pas encore de verdict" in page
    assert 'name="stance"' not in page


def test_accept_reject_reopen_and_undo(client_of: Callable[[str], Client], claim: Claim, analyst: User) -> None:
    client = client_of("analyst")

    def move(name: str) -> str:
        page = client.post(reverse("claim-move", args=[claim.pk, name]), follow=True).content.decode()
        claim.refresh_from_db()
        return page

    page = move("accept")
    assert (claim.state, claim.state_by) == ("accepted", analyst)
    assert reverse("decision-undo", args=[claim.pk, 2]) in page[page.index('id="told"') : page.index("<main")]
    page = move("reject")
    assert claim.state == "rejected"
    undo = reverse("decision-undo", args=[claim.pk, 3])
    assert undo in page[page.index('id="told"') : page.index("<main")]
    assert "maintenant\u00a0: extraction validée" in client.post(undo, follow=True).content.decode()
    assert "rien n’a été annulé" in client.post(undo, follow=True).content.decode()
    claim.refresh_from_db()
    assert (claim.state, claim.state_by) == ("accepted", analyst)
    move("reopen")
    assert (claim.state, claim.state_by) == ("new", None)
    assert "déjà" in move("reopen")


def test_a_colleague_undoes_no_decision_but_is_told_whose_it_is(client_of: Callable, claim: Claim, lead: User) -> None:
    claim_move(claim_id=claim.pk, move="accept", user=lead)
    undo = reverse("decision-undo", args=[claim.pk, 2])
    for headers in ({}, {"HX-Request": "true"}):
        page = client_of("analyst").post(undo, headers=headers, follow=True).content.decode()
        assert "lead" in page and "peut annuler" in page.replace("peuvent", "peut")
    claim.refresh_from_db()
    assert (claim.state, claim.state_by) == ("accepted", lead)
    card = client_of("analyst").get(reverse("article", args=[claim.article_id])).content.decode()
    assert 'data-key="u"' not in card and "Rouvrir" in card, "u reopens nobody else's"


def test_why_a_claim_was_rejected_stands_in_its_log(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    client.post(reverse("claim-move", args=[claim.pk, "reject"]), {"why": " doublon du titre "})
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "a écarté l’extraction" in page and "<bdi>doublon du titre</bdi>" in page


def test_a_move_goes_back_only_to_pages_of_ours(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    ours = reverse("article", args=[claim.article_id])
    for wanted, given in ((ours, ours), ("https://ailleurs.example/", reverse("claim", args=[claim.pk]))):
        response = client.post(reverse("claim-move", args=[claim.pk, "accept"]), {"next": wanted})
        assert response["Location"] == given
        client.post(reverse("claim-move", args=[claim.pk, "reopen"]))


def test_an_unknown_move_is_404_and_reading_moves_nothing(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    assert client.post(reverse("claim-move", args=[claim.pk, "publish"])).status_code == 404
    assert client.get(reverse("claim-move", args=[claim.pk, "accept"])).status_code == 405


def test_the_reading_view_gets_the_card_alone(client_of: Callable[[str], Client], claim: Claim) -> None:
    response = client_of("analyst").post(
        reverse("claim-move", args=[claim.pk, "accept"]), headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert page.startswith("<article") and "<html" not in page
    assert 'data-state="accepted"' in page and "tag decided" in page


def test_a_correction_stays_and_is_logged(client_of: Callable[[str], Client], claim: Claim) -> None:
    fields = {"speaker": "Paul Tessandier", "speaker_role": "ingénieur", "stated_on": "2024-10-11", "hedged": "on"}
    client = client_of("analyst")
    page = client.post(reverse("claim-correct", args=[claim.pk]), fields, follow=True).content.decode()
    claim.refresh_from_db()
    assert claim.speaker.name == "Paul Tessandier"
    assert {"speaker", "speaker_role", "hedged"} <= set(claim.corrected_fields)
    assert claim.hedged
    assert "a corrigé l’affirmation" in page


def test_a_correction_that_changes_nothing_says_so(client_of: Callable[[str], Client], claim: Claim) -> None:
    form = client_of("analyst").get(reverse("claim-correct", args=[claim.pk])).context["form"]
    same = {name: value for name, value in form.initial.items() if value not in (None, False)}
    page = client_of("analyst").post(reverse("claim-correct", args=[claim.pk]), same, follow=True).content.decode()
    claim.refresh_from_db()
    assert claim.corrected_fields == []
    assert "Rien n’a été modifié" in page


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"stated_on": "un de ces jours"}, "stated_on"),
        ({"stated_on": "10 octobre 2024 et 12 octobre 2024"}, "stated_on"),
        ({"event_dates": "8 octobre; nulle part"}, "event_dates"),
        ({"event_dates": "31 février 2024"}, "event_dates"),
        ({"place_0": "x" * 201}, "place_0"),
        ({"speaker": "x" * 301}, "speaker"),
        ({"speaker": "a\0b"}, "speaker"),
    ],
)
def test_a_correction_that_cannot_be_is_named(
    fields: dict[str, str], wrong: str, client_of: Callable[[str], Client], claim: Claim
) -> None:
    response = client_of("analyst").post(reverse("claim-correct", args=[claim.pk]), fields)
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [wrong]


# --- evidence
def test_evidence_is_linked_and_withdrawn(client_of: Callable[[str], Client], claim: Claim, analyst: User) -> None:
    client = client_of("analyst")
    response = linked(client, claim, aspects=["what", "when"], quote=" Les câbles tiennent. ", seen_on="2024-10-12")
    evidence = Evidence.objects.get()
    assert response["Location"].endswith(f"#evidence-{evidence.pk}")
    assert (evidence.added_by, evidence.aspects, evidence.quote) == (analyst, ["what", "when"], "Les câbles tiennent.")
    assert evidence.accessed_at.date() == date(2024, 10, 12)
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "Les câbles tiennent." in page and "contredit" in page
    withdraw = reverse("evidence-withdraw", args=[evidence.pk])
    assert client.post(withdraw, {"reason": ""}).status_code == 400
    page = client.post(withdraw, {"reason": "mauvaise page"}, follow=True).content.decode()
    assert "mauvaise page" in page and "gone" in page
    assert client.post(withdraw, {"reason": "encore"}).status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source", "999999"),
        ("url", ""),
        ("url", "ponts.example"),
        ("url", "javascript:alert(1)"),
        ("stance", ""),
        ("stance", "proves"),
        ("aspects", "why"),
        ("seen_on", "2999-01-01"),
        ("seen_on", "demain"),
        ("quote", "a\0b"),
    ],
)
def test_bad_evidence_is_named_and_not_stored(
    field: str, value: str, client_of: Callable[[str], Client], claim: Claim
) -> None:
    response = linked(client_of("analyst"), claim, **{field: value})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert not Evidence.objects.exists()


def test_evidence_of_the_same_story_is_shown_on_the_other_claim(client_of: Callable, claim: Claim) -> None:
    other = claims_of(claim.article)[1]
    Claim.objects.filter(pk=other.pk).update(story=claim.story)
    linked(client_of("analyst"), claim, quote="Les câbles tiennent.")
    page = client_of("reader").get(reverse("claim", args=[other.pk])).content.decode()
    assert "Les câbles tiennent." in page


# --- sources and the dashboard
def test_sources_tell_what_they_were_cited_for(client_of: Callable[[str], Client], claim: Claim) -> None:
    source = a_source()
    linked(client_of("analyst"), claim, source=source.pk)
    client = client_of("reader")
    assert client.get(reverse("source-list")).context["page"][0].evidence_count == 1
    page = client.get(reverse("source", args=[source.pk])).content.decode()
    assert claim.allegation[:20] in page


def test_the_dashboard_counts_what_waits(client_of: Callable[[str], Client], claim: Claim) -> None:
    client = client_of("analyst")
    client.post(reverse("claim-move", args=[claim.pk, "accept"]))
    article_set_status(article_id=an_article(text="Échec.").pk, status=Status.FAILED, failure="ValueError: exemple")
    an_article(text="Attente.")
    context = client.get("/").context
    assert context["claims"]["new"] == len(claims_of(claim.article)) - 1
    assert (context["bare"], context["in_progress"], context["articles"]["failed"]) == (1, 1, 1)
    assert "unconfirmed" not in context
    assert client_of("admin").get("/").context["unconfirmed"] == 1
    for address in ("?state=accepted&evidence=none", "?state=new"):
        assert client.get(reverse("claim-list") + address).status_code == 200


def test_an_empty_newsroom_says_what_to_do(client_of: Callable[[str], Client]) -> None:
    client = client_of("analyst")
    for name in ("dashboard", "article-list", "claim-list", "source-list"):
        assert 'class="empty"' in client.get(reverse(name)).content.decode()


def test_a_decision_on_words_that_the_outlet_changed_says_so_until_somebody_decides_again(
    client_of: Callable[[str], Client], analyst: User
) -> None:
    claim = a_claim(external_id="pont-1")
    claim_move(claim_id=claim.pk, move="accept", user=analyst)
    article = an_article(external_id="pont-1", text=TEXT.replace("lundi", "mardi"), extracted=True)
    client, told = client_of("analyst"), "a changé ici depuis la décision"
    pages = [reverse("claim", args=[claim.pk]), reverse("article", args=[article.pk])]
    for page in pages:
        assert told in client.get(page).content.decode()
    assert "dès lundi" in client.get(pages[0]).context["claim"].allegation
    client.post(reverse("claim-move", args=[claim.pk, "accept"]))
    for page in pages:
        assert told not in client.get(page).content.decode()
    assert "dès mardi" in client.get(pages[0]).context["claim"].allegation


def test_the_log_of_a_claim_added_by_hand_says_who_added_it(client_of: Callable, claim: Claim, analyst: User) -> None:
    added = claim_enter(
        article_id=claim.article_id, revision_id=claim.revision_id, user=analyst, spans=[[3, 20]], kind="indirect"
    )
    client = client_of("reader")
    assert "a trouvé l’affirmation" not in client.get(reverse("claim", args=[added.pk])).content.decode()
    assert "a trouvé l’affirmation" in client.get(reverse("claim", args=[claim.pk])).content.decode()


def test_evidence_counts_for_every_claim_of_the_story(client_of: Callable, claim: Claim, analyst: User) -> None:
    sibling, alone = claims_of(claim.article)[1:3]
    Claim.objects.filter(pk=sibling.pk).update(story=claim.story_id)
    client = client_of("analyst")
    linked(client, claim, stance="refutes")
    for query in ("evidence=some", "stance=refutes"):
        assert ids(client.get(reverse("claim-list") + "?" + query)) == {claim.pk, sibling.pk}
    assert ids(client.get(reverse("claim-list") + "?evidence=none")) == {alone.pk}
    card = client.get(reverse("article", args=[claim.article_id])).context["reading"].cards[1]
    assert (card.claim.pk, card.claim.evidence_count) == (sibling.pk, 1)


def test_a_correction_may_accept_in_the_same_go_and_is_undone_with_it(client_of: Callable, claim: Claim) -> None:
    client = client_of("analyst")
    address = reverse("claim-correct", args=[claim.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"hedged": "on", "accept": "1"}
    page = client.post(address, typed, follow=True).content.decode()
    claim.refresh_from_db()
    assert (claim.hedged, claim.state) == (True, "accepted")
    undo = reverse("decision-undo", args=[claim.pk, claim.version])
    assert undo in page
    client.post(undo)
    claim.refresh_from_db()
    assert (claim.hedged, claim.state, claim.corrected_fields) == (False, "new", [])
