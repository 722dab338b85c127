"""Words that people choose: corrected, added, and safe from the machine afterwards."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from articles.services import article_mark_for_extraction
from claims.models import Claim, ClaimState, Event
from claims.services.corrections import claim_correct
from claims.services.extraction import article_extract
from claims.services.review import claim_move
from claims.services.words import claim_enter
from claimtrack.accounts.models import User
from tests.factories import TEXT, an_article, claims_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return an_article(external_id="pont-1", published=date(2024, 5, 3), extracted=True)


def extract_again(article: Article, text: str = "") -> None:
    if text:
        an_article(external_id=article.external_id, text=text)
    else:
        article_mark_for_extraction(article=Article.objects.get(pk=article.pk))
    article_extract(article_id=article.pk)


def span(article: Article, words: str) -> list[list[int]]:
    start = article.revision.content.index(words)
    return [[start, start + len(words)]]


def entered(article: Article, user: User, words: str = "ingénieur Paul Tessandier", **fields: Any) -> Claim:
    known = {"spans": span(article, words), "kind": "indirect", "speaker": "Anne Morvane"} | fields
    return claim_enter(article_id=article.pk, revision_id=article.revision_id, user=user, **known)


def words_of(claim: Claim) -> str:
    claim.refresh_from_db()
    return " ".join(claim.revision.content[start:end] for start, end in claim.spans)


def test_corrected_words_are_those_of_the_text_and_stay(article: Article, analyst: User) -> None:
    closing, *_ = claims_of(article)
    claim_correct(claim_id=closing.pk, user=analyst, fields={"spans": span(article, "pont de Corvenne sera fermé ")})
    for text in ("", "CORVENNE – Mise à jour.\n\n" + TEXT):
        extract_again(article, text)
        assert words_of(closing) == closing.allegation == "pont de Corvenne sera fermé"
        assert len(claims_of(article)) == 3
    event = Event.objects.get(verb="claim.correct")
    assert event.changes["allegation"] == ["Le pont de Corvenne sera fermé dès lundi", "pont de Corvenne sera fermé"]


def test_the_machine_does_not_add_its_own_reading_beside_much_shorter_words(article: Article, analyst: User) -> None:
    closing, *_ = claims_of(article)
    claim_correct(claim_id=closing.pk, user=analyst, fields={"spans": span(article, "dès lundi")})
    extract_again(article)
    assert claims_of(article)[0].allegation == "dès lundi"
    assert len(claims_of(article)) == 3


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [[5, 5]],
        [[9, 5]],
        [[-1, 5]],
        [[0, 10**9]],
        [[0, 5], [3, 9]],
        "0-5",
        [["0", 5]],
        [[0, True]],
        [[0, 1, 2]],
        None,
    ],
)
def test_spans_that_cannot_be_are_refused_by_name(spans: Any, article: Article, analyst: User) -> None:
    closing, *_ = claims_of(article)
    with pytest.raises(ValidationError) as refused:
        claim_correct(claim_id=closing.pk, user=analyst, fields={"spans": spans})
    assert list(refused.value.message_dict) == ["spans"]
    with pytest.raises(ValidationError) as refused:
        entered(article, analyst, spans=spans)
    assert list(refused.value.message_dict) == ["spans"]


def test_an_added_claim_is_its_authors_decision_and_survives(article: Article, analyst: User) -> None:
    claim = entered(article, analyst, stated_from=date(2024, 5, 1), hedged=True)
    assert (claim.state, claim.state_by, claim.by_machine) == (ClaimState.ACCEPTED, analyst, False)
    assert claim.speaker.name == "Anne Morvane"
    before = {f: getattr(claim, f) for f in ("allegation", "stated_from", "hedged", "kind", "speaker_id", "state")}
    for text in ("", "CORVENNE – Mise à jour.\n\n" + TEXT):
        extract_again(article, text)
        assert words_of(claim) == "ingénieur Paul Tessandier"
        assert {field: getattr(claim, field) for field in before} == before
        assert claim.retired_at is None
    assert len(claims_of(article)) == 4
    event = Event.objects.get(verb="claim.add")
    assert (event.by, event.claim, event.changes) == (analyst, claim, {"allegation": [None, claim.allegation]})


def test_an_added_claim_taken_back_never_comes_back(article: Article, analyst: User) -> None:
    claim = entered(article, analyst)
    claim_move(claim_id=claim.pk, move="reject", user=analyst, version=1)
    extract_again(article)
    claim.refresh_from_db()
    assert claim.state == ClaimState.REJECTED


def test_the_same_words_are_not_added_twice(article: Article, analyst: User) -> None:
    claim = entered(article, analyst)
    with pytest.raises(ValidationError) as refused:
        entered(article, analyst)
    assert str(claim.pk) in refused.value.messages[0]


def test_words_chosen_in_an_older_text_are_not_taken(article: Article, analyst: User) -> None:
    an_article(external_id=article.external_id, text="Autre. " + TEXT)
    with pytest.raises(ValidationError):
        entered(article, analyst)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": "rumour"}),
        ("stated_to", {"stated_from": date(2024, 5, 2), "stated_to": date(2024, 5, 1)}),
    ],
)
def test_an_added_claim_that_cannot_be_is_refused(
    field: str, change: dict[str, Any], article: Article, analyst: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        entered(article, analyst, **change)
    assert field in refused.value.message_dict
    assert len(claims_of(article)) == 3
