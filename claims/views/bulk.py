"""One thing done to many claims: chosen in a list, confirmed, watched, undone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.bulk_forms import BulkForm
from claims.models import Bulk, BulkAction, Outcome
from claims.presenters.searches import search_address
from claims.selectors.bulk import bulk_detail, bulk_first, bulk_left, bulk_outcomes, bulk_states
from claims.services.bulk import MOST_CHOSEN, bulk_choose, bulk_run, bulk_start, bulk_undo
from claims.services.review import TRANSITIONS
from claims.tasks import announce_bulk
from claims.views.finding import Found
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import number_or_none, show_form, tell_errors

PATIENCE = 2.0  # seconds that somebody waits for the answer; the rest is a worker's


@require_POST
@page(Scope.EVIDENCE)
def bulk_new_page(request: PersonRequest) -> HttpResponse:
    """Take what was chosen in the list: claims with the versions that were seen, or all that match its search."""
    search = QueryDict(request.POST.get("search", ""))
    chosen: dict[str, Any] = {"seen": _seen(request.POST.getlist("claim"))}
    if request.POST.get("all"):
        newest = number_or_none(request.POST.get("newest")) or 0
        chosen = {"claims": Found.of(request, search).claims.filter(pk__lte=newest), "search": search_address(search)}
    try:
        bulk = bulk_choose(action=request.POST.get("action", ""), user=request.user, **chosen)
    except ValidationError as error:
        tell_errors(request, error.messages)
        return redirect(reverse("claim-list") + "?" + search_address(search))
    return redirect("bulk", bulk.pk)


@page()
def bulk_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What will happen, to be confirmed; then how far it is; then what happened, to be undone."""
    bulk = bulk_or_404(pk)
    if bulk.started_at:
        return render(request, "claims/bulk.html", _progress(request, bulk))
    if bulk.by != request.user:
        raise Http404
    return _confirm(request, bulk, BulkForm(bulk=bulk))


@require_POST
@page(Scope.EVIDENCE)
def bulk_run_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Start it, and wait a moment: what takes longer is a worker's."""
    bulk = bulk_or_404(pk)
    if bulk.started_at:
        return redirect("bulk", pk)
    if bulk.by != request.user:
        raise Http404
    form = BulkForm(request.POST, bulk=bulk)
    if not form.is_valid():
        return _confirm(request, bulk, form)
    if bulk_start(bulk=bulk, user=request.user, params=form.params()):
        run_for_a_moment(pk)
    return redirect("bulk", pk)


@require_POST
@page(Scope.EVIDENCE)
def bulk_undo_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo all of it, but for claims that somebody changed since."""
    try:
        undoing = bulk_undo(bulk=bulk_or_404(pk), user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
        return redirect("bulk", pk)
    run_for_a_moment(undoing.pk)
    return redirect("bulk", undoing.pk)


@page()
def bulk_progress_page(request: PersonRequest, pk: int) -> HttpResponse:
    """How far it is, asked for while it runs; once it is finished, the page loads again."""
    bulk = bulk_or_404(pk)
    response = render(request, "claims/_bulk_progress.html", _progress(request, bulk))
    if bulk.finished_at:
        response["HX-Redirect"] = reverse("bulk", args=[pk])
    return response


def bulk_or_404(pk: int) -> Bulk:
    """Return it, or answer 404."""
    try:
        return bulk_detail(bulk_id=pk)
    except Bulk.DoesNotExist as error:
        raise Http404 from error


def run_for_a_moment(pk: int) -> None:
    """Go on with it while somebody waits; what takes longer is a worker’s."""
    if not bulk_run(bulk_id=pk, seconds=PATIENCE):
        announce_bulk(pk)


def _confirm(request: HttpRequest, bulk: Bulk, form: BulkForm) -> HttpResponse:
    states = bulk_states(bulk)
    changed = states.pop("changed")
    allowed = TRANSITIONS[bulk.action][0] if bulk.action in TRANSITIONS else set(states)
    count = sum(n for state, n in states.items() if state in allowed)
    context = {
        "bulk": bulk,
        "form": form,
        "count": count,
        "already": sum(states.values()) - count,
        "changed": changed,
        "first": bulk_first(bulk),
        "button": {"label": BulkAction(bulk.action).label, "count": count},
    }
    return show_form(request, "claims/bulk_confirm.html", context)


def _progress(request: PersonRequest, bulk: Bulk) -> dict[str, Any]:
    outcomes = bulk_outcomes(bulk)
    total = sum(outcomes.values())
    undone = getattr(bulk, "undone_by", None)
    mine = bulk.by == request.user or request.user.is_lead
    possible = bool(bulk.finished_at and outcomes[Outcome.DONE] and mine and not undone)
    return {
        "bulk": bulk,
        "outcomes": outcomes,
        "total": total,
        "came": total - outcomes[Outcome.WAITING],
        "left": bulk_left(bulk),
        "undone": undone,
        "may_undo": possible and bulk.action != BulkAction.UNDO,
        "title": _("Undo") if bulk.undoes else bulk.get_action_display(),
    }


def _seen(values: list[str]) -> list[tuple[int, ...]]:
    """Return ids, versions and stories of what was ticked ("12:3:4", "12:3"); what is none is left out."""
    ticked = [[number_or_none(part) for part in value.split(":")] for value in values[:MOST_CHOSEN]]
    return [tuple(n for n in parts if n is not None) for parts in ticked if len(parts) in (2, 3) and None not in parts]
