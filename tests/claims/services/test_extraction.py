"""Claims keep their ids and what people decided, whatever is extracted again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Status
from articles.services import article_correct, article_mark_for_extraction
from claims.extraction import extract
from claims.extraction.types import ClaimDraft
from claims.models import Actor, Claim, ClaimState, Event
from claims.selectors.queue import queue_view
from claims.services.corrections import claim_correct
from claims.services.evidence import evidence_link
from claims.services.extraction import Report, article_extract, article_extract_dry
from claims.services.gazetteer import gazetteer
from claims.services.reconcile import reconcile
from claims.services.review import claim_move
from claims.services.words import claim_words
from claimtrack.accounts.models import User
from tests.factories import TEXT, a_source, an_article, claims_of

pytestmark = pytest.mark.django_db


def extract_again(article: Article) -> Report:
    article_mark_for_extraction(article=Article.objects.get(pk=article.pk))
    return article_extract(article_id=article.pk)


def revise(article: Article, text: str) -> Report:
    an_article(external_id=article.external_id, text=text)
    return article_extract(article_id=article.pk)


def a_draft(start: int, end: int, cue_spans: Any) -> ClaimDraft:
    """Return what the machine reads in the sample's second claim, at this place."""
    draft = extract(TEXT, language="fr", published_on=None, gazetteer=gazetteer())[1]
    return replace(draft, spans=((start, end),), cue_spans=tuple(tuple(span) for span in cue_spans))


def with_revisions(article: Article) -> list[Claim]:
    return list(Claim.objects.filter(article=article).select_related("revision").prefetch_related("evidence"))


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


@pytest.mark.parametrize(("verb", "keeps"), [("reject", "rejected"), ("accept", "accepted")])
def test_a_claim_decided_on_survives_a_word_that_the_outlet_changed(
    verb: str, keeps: str, article: Article, analyst: User
) -> None:
    _, cables, works = claims_of(article)
    claim_move(claim_id=works.pk, move=verb, user=analyst)
    story, decided = works.story_id, Claim.objects.get(pk=works.pk)
    report = revise(article, TEXT.replace("deux millions", "trois millions"))
    after = Claim.objects.get(pk=works.pk)
    assert (report.added, report.retired) == ([], [])
    assert (after.state, after.state_by, after.state_at, after.story_id) == (keeps, analyst, decided.state_at, story)
    assert after.allegation == decided.allegation
    assert claim_words(after.revision.content, after.spans) == decided.allegation.replace("deux", "trois")
    assert after.reworded_at is not None
    assert after.version == decided.version + 1
    assert Claim.objects.get(pk=cables.pk).reworded_at is None
    stale = {entry.pk for entry in queue_view(view="stale", user=analyst)}
    assert stale == ({works.pk} if keeps == "accepted" else set())
    event = Event.objects.get(verb="claim.reread", claim=works)
    assert [words.split()[-3] for words in event.changes["text"]] == ["deux", "trois"]


def test_the_text_that_has_the_decided_words_again_is_changed_no_more(article: Article, analyst: User) -> None:
    works = claims_of(article)[2]
    claim_move(claim_id=works.pk, move="accept", user=analyst)
    revise(article, TEXT.replace("deux millions", "trois millions"))
    revise(article, TEXT)
    works.refresh_from_db()
    assert (works.reworded_at, works.state) == (None, ClaimState.ACCEPTED)


def test_deciding_again_takes_the_words_that_the_text_has_now(article: Article, analyst: User, lead: User) -> None:
    works = claims_of(article)[2]
    claim_move(claim_id=works.pk, move="accept", user=analyst)
    revise(article, TEXT.replace("deux millions", "trois millions"))
    again = claim_move(claim_id=works.pk, move="accept", user=lead)
    assert (again.state_by, again.reworded_at) == (lead, None)
    assert "trois millions" in again.allegation
    with pytest.raises(ValidationError):
        claim_move(claim_id=works.pk, move="accept", user=lead)


def test_a_claim_that_waits_takes_the_new_words_and_keeps_its_id(article: Article) -> None:
    works = claims_of(article)[2]
    revise(article, TEXT.replace("deux millions", "trois millions"))
    works.refresh_from_db()
    assert "trois millions" in works.allegation
    assert (works.retired_at, works.reworded_at) == (None, None)
    assert Claim.objects.count() == 3


def test_words_chosen_by_hand_follow_the_text_that_changed(article: Article, analyst: User) -> None:
    works = claims_of(article)[2]
    start, end = works.spans[0]
    claim_correct(claim_id=works.pk, user=analyst, fields={"spans": [[start + 4, end]]})
    revise(article, TEXT.replace("deux millions", "trois millions"))
    works.refresh_from_db()
    assert works.allegation == claim_words(works.revision.content, works.spans)
    assert works.allegation.startswith("travaux coûteraient trois")
    assert len(claims_of(article)) == 3


@pytest.mark.parametrize(
    ("rejected", "read"),
    [((0, 49), [(0, 9)]), ((0, 9), [(0, 49)]), ((0, 49), [(0, 23), (24, 49)])],
    ids=["shorter", "longer", "split"],
)
def test_a_rejected_claim_comes_back_as_no_other_reading_of_its_words(
    rejected: tuple[int, int], read: list[tuple[int, int]], article: Article, analyst: User
) -> None:
    cables = claims_of(article)[1]
    claim_move(claim_id=cables.pk, move="reject", user=analyst)
    at = cables.start
    Claim.objects.filter(pk=cables.pk).update(spans=[[at + n for n in rejected]], place_in_text="other")
    drafts = [a_draft(at + start, at + end, cables.cue_spans) for start, end in read]
    plan = reconcile(claims=with_revisions(article), drafts=drafts, content=article.revision.content)
    assert plan.add == []


def test_another_cue_makes_another_claim_of_rejected_words(article: Article, analyst: User) -> None:
    cables = claims_of(article)[1]
    claim_move(claim_id=cables.pk, move="reject", user=analyst)
    draft = a_draft(cables.start, cables.start + 9, [[0, 2]])
    plan = reconcile(claims=with_revisions(article), drafts=[draft], content=article.revision.content)
    assert plan.add == [draft]


def test_two_claims_that_the_text_makes_one_leave_one(analyst: User) -> None:
    said = "« Le pont est fermé », a déclaré la préfète Anne Morvane."
    article = an_article(external_id="deux", text=f"{said}\n\nAilleurs.\n\n{said}", extracted=True)
    first, second = claims_of(article)
    for claim in (first, second):
        claim_move(claim_id=claim.pk, move="accept", user=analyst)
    revise(article, f"Ailleurs.\n\n{said}")
    (left,) = claims_of(article)
    assert left.pk in (first.pk, second.pk)
    assert Claim.objects.filter(state=ClaimState.ACCEPTED).count() == 2


def test_the_log_of_a_claim_tells_what_reading_it_again_changed(article: Article) -> None:
    closing = claims_of(article)[0]
    Claim.objects.filter(pk=closing.pk).update(hedged=True, speaker=None, confidence=0.1)
    extract_again(article)
    event = Event.objects.get(verb="claim.reread", claim=closing)
    assert event.changes == {"hedged": [True, False], "speaker": [None, "Anne Morvane"]}
    assert event.by is None


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
