"""Cases are filled, noted, closed and opened again; what a note said before stays."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.utils import Error as DatabaseFault

from claims.models import Case, CaseNote, CaseStory, Event
from claims.selectors.cases import case_detail, cases_to_choose, note_versions
from claims.services.cases import MOVES, case_add, case_describe, case_move, case_note, case_open, case_remove
from claimtrack.accounts.models import User
from claimtrack.refusals import Conflict
from tests.factories import a_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(analyst: User) -> Case:
    return case_open(user=analyst, title=" Les ponts de Corvenne ", description="2024")


def test_a_story_is_put_into_a_case_once_and_taken_out(case: Case, analyst: User) -> None:
    story = a_claim().story
    for _ in range(2):
        case_add(case_id=case.pk, story_id=story.pk, user=analyst)
    assert CaseStory.objects.count() == 1
    assert case not in cases_to_choose(story_id=story.pk)
    case_remove(case_id=case.pk, story_id=story.pk, user=analyst)
    with pytest.raises(ValidationError):
        case_remove(case_id=case.pk, story_id=story.pk, user=analyst)
    verbs = list(Event.objects.filter(case=case).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["case.open", "case.add", "case.remove"]


def test_a_closed_case_takes_nothing_until_it_is_reopened(case: Case, analyst: User) -> None:
    story = a_claim().story
    case_add(case_id=case.pk, story_id=story.pk, user=analyst)
    case_move(case_id=case.pk, move="close", user=analyst)
    for act in (case_add, case_remove):
        with pytest.raises(ValidationError):
            act(case_id=case.pk, story_id=story.pk, user=analyst)
    with pytest.raises(ValidationError):
        case_move(case_id=case.pk, move="close", user=analyst)
    case_move(case_id=case.pk, move="reopen", user=analyst)
    case_remove(case_id=case.pk, story_id=story.pk, user=analyst)


def test_there_is_a_way_back_from_each_move() -> None:
    assert set(MOVES) == {"close", "reopen"}


def test_a_note_is_replaced_and_never_changed(case: Case, analyst: User, lead: User) -> None:
    first = case_note(case_id=case.pk, user=analyst, text=" Appeler la préfecture. ")
    second = case_note(case_id=case.pk, user=lead, text="Rappeler la préfecture.", replaces=first)
    assert list(case_detail(case_id=case.pk).notes.all()) == [second]
    assert note_versions(note=second) == [first]
    with pytest.raises(ValidationError):
        case_note(case_id=case.pk, user=analyst, text="Autre.", replaces=first)
    other = case_open(user=analyst, title="Autre")
    with pytest.raises(ValidationError):
        case_note(case_id=other.pk, user=analyst, text="Autre.", replaces=second)
    with pytest.raises(ValidationError):
        case_note(case_id=case.pk, user=analyst, text="  ")
    assert CaseNote.objects.count() == 2
    with pytest.raises(DatabaseFault, match="append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_casenote SET text = 'x'")


def test_a_title_is_never_overwritten_unseen(case: Case, analyst: User, lead: User) -> None:
    assert case.title == "Les ponts de Corvenne"
    case_describe(case_id=case.pk, user=lead, title="Ponts", description="", version=1)
    with pytest.raises(Conflict) as refused:
        case_describe(case_id=case.pk, user=analyst, title="Autre", description="", version=1)
    assert refused.value.events[0].by == lead
    with pytest.raises(ValidationError):
        case_describe(case_id=case.pk, user=analyst, title=" ", description="")
