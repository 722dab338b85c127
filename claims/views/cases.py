"""Cases: the list, one case, its stories and notes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Case, CaseNote
from claims.selectors.cases import (
    case_detail,
    case_list,
    events_of_case,
    note_detail,
    note_versions,
    stories_of_case,
)
from claims.selectors.verdicts import verdicts_in_force
from claims.services.cases import MOVES, case_add, case_describe, case_move, case_note, case_open, case_remove
from claims.story_forms import CaseForm, NoteForm
from claims.views.stories import story_or_404, with_numbers
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import CONFLICT, add_errors, next_address, number_or_none, page_of, show_form, tell, tell_errors
from claimtrack.refusals import Conflict

LOGGED = 100


@page()
def case_list_page(request: HttpRequest) -> HttpResponse:
    """Open cases, or closed ones."""
    closed = request.GET.get("closed") == "1"
    rows = page_of(case_list(closed=closed), request.GET.get("page"))
    return render(request, "claims/cases.html", {"page": rows, "closed": closed})


@page()
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: its stories with their numbers and verdicts, its notes, its log."""
    return _show(request, case_or_404(pk), NoteForm())


@page(Scope.EVIDENCE)
def case_new_page(request: PersonRequest) -> HttpResponse:
    """Open a case; `story` puts that story into it at once."""
    form = CaseForm(request.POST or None)
    story = number_or_none(request.POST.get("story") or request.GET.get("story")) or 0
    if story:
        story_or_404(story)
    if form.is_valid():
        fields = form.cleaned_data
        case = case_open(user=request.user, title=fields["title"], description=fields["description"])
        if story:
            case_add(case_id=case.pk, story_id=story, user=request.user)
        tell(request, _("The case is open."))
        return redirect("case", case.pk)
    context = {"form": form, "story": story}
    return show_form(request, "claims/case_form.html", context)


@page(Scope.EVIDENCE)
def case_describe_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Title and what it is about."""
    case = case_or_404(pk)
    now = {"title": case.title, "description": case.description, "version": case.version}
    form = CaseForm(request.POST or None, initial=now)
    context: dict[str, Any] = {"form": form, "case": case}
    if form.is_valid():
        try:
            case_describe(case_id=pk, user=request.user, **form.cleaned_data)
        except Conflict as conflict:
            context |= {"conflict": conflict, "form": CaseForm(form.cleaned_data | {"version": case.version})}
            return render(request, "claims/case_form.html", context, status=CONFLICT)
        tell(request, _("Stored."))
        return redirect("case", pk)
    return show_form(request, "claims/case_form.html", context)


@require_POST
@page(Scope.EVIDENCE)
def case_move_page(request: PersonRequest, pk: int, move: str) -> HttpResponse:
    """Close or reopen."""
    if move not in MOVES:
        raise Http404
    case_or_404(pk)
    back = reverse("case-move", args=[pk, "reopen" if move == "close" else "close"])
    told = _("The case is closed.") if move == "close" else _("The case is open.")
    return _done(request, reverse("case", args=[pk]), told, back, case_move, case_id=pk, move=move)


@require_POST
@page(Scope.EVIDENCE)
def case_add_page(request: PersonRequest, story: int) -> HttpResponse:
    """Put a story into a case."""
    story_or_404(story)
    pk = case_or_404(number_or_none(request.POST.get("case") or request.GET.get("case")) or 0).pk
    back, told = reverse("case-remove", args=[pk, story]), _("The story is in the case.")
    return _done(request, reverse("story", args=[story]) + "#cases", told, back, case_add, case_id=pk, story_id=story)


@require_POST
@page(Scope.EVIDENCE)
def case_remove_page(request: PersonRequest, pk: int, story: int) -> HttpResponse:
    """Take a story out of a case."""
    case_or_404(pk)
    back, told = reverse("case-add", args=[story]) + f"?case={pk}", _("The story is taken out of the case.")
    return _done(request, reverse("case", args=[pk]), told, back, case_remove, case_id=pk, story_id=story)


@page(Scope.EVIDENCE)
def case_note_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a note; the form is on the page of the case."""
    case = case_or_404(pk)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        note = case_note(case_id=pk, user=request.user, text=form.cleaned_data["text"])
        return redirect(reverse("case", args=[pk]) + f"#note-{note.pk}")
    return _show(request, case, form)


@page(Scope.EVIDENCE)
def case_rewrite_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a note right: the older words stay on record."""
    try:
        old = note_detail(note_id=pk)
    except CaseNote.DoesNotExist as error:
        raise Http404 from error
    form = NoteForm(request.POST or None, initial={"text": old.text})
    if form.is_valid():
        try:
            note = case_note(case_id=old.case_id, user=request.user, text=form.cleaned_data["text"], replaces=old)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(reverse("case", args=[old.case_id]) + f"#note-{note.pk}")
    context = {"form": form, "note": old, "older": note_versions(note=old)}
    return show_form(request, "claims/case_note.html", context)


def _show(request: HttpRequest, case: Case, form: NoteForm) -> HttpResponse:
    rows = page_of(stories_of_case(case_id=case.pk), request.GET.get("page"))
    stories = with_numbers(list(rows))
    verdicts = verdicts_in_force([row["story"].pk for row in stories])
    for row in stories:
        row["verdict"] = verdicts.get(row["story"].pk)
    context = {"case": case, "page": rows, "stories": stories, "form": form}
    context["events"] = events_of_case(case_id=case.pk)[:LOGGED]
    return show_form(request, "claims/case.html", context)


def _done(request: PersonRequest, here: str, told: str, back: str, act: Any, **fields: Any) -> HttpResponse:
    """Do something that can be undone, say so, and go on."""
    try:
        act(user=request.user, **fields)
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        tell(request, told, undo=back)
    return redirect(next_address(request, here))


def case_or_404(pk: int) -> Case:
    """Return the case, or answer 404."""
    try:
        return case_detail(case_id=pk)
    except Case.DoesNotExist as error:
        raise Http404 from error
