"""Claims keep their ids and what people decided, whatever is extracted again."""

from datetime import date

import pytest

from articles.models import Article, Status
from articles.services import article_correct, article_mark_for_extraction
from claims.models import Actor, Claim, ClaimState, Event
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link
from claims.services.extraction import Report, article_extract, article_extract_dry
from claims.services.review import claim_move
from claimtrack.accounts.models import User
from tests.factories import TEXT, a_source, an_article, claims_of

pytestmark = pytest.mark.django_db


def extract_again(article: Article) -> Report:
    article_mark_for_extraction(article=Article.objects.get(pk=article.pk))
    return article_extract(article_id=article.pk)


def revise(article: Article, text: str) -> Report:
    an_article(external_id=article.external_id, text=text)
    return article_extract(article_id=article.pk)


@pytest.fixture
def article() -> Article:
    return an_article(external_id="pont-1", published=date(2024, 5, 3), extracted=True)


def test_the_claims_of_an_article_are_found_with_their_exact_words(article: Article) -> None:
    closing, cables, works = claims_of(article)
    content = article.revision.content
    for claim in (closing, cables, works):
        assert " ".join(content[start:end] for start, end in claim.spans) == claim.allegation
    assert article.status == Status.EXTRACTED
    assert closing.speaker.name == "Anne Morvane"
    assert cables.allegation == "Les câbles sont usés. Personne ne doit plus passer"
    assert (works.speaker_words, works.hedged, works.kind) == ("la mairie de Corvenne", True, "indirect")
    assert closing.stated_from == date(2024, 5, 3)


def test_every_claim_has_a_story_of_its_own(article: Article) -> None:
    assert len({claim.story_id for claim in claims_of(article)}) == 3


def test_extracting_twice_changes_nothing(article: Article) -> None:
    before = list(Claim.objects.values())
    events = Event.objects.count()
    report = extract_again(article)
    assert (report.added, report.updated, report.retired, report.unchanged) == ([], [], [], 3)
    assert list(Claim.objects.values()) == before
    assert Event.objects.count() == events


def test_an_article_done_or_in_other_hands_is_left_alone(article: Article) -> None:
    assert article_extract(article_id=article.pk).status == Status.EXTRACTED
    assert Claim.objects.count() == 3


def test_claims_carry_over_to_a_new_revision_with_their_decisions(article: Article, analyst: User) -> None:
    closing, cables, works = claims_of(article)
    claim_move(claim_id=cables.pk, move="accept", user=analyst)
    revise(article, "CORVENNE – Mise à jour à midi.\n\n" + TEXT)
    after = claims_of(article)
    assert {claim.pk for claim in after} >= {closing.pk, cables.pk, works.pk}
    moved = Claim.objects.get(pk=cables.pk)
    assert moved.state == ClaimState.ACCEPTED
    assert moved.revision.number == 2
    (start, end), *_ = moved.spans
    assert moved.revision.content[start:end] == moved.allegation


def test_a_claim_whose_words_are_gone_is_retired_and_comes_back_with_them(article: Article, analyst: User) -> None:
    *_, works = claims_of(article)
    claim_move(claim_id=works.pk, move="accept", user=analyst)
    shorter = TEXT.rsplit("\n\n", 1)[0]
    revise(article, shorter)
    works.refresh_from_db()
    assert works.retired_at is not None
    assert works.state == ClaimState.ACCEPTED
    revise(article, TEXT)
    works.refresh_from_db()
    assert works.retired_at is None
    assert len(claims_of(article)) == 3


def test_a_rejected_claim_does_not_come_back_when_its_span_moves_a_word(article: Article, analyst: User) -> None:
    closing, *_ = claims_of(article)
    claim_move(claim_id=closing.pk, move="reject", user=analyst)
    start, end = closing.spans[0]
    Claim.objects.filter(pk=closing.pk).update(spans=[[start + 3, end]], start=start + 3, place_in_text="other")
    report = extract_again(article)
    assert report.added == []
    closing.refresh_from_db()
    assert closing.state == ClaimState.REJECTED
    assert closing.spans == [[start + 3, end]]


def test_what_a_person_corrected_is_not_touched(article: Article, analyst: User) -> None:
    closing, *_ = claims_of(article)
    fields = {"speaker": "Préfecture de la Corve", "hedged": True, "stated_from": date(2024, 5, 1)}
    claim_correct(claim_id=closing.pk, user=analyst, fields=fields, why="lu dans le communiqué")
    extract_again(article)
    closing.refresh_from_db()
    assert closing.speaker.name == "Préfecture de la Corve"
    assert (closing.hedged, closing.stated_from) == (True, date(2024, 5, 1))


def test_what_the_engine_finds_no_more_is_retired_unless_people_took_part(article: Article, analyst: User) -> None:
    first, second, third = claims_of(article)
    evidence_link(claim_id=second.pk, source=a_source(), user=analyst, url="https://ponts.example/1", stance="context")
    claim_move(claim_id=third.pk, move="accept", user=analyst)
    Article.objects.filter(pk=article.pk).update(language="xx")
    report = extract_again(article)
    assert report.status == Status.NO_EXTRACTOR
    assert {claim.pk for claim in claims_of(article)} == {second.pk, third.pk}
    first.refresh_from_db()
    assert first.retired_at is not None


def test_a_corrected_publication_date_works_out_relative_dates_again(article: Article, lead: User) -> None:
    closing, *_ = claims_of(article)
    claim_move(claim_id=closing.pk, move="accept", user=lead)
    article_correct(article_id=article.pk, user=lead, why="date du site", published=date(2024, 5, 10))
    article_extract(article_id=article.pk)
    closing.refresh_from_db()
    assert closing.stated_from == date(2024, 5, 10)
    assert closing.state == ClaimState.ACCEPTED


def test_a_date_set_by_a_person_stays_when_the_publication_date_is_corrected(article: Article, lead: User) -> None:
    closing, *_ = claims_of(article)
    days = {"stated_from": date(2024, 4, 30), "stated_to": date(2024, 4, 30)}
    claim_correct(claim_id=closing.pk, user=lead, fields=days)
    article_correct(article_id=article.pk, user=lead, why="date du site", published=date(2024, 5, 10))
    article_extract(article_id=article.pk)
    closing.refresh_from_db()
    assert closing.stated_from == date(2024, 4, 30)


def test_a_dry_run_shows_what_would_change_and_writes_nothing(article: Article) -> None:
    Claim.objects.filter(pk=claims_of(article)[0].pk).update(cue="autre")
    before = list(Claim.objects.values())
    report = article_extract_dry(article_id=article.pk)
    assert len(report.updated) == 1
    assert "cue" in report.updated[0]
    assert list(Claim.objects.values()) == before


def test_one_name_is_one_actor_across_articles(article: Article) -> None:
    an_article(outlet="L’Écho", extracted=True)
    assert Actor.objects.filter(name="Anne Morvane").count() == 1


def test_places_are_looked_up_in_the_gazetteer_that_set_up_built() -> None:
    text = "Deux ponts ont été fermés à Strasbourg, a annoncé vendredi la préfète Anne Morvane."
    (claim,) = claims_of(an_article(text=text, extracted=True))
    (mention,) = claim.places.all()
    assert mention.words == "Strasbourg"
    assert mention.place.country == "FR"
    assert (round(mention.place.latitude), round(mention.place.longitude)) == (49, 8)


def test_a_language_without_extractor_says_so() -> None:
    article = an_article(text="Das Ministerium erklärte am Freitag, die Brücke sei gesperrt.", language="de")
    assert article_extract(article_id=article.pk).status == Status.NO_EXTRACTOR


def test_history_tells_who_and_why(article: Article, analyst: User) -> None:
    closing, *_ = claims_of(article)
    claim_move(claim_id=closing.pk, move="reject", user=analyst, why="simple annonce")
    last = closing.history.order_by("-pgh_id").first()
    assert last.state == ClaimState.REJECTED
    assert last.pgh_context.metadata == {"why": "simple annonce", "user": analyst.pk}
    event = Event.objects.get(verb="claim.reject")
    assert (event.by, event.why, event.changes) == (analyst, "simple annonce", {"state": ["new", "rejected"]})
