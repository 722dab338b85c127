"""Actors made one, made two, and put back: exactly as it was, with nothing lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from articles.models import Article
from claims.models import Actor, ActorAlias, ActorMove, Claim, ClaimRelay, Event, Lookalike, Relation
from claims.services.actor_facts import relation_add
from claims.services.actors import actor_correct, actor_of_outlet, actors_for_names, relation_record
from claims.services.corrections import claim_correct, correction_undo
from claims.services.extraction import article_extract
from claims.services.lookalikes import lookalikes_decide
from claims.services.merging import HELD, actor_merge, actor_move_undo, actor_split, survivor
from claims.services.sources import source_record
from claims.services.ties import relation_decide
from claimtrack.accounts.models import User
from tests.factories import a_claim, an_article, claims_of

pytestmark = pytest.mark.django_db
RUSSIAN, FRENCH = "Viktor Kupchishin", "Viktor Kouptchichine"
SAYS = "Les câbles sont usés, a déclaré {name} mardi, cité par Sputnik."


def said_by(name: str, outlet: str = "La Vigie") -> Claim:
    return a_claim(outlet=outlet, text=SAYS.format(name=name))


def extract_again(claim: Claim) -> Claim:
    Article.objects.filter(pk=claim.article_id).update(status="received", status_at=timezone.now())
    article_extract(article_id=claim.article_id)
    return Claim.objects.get(pk=claim.pk)


def snapshot() -> dict[str, Any]:
    """Return all that a move may touch, as the database has it."""
    tables = [Actor, ActorAlias, Claim, ClaimRelay, Relation, Lookalike]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in tables}


@pytest.fixture
def pair() -> tuple[Actor, Actor]:
    """Two actors that are one, each with a claim; both relay one claim, both have one relation alike."""
    one, other = said_by(RUSSIAN).speaker, said_by(FRENCH, outlet="Le Phare").speaker
    third = said_by("Oleg Tcherbatov", outlet="L’Écho")
    relations = [{"subject": RUSSIAN, "to": "Centre Corvène"}, {"subject": FRENCH, "to": "Centre Corvène"}]
    relations += [{"subject": FRENCH, "to": "Institut Morvane"}, {"subject": "Oleg Tcherbatov", "to": FRENCH}]
    for ends in [*relations, {"subject": FRENCH, "to": RUSSIAN}]:
        relation_record(kind="member_of", reference="https://centre.example/", **ends)
    for actor in (one, other):
        alias = actor.aliases.get()
        ClaimRelay.objects.create(claim=third, actor=actor, alias=alias, words=alias.name)
    source_record(
        fields={
            "name": FRENCH,
            "website": "https://v.example",
            "reliability": "F",
            "reliability_reason": "",
            "note": "",
        }
    )
    Actor.objects.filter(pk=other.pk).update(country="RU")
    return one, other


def test_everything_goes_to_one_actor(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    other.refresh_from_db()
    one.refresh_from_db()
    assert other.merged_into == one
    assert {alias.name for alias in one.aliases.all()} == {RUSSIAN, FRENCH}
    assert (one.claims.count(), other.claims.count(), other.aliases.count()) == (2, 0, 0)
    assert (one.relayed.count(), other.relayed.count()) == (1, 0)
    assert one.country == "RU"
    assert one.sources.count() == 1
    assert {relation.object.name for relation in one.relations.all()} == {"Centre Corvène", "Institut Morvane"}
    assert {relation.subject.name for relation in one.inverse_relations.all()} == {"Oleg Tcherbatov", FRENCH}


def test_undoing_a_merge_restores_exactly_what_was(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    before = snapshot()
    move = actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    assert snapshot() != before
    again = actor_move_undo(move_id=move.pk, user=analyst)
    assert snapshot() == before
    actor_move_undo(move_id=again.pk, user=analyst)
    other.refresh_from_db()
    assert other.merged_into == one


def test_what_came_since_by_the_merged_name_goes_back_with_it(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    move = actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    since = said_by(FRENCH, outlet="La Dépêche")
    assert since.speaker == one, "merged actors count as one"
    actor_move_undo(move_id=move.pk, user=analyst)
    since.refresh_from_db()
    assert since.speaker == other


def test_extraction_keeps_to_what_people_merged(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    claim = other.claims.get()
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    assert extract_again(claim).speaker == one


def test_a_described_source_that_was_found_out_stays_so(analyst: User) -> None:
    text = "Le pont va céder, a confié un responsable du chantier, sous couvert d’anonymat."
    claim = a_claim(text=text)
    assert claim.anonymous
    known = actors_for_names(names=["Paul Tessandier"])["Paul Tessandier"]
    actor_merge(actor_id=claim.speaker_id, into_id=known.pk, user=analyst)
    assert extract_again(claim).speaker == known


@pytest.mark.parametrize("again", [False, True])
def test_a_move_is_undone_once_and_in_order(again: bool, pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    third = Actor.objects.get(name="Oleg Tcherbatov")
    first = actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    if again:
        actor_move_undo(move_id=first.pk, user=analyst)
    else:
        actor_merge(actor_id=one.pk, into_id=third.pk, user=analyst)
    with pytest.raises(ValidationError):
        actor_move_undo(move_id=first.pk, user=analyst)


def test_what_cannot_be_merged(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    outlets = [actor_of_outlet(outlet=an_article(outlet=name).outlet) for name in ("La Vigie", "Le Phare")]
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    for source, target in ((one, one), (other, one), (outlets[0], other), tuple(outlets)):
        with pytest.raises(ValidationError) as refused:
            actor_merge(actor_id=source.pk, into_id=target.pk, user=analyst)
        assert set(refused.value.message_dict) == {"into"}


def test_an_outlet_that_only_one_is_goes_along_and_comes_back(analyst: User) -> None:
    outlet = actor_of_outlet(outlet=an_article(outlet="La Vigie").outlet)
    other = actors_for_names(names=["Vigie Corvenne"])["Vigie Corvenne"]
    before = snapshot()
    move = actor_merge(actor_id=outlet.pk, into_id=other.pk, user=analyst)
    other.refresh_from_db()
    assert other.outlet.name == "La Vigie"
    actor_move_undo(move_id=move.pk, user=analyst)
    assert snapshot() == before


def test_who_stays_has_more(pair: tuple[Actor, Actor]) -> None:
    one, other = pair
    said_by(FRENCH, outlet="La Dépêche")
    assert survivor(one, other) == (one, other) == survivor(other, one)


def test_names_go_to_a_new_actor_with_their_claims(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    before = snapshot()
    alias = ActorAlias.objects.get(name=FRENCH)
    move = actor_split(actor_id=one.pk, name=FRENCH, alias_ids=[alias.pk], claim_ids=[], user=analyst)
    assert [claim.speaker_alias for claim in move.target.claims.all()] == [alias]
    actor_move_undo(move_id=move.pk, user=analyst)
    after = snapshot()
    made = after["Actor"].pop()
    assert after == before
    assert (made["name"], made["merged_into_id"]) == (FRENCH, one.pk)
    again = actor_split(actor_id=one.pk, name=FRENCH, alias_ids=[alias.pk], claim_ids=[], user=analyst)
    assert said_by(FRENCH, outlet="La Dépêche").speaker == again.target


def test_single_claims_go_and_extraction_leaves_them_there(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, _other = pair
    claim = one.claims.get()
    move = actor_split(actor_id=one.pk, name="Autre Viktor", alias_ids=[], claim_ids=[claim.pk], user=analyst)
    assert extract_again(claim).speaker == move.target
    actor_move_undo(move_id=move.pk, user=analyst)
    claim.refresh_from_db()
    assert (claim.speaker, "speaker" in claim.corrected_fields) == (one, False)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": " "}, "name"),
        ({"alias_ids": []}, "aliases"),
        ({"alias_ids": [999_999]}, "aliases"),
        ({"claim_ids": [999_999]}, "aliases"),
    ],
)
def test_what_cannot_be_split(fields: dict[str, Any], named: str, pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    alias = one.aliases.first()
    known = {"name": "Autre", "alias_ids": [alias.pk], "claim_ids": []}
    with pytest.raises(ValidationError) as refused:
        actor_split(actor_id=one.pk, user=analyst, **(known | fields))
    assert set(refused.value.message_dict) == {named}
    with pytest.raises(ValidationError):
        ids = [alias.pk for alias in one.aliases.all()]
        actor_split(actor_id=one.pk, name="Autre", alias_ids=ids, claim_ids=[], user=analyst)


def test_the_number_of_a_claim_is_no_name(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, _other = pair
    said_by(FRENCH, outlet="Le Phare")
    names = {alias.pk for alias in one.aliases.all()}
    claim = next(claim.pk for claim in one.claims.all() if claim.pk not in names)
    with pytest.raises(ValidationError) as refused:
        actor_split(actor_id=one.pk, name="Autre", alias_ids=[claim], claim_ids=[claim], user=analyst)
    assert set(refused.value.message_dict) == {"aliases"}


def test_two_actors_stay_two_until_it_is_opened_again(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    like = Lookalike.objects.get(first__actor__in=pair, second__actor__in=pair)
    lookalikes_decide(actor_id=one.pk, other_id=other.pk, state="rejected", user=analyst)
    like.refresh_from_db()
    assert (like.state, like.state_by) == ("rejected", analyst)
    with pytest.raises(ValidationError):
        lookalikes_decide(actor_id=one.pk, other_id=other.pk, state="rejected", user=analyst)
    lookalikes_decide(actor_id=other.pk, other_id=one.pk, state="proposed", user=analyst)
    like.refresh_from_db()
    assert (like.state, like.state_by) == ("proposed", None)
    assert set(Event.objects.filter(actor=one).values_list("verb", flat=True)) == {"actor.distinct", "actor.undecided"}


def test_a_relation_is_accepted_rejected_and_reopened(analyst: User) -> None:
    a_claim(text="Le trafic reprendra, a dit Oleg Tcherbatov, porte-parole du ministère géorgien des Transports.")
    relation = Relation.objects.get(kind="speaks_for")
    for move, state in (("accept", "accepted"), ("reject", "rejected"), ("reopen", "proposed")):
        relation = relation_decide(relation_id=relation.pk, move=move, user=analyst)
        assert (relation.state, relation.state_by) == (state, None if move == "reopen" else analyst)
    with pytest.raises(ValidationError):
        relation_decide(relation_id=relation.pk, move="reopen", user=analyst)
    event = Event.objects.filter(verb="relation.accept").get()
    assert event.changes["state"] == ["proposed", "accepted"]
    assert event.actor == relation.subject


def test_moves_are_logged_with_both_and_never_changed(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    move = actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst, why="même grade, même jour")
    kept = Event.objects.get(actor=one, verb="actor.merge")
    assert (kept.why, kept.by) == ("même grade, même jour", analyst)
    assert kept.changes == {
        "actor": [None, FRENCH],
        "names": [None, FRENCH],
        "claims": [1, 2],
        "country": ["", "RU"],
    }
    assert Event.objects.get(actor=other, verb="actor.merge").changes == {"merged_into": [None, RUSSIAN]}
    with pytest.raises(Exception, match="append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_actormove SET moved = '{}' WHERE id = %s", [move.pk])


def test_an_actor_is_corrected_field_by_field(analyst: User) -> None:
    actor = actors_for_names(names=["RT"])["RT"]
    fields = {"name": "Russia Today", "kind": "organisation", "country": "RU"}
    actor_correct(actor_id=actor.pk, user=analyst, fields=fields, why="son site")
    assert set(actors_for_names(names=["rt", "russia today"]).values()) == {actor}
    event = Event.objects.get(actor=actor, verb="actor.correct")
    assert event.changes == {"name": ["RT", "Russia Today"], "kind": ["unknown", "organisation"], "country": ["", "RU"]}
    actors_for_names(names=["Sputnik"])
    with pytest.raises(ValidationError):
        actor_correct(actor_id=actor.pk, user=analyst, fields={"name": "SPUTNIK"})


def test_an_actor_that_was_merged_is_left_alone(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    actor = actors_for_names(names=["Sputnik"])["Sputnik"]
    tie = {"kind": "part_of", "reference": "son site", "user": analyst}
    acts: dict[str, Callable[[], object]] = {
        "correct": lambda: actor_correct(actor_id=other.pk, user=analyst, fields={"name": "Autre nom"}),
        "relate": lambda: relation_add(actor_id=other.pk, to=actor, **tie),
        "relate to it": lambda: relation_add(actor_id=actor.pk, to=Actor.objects.get(pk=other.pk), **tie),
    }
    refused = {}
    for name, act in acts.items():
        with pytest.raises(ValidationError) as error:
            act()
        refused[name] = set(error.value.message_dict)
    assert refused == {"correct": {"name"}, "relate": {"name"}, "relate to it": {"to"}}
    assert not ActorAlias.objects.filter(name="Autre nom").exists()


def test_a_correction_undone_after_a_merge_leads_to_who_is_left(pair: tuple[Actor, Actor], analyst: User) -> None:
    one, other = pair
    claim = other.claims.get()
    corrected = claim_correct(claim_id=claim.pk, user=analyst, fields={"speaker": "Paul Tessandier"})
    actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    correction_undo(claim_id=claim.pk, version=corrected.version, user=analyst)
    claim.refresh_from_db()
    assert claim.speaker == one


def test_all_that_points_to_an_actor_is_moved_or_known_to_stay() -> None:
    stays = {("Actor", "merged_into"), ("ActorMove", "source"), ("ActorMove", "target"), ("Event", "actor")}
    moved = {(model.__name__, field) for model, field in HELD.values()}
    pointing = {
        (field.related_model.__name__, field.field.name)
        for field in Actor._meta.related_objects
        if not field.related_model.__name__.endswith("Event") or field.related_model is Event
    }
    assert pointing == moved | stays


def test_a_merge_reaches_many_claims_at_one_cost(
    pair: tuple[Actor, Actor], analyst: User, django_assert_max_num_queries: Any
) -> None:
    one, other = pair
    for number in range(3):
        said_by(FRENCH, outlet=f"Outlet {number}")
    with django_assert_max_num_queries(48):
        move = actor_merge(actor_id=other.pk, into_id=one.pk, user=analyst)
    assert len(move.moved["claims"]) == 4
    assert ActorMove.objects.count() == 1
    assert all(claim.speaker_id == one.pk for claim in claims_of(one.claims.first().article))
