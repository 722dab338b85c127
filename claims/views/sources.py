"""The directory of verification sources."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Source
from claims.presenters.sources import source_changes
from claims.selectors.sources import (
    evidence_of_source,
    source_counted,
    source_detail,
    source_states,
    sources_proposed,
)
from claims.services.sources import SOURCE_MOVES, source_move
from claims.source_filters import SourceFilter
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Role
from claimtrack.pages import next_address, page_of, tell, tell_errors


@page()
def source_list_page(request: PersonRequest) -> HttpResponse:
    """Sources by the parameters of the REST list, each with its reliability and how often it was cited."""
    filters = SourceFilter(request.GET, queryset=source_counted())
    rows = page_of(filters.qs if filters.form.is_valid() else filters.qs.none(), request.GET.get("page"))
    filtered = any(request.GET.get(name) for name in filters.filters)
    proposed = sources_proposed() if request.user.role == Role.ADMIN and not filtered else ()
    context = {"form": filters.form, "page": rows, "filtered": filtered, "proposed": proposed}
    return render(request, "claims/sources.html", context)


@page()
def source_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: who stands behind it, and what it was cited for."""
    try:
        source = source_detail(source_id=pk)
    except Source.DoesNotExist as error:
        raise Http404 from error
    rows = page_of(evidence_of_source(source_id=pk), request.GET.get("page"))
    context = {"source": source, "page": rows, "changes": source_changes(source_states(source_id=pk))}
    return render(request, "claims/source.html", context)


@require_POST
@page(admin=True)
def source_move_page(request: PersonRequest, pk: int, move: str) -> HttpResponse:
    """Accept or refuse a source that was proposed, with one click; the message takes it back."""
    if move not in SOURCE_MOVES:
        raise Http404
    try:
        source = source_move(source_id=pk, move=move, user=request.user)
    except Source.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        told = _("%(source)s is now: %(state)s.") % {"source": source.name, "state": source.get_state_display()}
        tell(request, told, undo=reverse("source-move", args=[pk, "reopen"]) if move in ("accept", "refuse") else "")
    return redirect(next_address(request, reverse("source-list")))
