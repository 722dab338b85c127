"""Queries on cases."""

from django.db.models import Count, F, Prefetch, QuerySet

from claims.models import Case, CaseNote, Event, Story


def case_list(*, closed: bool | None = None) -> QuerySet[Case]:
    """Return cases with `stories_count`, the open ones first, then the newest."""
    cases = Case.objects.select_related("created_by").annotate(stories_count=Count("entries"))
    if closed is not None:
        cases = cases.filter(closed_at__isnull=not closed)
    return cases.order_by(F("closed_at").desc(nulls_first=True), "-pk")


def case_detail(*, case_id: int) -> Case:
    """Return one case with its notes that stand, the latest first. Raises Case.DoesNotExist."""
    notes = CaseNote.objects.filter(replaced_by=None).select_related("by", "replaces__by").order_by("-pk")
    return case_list().prefetch_related(Prefetch("notes", notes)).get(pk=case_id)


def stories_of_case(*, case_id: int) -> QuerySet[Story]:
    """Return the stories of a case in the order in which they were put there, empty ones included."""
    return Story.objects.filter(entries__case=case_id).order_by("entries__pk")


def cases_of_story(*, story_id: int) -> QuerySet[Case]:
    """Return the cases that a story is in."""
    return Case.objects.filter(entries__story=story_id).order_by("title")


def cases_to_choose(*, story_id: int) -> QuerySet[Case]:
    """Return the open cases that a story could be put into, by title."""
    return Case.objects.filter(closed_at=None).exclude(entries__story=story_id).order_by("title")


def note_detail(*, note_id: int) -> CaseNote:
    """Return one note. Raises CaseNote.DoesNotExist."""
    return CaseNote.objects.select_related("case", "by").get(pk=note_id)


def note_versions(*, note: CaseNote) -> list[CaseNote]:
    """Return what a note said before, the latest first."""
    older: list[CaseNote] = []
    while note.replaces is not None:
        note = note.replaces
        older.append(note)
    return older


def events_of_case(*, case_id: int) -> QuerySet[Event]:
    """Return the log of a case, the latest first."""
    return Event.objects.filter(case=case_id).select_related("by", "story")
