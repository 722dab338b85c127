"""Searches kept under a name: what is new in them, renamed, shared, deleted, brought back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import SavedSearch
from claims.presenters.searches import search_address, search_parts
from claims.selectors.finding import newest_claim
from claims.selectors.saved_searches import search_of, searches_of, seen_up_to
from claims.services.saved_searches import (
    search_change,
    search_remove,
    search_restore,
    search_save,
    search_seen,
)
from claims.views.finding import NEW_SINCE, Found
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.pages import BAD_INPUT, tell, tell_errors
from claimtrack.slices import COUNTED, count_up_to

NEW_COUNTED = 99  # beyond this, it is "more than"
ON_DASHBOARD = 6


@page()
def saved_list_page(request: PersonRequest) -> HttpResponse:
    """One's own searches and those of the newsroom; keeps the search that is posted."""
    if request.method == "POST":
        return _save(request)
    return _list(request)


@page()
def saved_open_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Go to what the search finds, the newest first; from then on it is seen. Asked for by POST to be changed."""
    search = search_or_404(request, pk)
    if request.method == "POST":
        return _change(request, search)
    params, seen = QueryDict(search.params, mutable=True), seen_up_to(search=search, user=request.user)
    if 0 < seen < newest_claim():
        params["sort"], params[NEW_SINCE] = "newest", str(seen)
    search_seen(search=search, user=request.user)
    return redirect(f"{reverse('claim-list')}?{params.urlencode()}")


@require_POST
@page()
def saved_remove_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a search of one's own; the message has the way back."""
    search = search_or_404(request, pk)
    try:
        search_remove(search=search, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        undo = reverse("saved-restore", args=[pk])
        tell(request, _("The search “%(name)s” is deleted.") % {"name": search.name}, undo=undo)
    return redirect("saved-list")


@require_POST
@page()
def saved_restore_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Bring a deleted search back."""
    try:
        search_restore(search=search_or_404(request, pk), user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    return redirect("saved-list")


def counted_searches(request: Any, most: int | None = None, *, only: int | None = None) -> list[dict[str, Any]]:
    """Return the searches that this person sees, each with its parts, its count and how much is new."""
    searches = searches_of(user=request.user)
    searches = searches.filter(pk=only) if only else searches
    return [_counted(request, search) for search in searches[:most]]


def _counted(request: Any, search: Any) -> dict[str, Any]:
    found = Found.of(request, QueryDict(search.params))
    count = count_up_to(found.claims, COUNTED + 1)
    new = count_up_to(found.claims.filter(pk__gt=search.seen_claim), NEW_COUNTED + 1) if count else 0
    return {
        "search": search,
        "parts": search_parts(found.filters),
        "count": min(count, COUNTED),
        "more": count > COUNTED,
        "new": min(new, NEW_COUNTED),
        "new_more": new > NEW_COUNTED,
        "own": search.owner_id == request.user.pk,
    }


def _save(request: PersonRequest) -> HttpResponse:
    params = search_address(QueryDict(request.POST.get("search", "")))
    name, shared = request.POST.get("name", ""), bool(request.POST.get("shared"))
    found = Found.of(request, QueryDict(params))
    if not found.narrowed or found.filters.form.errors:
        tell_errors(request, [_("There is no search to keep: narrow the list first.")])
        return redirect("claim-list")
    try:
        search_save(user=request.user, name=name, params=params, shared=shared)
    except ValidationError as error:
        parts = search_parts(found.filters)
        again = {"params": params, "parts": parts, "name": name, "shared": shared, "problems": error.messages}
        return _list(request, {"again": again}, BAD_INPUT)
    tell(request, _("The search is kept."))
    return redirect("saved-list")


def _change(request: PersonRequest, search: SavedSearch) -> HttpResponse:
    name, shared = request.POST.get("name", ""), bool(request.POST.get("shared"))
    try:
        search_change(search=search, user=request.user, name=name, shared=shared)
    except ValidationError as error:
        if search.owner_id != request.user.pk:
            tell_errors(request, error.messages)
            return redirect("saved-list")
        wrong = {"pk": search.pk, "name": name, "shared": shared, "problems": error.messages}
        return _list(request, {"wrong": wrong}, BAD_INPUT)
    return redirect("saved-list")


def _list(request: PersonRequest, typed: dict[str, Any] | None = None, status: int | None = None) -> HttpResponse:
    """Return the page of searches, with what was typed where that could not be kept."""
    context = {"searches": counted_searches(request)} | (typed or {})
    return render(request, "claims/saved_searches.html", context, status=status)


def search_or_404(request: Any, pk: int) -> SavedSearch:
    """Return the search where this person may see it, or answer 404."""
    try:
        return search_of(search_id=pk, user=request.user)
    except SavedSearch.DoesNotExist as error:
        raise Http404 from error
