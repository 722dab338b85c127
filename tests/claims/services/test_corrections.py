"""Who, when, where put right by hand: kept, remembered for the articles to come, logged, undone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Status
from claims.models import Actor, ActorAlias, Claim, Event
from claims.services.actors import actor_anonymous, actors_for_names
from claims.services.corrections import claim_correct, correction_undo, spelling_of
from claims.services.extraction import article_extract
from claimtrack.accounts.models import User
from tests.factories import a_claim

pytestmark = pytest.mark.django_db

SAYS = "Les câbles sont usés, a déclaré {name} mardi."


def said_by(name: str, outlet: str = "La Vigie") -> Claim:
    return a_claim(outlet=outlet, text=SAYS.format(name=name), published=date(2024, 10, 11))


def test_a_remembered_spelling_links_the_next_article_by_itself(analyst: User) -> None:
    first = said_by("Igor Kouptchichine")
    known = actors_for_names(names=["Igor Kupchishin"])["Igor Kupchishin"]
    claim_correct(claim_id=first.pk, user=analyst, fields={"speaker": known}, remember_speaker=True)
    assert said_by("Igor Kouptchichine", outlet="Le Phare").speaker == known
    change = Event.objects.get(claim=first, verb="claim.correct").changes
    assert change["speaker"] == ["Igor Kouptchichine", "Igor Kupchishin"]
    assert change["spelling"] == ["Igor Kouptchichine", "Igor Kouptchichine → Igor Kupchishin"]


def test_a_correction_that_is_not_remembered_stays_with_its_claim(analyst: User) -> None:
    first = said_by("Igor Kouptchichine")
    claim_correct(claim_id=first.pk, user=analyst, fields={"speaker": "Igor Kupchishin"})
    assert said_by("Igor Kouptchichine", outlet="Le Phare").speaker.name == "Igor Kouptchichine"


def test_nothing_is_remembered_of_a_name_that_the_machine_may_not_have_read(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    ActorAlias.objects.create(actor=claim.speaker, name="Le général", folded="le general")
    Claim.objects.filter(pk=claim.pk).update(speaker_words="ce dernier")
    claim.refresh_from_db()
    assert spelling_of(claim) == ""
    claim_correct(claim_id=claim.pk, user=analyst, fields={"speaker": "Paul Tessandier"}, remember_speaker=True)
    assert ActorAlias.objects.get(folded="igor kouptchichine").actor == claim.speaker


def test_no_speaker_named_stays_through_extraction(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    claim_correct(claim_id=claim.pk, user=analyst, fields={"speaker": ""})
    Article.objects.update(status=Status.RECEIVED)
    article_extract(article_id=claim.article_id)
    claim.refresh_from_db()
    assert claim.speaker is None and "speaker" in claim.corrected_fields


def test_an_anonymous_speaker_marks_the_claim_and_extraction_leaves_the_mark(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    source = actor_anonymous(description="un ingénieur, sous couvert d’anonymat")
    claim_correct(claim_id=claim.pk, user=analyst, fields={"speaker": source})
    Article.objects.update(status=Status.RECEIVED)
    article_extract(article_id=claim.article_id)
    claim.refresh_from_db()
    assert (claim.speaker, claim.anonymous) == (source, True)


def test_undo_puts_everything_back_and_frees_the_field_for_extraction(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    fields = {"speaker": "Paul Tessandier", "stated_from": date(2024, 10, 1), "hedged": True}
    corrected = claim_correct(claim_id=claim.pk, user=analyst, fields=fields, remember_speaker=True)
    correction_undo(claim_id=claim.pk, version=corrected.version, user=analyst)
    after = Claim.objects.get(pk=claim.pk)
    for name in ("speaker", "stated_from", "hedged", "anonymous", "corrected_fields"):
        assert getattr(after, name) == getattr(claim, name), name
    assert said_by("Igor Kouptchichine", outlet="Le Phare").speaker == claim.speaker
    undone = Event.objects.get(claim=claim, verb="claim.uncorrect")
    assert undone.changes["speaker"] == ["Paul Tessandier", "Igor Kouptchichine"]


def test_what_somebody_else_corrected_since_is_not_undone(analyst: User, lead: User) -> None:
    claim = said_by("Igor Kouptchichine")
    mine = claim_correct(claim_id=claim.pk, user=analyst, fields={"speaker": "Paul Tessandier"})
    claim_correct(claim_id=claim.pk, user=lead, fields={"hedged": True})
    theirs = claim_correct(claim_id=claim.pk, user=lead, fields={"speaker": "Anne Morvane"})
    with pytest.raises(ValidationError, match="lead"):
        correction_undo(claim_id=claim.pk, version=mine.version, user=analyst)
    assert Claim.objects.get(pk=claim.pk).speaker == Actor.objects.get(name="Anne Morvane")
    correction_undo(claim_id=claim.pk, version=theirs.version, user=lead)
    with pytest.raises(ValidationError):
        correction_undo(claim_id=claim.pk, version=theirs.version, user=lead)


def test_a_correction_that_changes_nothing_leaves_no_trace(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    same = {"speaker": claim.speaker, "hedged": False}
    assert claim_correct(claim_id=claim.pk, user=analyst, fields=same).version == 1
    claim.refresh_from_db()
    assert (claim.version, claim.corrected_fields) == (1, []) and not Event.objects.filter(claim=claim).exists()


def test_a_typed_name_leads_to_the_actor_with_that_alias(analyst: User) -> None:
    known = actors_for_names(names=["Igor Kupchishin"])["Igor Kupchishin"]
    claim = a_claim()
    claim_correct(claim_id=claim.pk, user=analyst, fields={"speaker": " igor KUPCHISHIN "})
    claim.refresh_from_db()
    assert claim.speaker == known
