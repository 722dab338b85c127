"""What the views of all apps share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from claimtrack.refusals import refuse

PER_PAGE = 50
BAD_INPUT = 400
CONFLICT = 409
LONGEST_REASON = 2000


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own field of a day and a time, in the reader's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def add_errors(form: forms.BaseForm, error: ValidationError, rename: Mapping[str, str] | None = None) -> None:
    """Put what a service refused beside the fields of the form; `rename` maps its field names to the form's."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, problems in by_field.items():
        field = (rename or {}).get(name, name)
        form.add_error(field if field in form.fields else None, ValidationError(problems))


def show_form(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Return the page of `context["form"]`: 400 where something in it was refused."""
    return render(request, template, context, status=BAD_INPUT if context["form"].errors else None)


def page_of(rows: QuerySet, number: str | None, per_page: int = PER_PAGE) -> Page:
    """Return a page of rows; a number that is none gives the first, one too high the last."""
    return Paginator(rows, per_page).get_page(number)


def number_or_none(value: str | None) -> int | None:
    """Return an id that came in an address or a form, None for what cannot be one."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 18 else None


def tell(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Show a message on the next page, with a button that posts to `undo`."""
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")


def tell_errors(request: HttpRequest, problems: Iterable[str]) -> None:
    for problem in problems:
        messages.error(request, problem)


def why_given(request: HttpRequest) -> str:
    """Return the reason that was typed, "" where none was. Raises ValidationError for one that is too long."""
    why = request.POST.get("why", "").strip()
    if len(why) > LONGEST_REASON:
        refuse("why", _("At most %(limit)d characters.") % {"limit": LONGEST_REASON})
    return why


def version_seen(request: HttpRequest) -> int | None:
    """Return the version that the form was made for, None where it names none. Raises ValidationError for nonsense."""
    value = request.POST.get("version") or request.GET.get("version", "")
    if value and not (value.isascii() and value.isdecimal() and len(value) < 10):
        refuse("version", _("Send the number of the version that was shown."))
    return int(value) if value else None


def next_address(request: HttpRequest, default: str) -> str:
    """Return where the form wants to go afterwards, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else default
