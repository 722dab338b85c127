"""The reading view."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Status
from articles.services import Submission, article_ingest, article_set_status, article_withdraw
from claims.models import Claim
from claims.services.queue import queue_take
from claimtrack.accounts.models import User
from tests.factories import TEXT, a_claim, an_article, claims_of

pytestmark = pytest.mark.django_db
HOSTILE = (
    "<script>alert(1)</script> & « L’e\u0301te\u0301 🌉 sera 🧑‍🚒 long », a déclaré le maire \u202eab\u202c.\r\n\r\n"
    "« <b>Rien</b> ne presse », a répondu la préfète."
)


@pytest.fixture
def read(client_of: Callable[[str], Client]) -> Callable[..., str]:
    def page(article: Article, who: str = "analyst", query: str = "") -> str:
        response = client_of(who).get(reverse("article", args=[article.pk]) + query)
        assert response.status_code == 200
        return str(response.content.decode())

    return page


def marked(page: str, claim: Claim) -> str:
    """Return what the page marks for the claim, as a browser reads it."""
    found, depth = "", 0
    for opening, closing, text in re.findall(r'<mark [^>]*data-claim="(\d+)">|(</mark>)|<[^>]+>|([^<]+)', body(page)):
        if opening:
            OPEN.append(int(opening))
        elif closing:
            OPEN.pop()
        elif claim.pk in OPEN:
            found += text
        depth = max(depth, len(OPEN))
    assert not OPEN
    return unescape(found)


OPEN: list[int] = []


def body(page: str) -> str:
    return page[page.index('<div class="text"') : page.index("<footer")]


def words(claim: Claim) -> str:
    return "".join(claim.revision.content[a:b] for a, b in claim.spans)


def test_each_claim_is_marked_where_it_stands(read: Callable[..., str]) -> None:
    article = an_article(extracted=True, title="Le pont de Corvenne")
    page = read(article)
    claims = claims_of(article)
    assert len(claims) >= 3
    for number, claim in enumerate(claims, 1):
        assert marked(page, claim).replace("\n", "") == words(claim).replace("\n", "")
        assert f'href="#claim-{claim.pk}"' in page
        assert f'id="claim-{claim.pk}"' in page
        assert f">{number}</a>" in page


def test_hostile_text_is_shown_escaped_with_its_marks_in_place(read: Callable[..., str]) -> None:
    article = an_article(extracted=True, text=HOSTILE, title="<i>Titre</i>")
    page = read(article)
    assert "<script>alert" not in page and "<b>Rien" not in page and "<i>Titre" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page
    claims = claims_of(article)
    assert claims
    for claim in claims:
        assert marked(page, claim) == words(claim)


def test_overlapping_and_nested_marks(read: Callable[..., str]) -> None:
    article = an_article(extracted=True)
    first, second = claims_of(article)[:2]
    a, b = first.spans[0]
    outer = {"spans": [[a, b + 10]], "start": a, "end": b + 10, "place_in_text": "outer"}
    Claim.objects.filter(pk=second.pk).update(**outer)
    second.refresh_from_db()
    page = read(article)
    for claim in (first, second):
        assert marked(page, claim) == words(claim)


def test_a_suggestion_and_a_decision_look_different(read: Callable[..., str], client_of: Callable) -> None:
    article = an_article(extracted=True)
    claim = claims_of(article)[0]
    assert f'class="lane-0 state-new" data-claim="{claim.pk}"' in read(article)
    assert "tag suggestion" in read(article)
    client_of("analyst").post(reverse("claim-move", args=[claim.pk, "accept"]))
    page = read(article)
    assert f'class="lane-0 state-accepted" data-claim="{claim.pk}"' in page
    assert "tag decided" in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.RECEIVED, "En attente"),
        (Status.EXTRACTING, "en cours d’extraction"),
        (Status.FAILED, "n’ont pas pu être extraites"),
        (Status.NO_EXTRACTOR, "Aucun extracteur"),
    ],
)
def test_every_state_is_said(status: Status, words: str, read: Callable[..., str]) -> None:
    article = an_article()
    article_set_status(article_id=article.pk, status=status, failure="ValueError: exemple")
    page = read(article)
    assert words in unescape(page).replace("\u00a0", " ")
    waits = status in (Status.RECEIVED, Status.EXTRACTING)
    assert ('http-equiv="refresh"' in page) == waits
    assert ("hx-get" in page) == waits


def test_progress_tells_the_page_to_load_again_when_claims_are_there(client_of: Callable[[str], Client]) -> None:
    article = an_article()
    address = reverse("article-progress", args=[article.pk])
    client = client_of("reader")
    assert "HX-Redirect" not in client.get(address)
    article_set_status(article_id=article.pk, status=Status.EXTRACTED)
    assert client.get(address)["HX-Redirect"] == reverse("article", args=[article.pk])


def test_a_withdrawn_article_says_so_and_why(read: Callable[..., str], lead: User) -> None:
    article = an_article(extracted=True)
    article_withdraw(article_id=article.pk, reason="Dépêche annulée", user=lead)
    page = read(article)
    assert "Dépêche annulée" in page
    assert reverse("article-restore", args=[article.pk]) not in page
    assert reverse("article-restore", args=[article.pk]) in read(article, "lead")


def test_revisions_are_listed(read: Callable[..., str]) -> None:
    for text in (TEXT, TEXT + "\n\nSuite."):
        article_ingest(submission=Submission(outlet="Le Phare", text=text, external_id="p1"))
    page = read(Article.objects.get())
    assert "2 versions" in page.replace("\u00a0", " ")


def test_two_megabytes_are_read_in_parts(read: Callable[..., str]) -> None:
    article = an_article(text=(TEXT + "\n\n") * 4500)
    page = read(article)
    assert "partie 1 sur" in page
    assert len(page) < 400_000
    assert 'href="?page=2"' in page
    assert "partie 2 sur" in read(article, query="?page=2")
    for odd in ("?page=0", "?page=99999", "?page=x", "?claim=9"):
        read(article, query=odd)


def test_a_claim_of_a_later_part_opens_there(read: Callable[..., str]) -> None:
    article = an_article(extracted=True, text="Mot. " * 30_000 + "\n\n" + TEXT)
    claim = claims_of(article)[-1]
    assert f'id="claim-{claim.pk}"' in read(article, query=f"?claim={claim.pk}")


def test_reading_costs_the_same_whatever_the_number_of_claims(
    client_of: Callable[[str], Client], django_assert_num_queries: Callable
) -> None:
    client = client_of("analyst")
    short = an_article(extracted=True, text="Le pont fermera, a annoncé la préfète Anne Morvane.")
    long = an_article(extracted=True)
    for article in (short, long):
        with django_assert_num_queries(8):
            client.get(reverse("article", args=[article.pk]))


def test_who_has_claims_of_the_article_in_hand_is_said(client_of: Callable[[str], Client], lead: User) -> None:
    claim = a_claim()
    address = reverse("article", args=[claim.article_id])
    assert "s’occupe d’affirmations" not in client_of("analyst").get(address).content.decode()
    queue_take(claim_id=claim.pk, user=lead)
    page = client_of("analyst").get(address).content.decode()
    assert "lead s’occupe d’affirmations de cet article" in page
    assert "lead s’en occupe" in page
    assert "lead s’occupe" not in client_of("lead").get(address).content.decode()
