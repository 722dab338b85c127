"""Who, when, where put right by hand: kept, remembered for the articles to come, logged, undone."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Status
from claims.extraction.types import PlaceMention
from claims.models import Actor, ActorAlias, Claim, Event, Place
from claims.services.actors import actor_anonymous, actors_for_names
from claims.services.corrections import claim_correct, correction_undo, spelling_of
from claims.services.drafts import Known, write_parts
from claims.services.extraction import article_extract
from claims.services.merging import actor_merge, actor_move_undo
from claims.services.parts import EventDay, PlaceSet, RelaySet
from claims.services.places import place_aliases_for
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


# --- dates and places


def at(name: str, country: str = "SY") -> Place:
    entry = {"name": name, "country": country, "latitude": 35.9, "longitude": 36.6}
    return Place.objects.get_or_create(gazetteer_id=f"test:{name}", defaults=entry)[0]


def claim_at(words: str, outlet: str = "La Vigie", place: Place | None = None) -> Claim:
    """Return a claim of a place as the machine would store it."""
    name, key = (place.name, place.gazetteer_id) if place else (words, "")
    mention = PlaceMention(words, (0, len(words)), name, "", None, None, key)
    claim = a_claim(outlet=outlet, text=SAYS.format(name="Paul Tessandier"))
    known = Known({}, {place.gazetteer_id: place} if place else {}, place_aliases_for(texts=[words]))
    draft = SimpleNamespace(event_dates=(), places=[mention], relayed_by=())
    write_parts(claim, draft, known)  # type: ignore[arg-type]
    return claim


def places_of(claim: Claim) -> list[tuple[str, Place | None]]:
    return [(mention.words, mention.place) for mention in claim.places.order_by("pk").select_related("place")]


def test_places_put_right_are_logged_by_name_and_put_back(analyst: User) -> None:
    claim = claim_at("Ildeb")
    fields = {"places": [PlaceSet("Ildeb", at("Idlib")), PlaceSet("Alep", None)]}
    corrected = claim_correct(claim_id=claim.pk, user=analyst, fields=fields)
    assert places_of(claim) == [("Ildeb", at("Idlib")), ("Alep", None)]
    assert Event.objects.get(claim=claim).changes == {"places": ["Ildeb", "Idlib (SY); Alep"]}
    correction_undo(claim_id=claim.pk, version=corrected.version, user=analyst)
    assert places_of(claim) == [("Ildeb", None)]
    claim.refresh_from_db()
    assert claim.corrected_fields == []


@pytest.mark.parametrize("wrong", [None, "Jéricho"])
def test_a_remembered_place_is_found_in_the_next_article(wrong: str | None, analyst: User) -> None:
    mistaken = at(wrong, "PS") if wrong else None
    first = claim_at("Ariha", place=mistaken)
    fields = {"places": [PlaceSet("Ariha", at("Ariha"), remember=True)]}
    corrected = claim_correct(claim_id=first.pk, user=analyst, fields=fields)
    assert places_of(claim_at("ariha", outlet="Le Phare", place=mistaken)) == [("ariha", at("Ariha"))]
    elsewhere = at("Ariha-sur-Mer", "FR")
    assert places_of(claim_at("Ariha", outlet="La Côte", place=elsewhere)) == [("Ariha", elsewhere)]
    assert Event.objects.get(claim=first).changes["place_spellings"] == ["", "Ariha → Ariha"]
    correction_undo(claim_id=first.pk, version=corrected.version, user=analyst)
    assert places_of(claim_at("Ariha", outlet="Le Soir", place=mistaken)) == [("Ariha", mistaken)]


def test_dates_and_places_put_right_stay_through_extraction(analyst: User) -> None:
    claim = claim_at("Ildeb")
    days = EventDay(date(2018, 9, 8), date(2018, 9, 10), "day"), EventDay(None, date(2018, 12, 31), "year")
    fields = {"event_dates": days, "places": [], "stated_from": date(2018, 9, 1), "stated_to": date(2018, 9, 30)}
    claim_correct(claim_id=claim.pk, user=analyst, fields=fields | {"stated_grain": "month"})
    assert Event.objects.get(claim=claim).changes["event_dates"] == ["", "2018-09-08/2018-09-10; /2018-12-31"]
    Article.objects.update(status=Status.RECEIVED)
    article_extract(article_id=claim.article_id)
    claim.refresh_from_db()
    assert [(day.start, day.end) for day in claim.event_dates.all()] == [day[:2] for day in days]
    assert places_of(claim) == []
    assert (claim.stated_from, claim.stated_to, claim.stated_grain) == (date(2018, 9, 1), date(2018, 9, 30), "month")


# --- relays


def chain(claim: Claim) -> list[str]:
    return [relay.actor.name for relay in claim.relays.order_by("pk").select_related("actor")]


def relayed(claim: Claim, user: User, *names: str) -> Claim:
    fields = {"relayed_by": [RelaySet(name) for name in names]}
    return claim_correct(claim_id=claim.pk, user=user, fields=fields)


def test_relays_put_right_are_logged_stay_through_extraction_and_are_put_back(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    corrected = relayed(claim, analyst, "Sputnik", " RT", "sputnik")
    assert chain(claim) == ["Sputnik", "RT"], "in their order, each once"
    assert Event.objects.get(claim=claim).changes == {"relayed_by": ["", "Sputnik, RT"]}
    Article.objects.update(status=Status.RECEIVED)
    article_extract(article_id=claim.article_id)
    assert chain(claim) == ["Sputnik", "RT"]
    last = relayed(claim, analyst, "RT", "Sputnik")
    assert chain(claim) == ["RT", "Sputnik"]
    actors = actors_for_names(names=["Sputnik", "Sputnik France"])
    actor_merge(actor_id=actors["Sputnik"].pk, into_id=actors["Sputnik France"].pk, user=analyst)
    correction_undo(claim_id=claim.pk, version=last.version, user=analyst)
    assert chain(claim) == ["Sputnik France", "RT"], "whoever they are by now"
    with pytest.raises(ValidationError):
        correction_undo(claim_id=claim.pk, version=corrected.version, user=analyst)


def test_a_relay_that_names_nobody_is_refused(analyst: User) -> None:
    claim = said_by("Igor Kouptchichine")
    with pytest.raises(ValidationError) as refused:
        relayed(claim, analyst, "RT", "…")
    assert list(refused.value.message_dict) == ["relayed_by"] and chain(claim) == []


@pytest.mark.parametrize(("left", "after"), [((), []), (("RT",), ["RT", "Sputnik"])])
def test_a_relay_taken_away_does_not_come_back_with_the_end_of_a_merge(
    left: tuple[str, ...], after: list[str], analyst: User
) -> None:
    claim = said_by("Igor Kouptchichine")
    relayed(claim, analyst, "Sputnik", "RT")
    actors = actors_for_names(names=["Sputnik", "RT"])
    move = actor_merge(actor_id=actors["Sputnik"].pk, into_id=actors["RT"].pk, user=analyst)
    relayed(claim, analyst, *left)
    actor_move_undo(move_id=move.pk, user=analyst)
    assert sorted(chain(claim)) == after
