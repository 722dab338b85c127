"""Cases: opened, described, filled with stories and notes, closed and opened again."""

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Case, CaseNote, CaseStory, Story
from claims.services.describing import describe
from claims.services.events import event_log
from claimtrack.accounts.models import User
from claimtrack.refusals import refuse

MOVES = ("close", "reopen")


@transaction.atomic
def case_open(*, user: User, title: str, description: str = "") -> Case:
    """Return a new case. Raises ValidationError without a title."""
    case = Case(title=_titled(title), description=description.strip(), created_by=user)
    case.full_clean()
    case.save()
    event_log(verb="case.open", by=user, case=case, changes={"title": [None, case.title]})
    return case


@transaction.atomic
def case_describe(
    *, case_id: int, user: User, title: str | None = None, description: str | None = None, version: int | None = None
) -> Case:
    """Give a case its title and what it is about; what is not given stays. Raises Conflict when they were changed
    since `version`.
    """
    case = _lock(case_id)
    given = {} if title is None else {"title": _titled(title)}
    given |= {} if description is None else {"description": description.strip()}
    describe(case, given, user=user, version=version)
    return case


@transaction.atomic
def case_move(*, case_id: int, move: str, user: User) -> Case:
    """Close or reopen a case. Raises ValidationError where it is so already."""
    case = _lock(case_id)
    if (move == "close") == (case.closed_at is not None):
        refuse("closed", _("This case is closed already.") if move == "close" else _("This case is open already."))
    case.closed_at = timezone.now() if move == "close" else None
    with pghistory.context(user=user.pk):
        case.save(update_fields=["closed_at"])
        event_log(verb=f"case.{move}", by=user, case=case)
    return case


@transaction.atomic
def case_add(*, case_id: int, story_id: int, user: User) -> CaseStory:
    """Put a story into a case; one that is in it already stays. Raises ValidationError for a closed case."""
    case, story = _lock_open(case_id), Story.objects.get(pk=story_id)
    entry, made = CaseStory.objects.get_or_create(case=case, story=story, defaults={"added_by": user})
    if made:
        event_log(verb="case.add", by=user, case=case, story=story)
    return entry


@transaction.atomic
def case_remove(*, case_id: int, story_id: int, user: User) -> None:
    """Take a story out of a case; the history keeps that it was there. Raises ValidationError for a closed case."""
    case = _lock_open(case_id)
    with pghistory.context(user=user.pk):
        gone, _rows = CaseStory.objects.filter(case=case, story=story_id).delete()
    if not gone:
        refuse("story", _("This story is not in the case."))
    event_log(verb="case.remove", by=user, case=case, story=Story.objects.get(pk=story_id))


@transaction.atomic
def case_note(*, case_id: int, user: User, text: str, replaces: CaseNote | None = None) -> CaseNote:
    """Add a note, or one that replaces an older one. Raises ValidationError without words, or when it was replaced."""
    case = _lock(case_id)
    if not text.strip():
        refuse("text", _("Write something."), "required")
    if replaces and (replaces.case_id != case.pk or CaseNote.objects.filter(replaces=replaces).exists()):
        refuse("text", _("Meanwhile somebody changed this note: look again."))
    note = CaseNote.objects.create(case=case, by=user, text=text.strip(), replaces=replaces)
    event_log(verb="case.rewrite" if replaces else "case.note", by=user, case=case)
    return note


def _titled(title: str) -> str:
    return title.strip() or refuse("title", _("Give the case a title."), "required")


def _lock(case_id: int) -> Case:
    return Case.objects.select_for_update(no_key=True).get(pk=case_id)


def _lock_open(case_id: int) -> Case:
    case = _lock(case_id)
    if case.closed_at:
        refuse("case", _("This case is closed: reopen it first."))
    return case
