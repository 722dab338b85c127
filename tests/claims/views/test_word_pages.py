"""Adding a claim and putting its words right, from the reading view and from a page without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from claims.models import Claim
from claims.presenters.adding import guess_kind
from tests.factories import an_article, claims_of

pytestmark = pytest.mark.django_db
TEXT = (
    "Le pont fermera, a annoncé la préfète Anne Morvane. Le pont fermera aussi aux piétons.\n\n"
    "« Les câbles sont usés », a déclaré l’ingénieur Paul Tessandier, qui parle d’une « honte »."
)


@pytest.fixture
def article() -> Article:
    return an_article(extracted=True, text=TEXT)


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("analyst")


def add(client: Client, article: Article, htmx: bool = False, **fields: Any) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    data = {"revision": article.revision_id} | fields
    return client.post(reverse("claim-add", args=[article.pk]), data, headers=headers)


def test_words_pasted_are_found_and_become_a_claim(client: Client, article: Article) -> None:
    answer = add(
        client, article, words="fermera aussi  aux piétons", speaker="Anne Morvane", relayed_by="Sputnik ; RT;"
    )
    claim = Claim.objects.get(by_machine=False)
    assert answer["Location"].endswith(f"?claim={claim.pk}#claim-{claim.pk}")
    assert (claim.allegation, claim.kind, claim.speaker.name) == (
        "fermera aussi aux piétons",
        "indirect",
        "Anne Morvane",
    )
    page = client.get(answer["Location"]).content.decode()
    assert "ajoutée à la main" in page
    assert [relay.actor.name for relay in claim.relays.all()] == ["Sputnik", "RT"]
    assert "RT" in client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert f"{reverse('claim-move', args=[claim.pk, 'reject'])}?version=1" in page, "undo"


def test_words_that_stand_twice_are_asked_about(client: Client, article: Article) -> None:
    answer = add(client, article, words="pont fermera")
    assert answer.status_code == 400
    form = answer.context["form"]
    assert list(form.errors) == ["place"]
    (_first, second) = form.fields["place"].choices
    assert "aussi aux piétons" in second[1]
    assert add(client, article, words="pont fermera", place=second[0]).status_code == 302
    assert Claim.objects.get(by_machine=False).start == TEXT.rindex("pont fermera")


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("words", {}),
        ("words", {"words": "absent du texte"}),
        ("words", {"at": "x"}),
        ("words", {"at": "90000-90001"}),
        ("words", {"words": "piétons", "revision": 1_000_000}),
        ("place", {"words": "pont fermera", "place": "0-5"}),
        ("kind", {"words": "piétons", "kind": "rumour"}),
        ("stated_from", {"words": "piétons", "stated_from": "hier"}),
        ("speaker", {"words": "piétons", "speaker": "a\0"}),
        ("relayed_by", {"words": "piétons", "relayed_by": "RT; …"}),
        ("relayed_by", {"words": "piétons", "relayed_by": "x" * 301}),
    ],
)
def test_what_cannot_be_added_is_named_and_kept(
    field: str, fields: dict[str, Any], client: Client, article: Article
) -> None:
    answer = add(client, article, **fields)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert not Claim.objects.filter(by_machine=False).exists()


def test_the_reading_view_gets_the_form_alone_with_what_is_likely(client: Client, article: Article) -> None:
    start = TEXT.index("honte")
    answer = client.get(
        reverse("claim-add", args=[article.pk]), {"at": f"{start}-{start + 5}"}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert page.startswith("<form") and "<html" not in page
    assert "Qu’est-ce qu’une affirmation" in page and "ouï-dire" in page
    form = answer.context["form"]
    shown = {name: form[name].value() for name in ("words", "kind", "speaker")}
    assert shown == {"words": "honte", "kind": "direct", "speaker": "Paul Tessandier"}
    stored = add(client, article, htmx=True, at=f"{start}-{start + 5}", words="honte", kind="direct")
    assert stored["HX-Redirect"].startswith(reverse("article", args=[article.pk]))


def test_edited_words_count_more_than_where_they_once_stood(client: Client, article: Article) -> None:
    add(client, article, at="0-7", words="aux piétons")
    assert Claim.objects.get(by_machine=False).allegation == "aux piétons"


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Les câbles sont usés", "direct"), ("qui parle d’une « honte »", "mixed"), ("Le pont fermera", "indirect")],
)
def test_the_kind_is_read_off_the_quotation_marks(words: str, kind: str) -> None:
    start = TEXT.index(words)
    assert guess_kind(TEXT, [[start, start + len(words)]]) == kind


# --- the words of a claim
def test_words_are_corrected_accepted_and_undone(client: Client, article: Article) -> None:
    claim, following = claims_of(article)[:2]
    old = claim.allegation
    address = reverse("claim-words", args=[claim.pk])
    start, end = claim.spans[0]
    answer = client.post(address, {"at": f"{start + 3}-{end}", "version": 1, "accept": "1"})
    claim.refresh_from_db()
    assert (claim.allegation, claim.state, claim.version) == (old[3:], "accepted", 3)
    assert answer["Location"].endswith(f"#claim-{following.pk}"), "on to the next"
    page = client.get(answer["Location"]).content.decode()
    undo = reverse("decision-undo", args=[claim.pk, 3])
    assert undo in page and "extraction validée" in page
    assert client.post(undo).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.state_by) == ("new", None)
    assert (claim.allegation, claim.spans, claim.start, claim.corrected_fields) == (old, [[start, end]], start, [])


def test_words_are_corrected_without_scripts(client: Client, article: Article) -> None:
    claim = claims_of(article)[0]
    address = reverse("claim-words", args=[claim.pk])
    form = client.get(address).context["form"]
    assert form["words"].value() == claim.allegation
    sent = {"words": "Le pont fermera aussi", "at": form["at"].value(), "version": 1, "revision": claim.revision_id}
    assert client.post(address, sent).status_code == 302
    claim.refresh_from_db()
    assert claim.allegation == "Le pont fermera aussi"


def test_words_corrected_by_another_meanwhile_are_a_conflict(
    client_of: Callable[[str], Client], article: Article
) -> None:
    claim = claims_of(article)[0]
    address = reverse("claim-words", args=[claim.pk])
    client_of("lead").post(address, {"words": "Le pont fermera aussi", "version": 1})
    answer = client_of("analyst").post(address, {"words": "annoncé", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<strong>lead</strong> a corrigé l’affirmation" in page and ">\nannoncé</textarea>" in page
    assert 'name="version" value="2"' in page


def test_rejected_claims_are_shown_on_demand(client: Client, article: Article) -> None:
    claim, other = claims_of(article)[:2]
    client.post(reverse("claim-move", args=[claim.pk, "reject"]))
    address = reverse("article", args=[article.pk])

    def cards(query: str) -> list[tuple[int, int]]:
        reading = client.get(address + query).context["reading"]
        return [(card.number, card.claim.pk) for card in reading.cards]

    assert (1, claim.pk) not in cards("") and (2, other.pk) in cards("")
    assert (1, claim.pk) in cards("?rejected=1")
    assert (1, claim.pk) in cards(f"?claim={claim.pk}")
    assert "rejected=1" in client.get(address).content.decode()
