"""The queue, and taking claims from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.comment_forms import CommentForm
from claims.models import Claim
from claims.presenters.queue import queue_stale
from claims.queue_filters import QueueFilter, next_among, queue_kept
from claims.queue_forms import HandOverForm
from claims.selectors.queue import VIEWS, queue_counts, queue_entry, queue_rows, queue_view
from claims.selectors.verdicts import verdicts_waiting
from claims.services.queue import (
    OPINION_LENGTH,
    queue_answer,
    queue_ask,
    queue_next,
    queue_release,
    queue_take,
    queue_unask,
)
from claims.views.claims import claim_or_404, show_claim
from claimtrack.accounts.access import PersonRequest, page, reads_only
from claimtrack.accounts.models import Scope
from claimtrack.pages import BAD_INPUT, next_address, number_or_none, page_of, tell, tell_errors
from claimtrack.refusals import refuse

WRITTEN = ("ask", "answer")
KEPT = "queue"  # in the session: the view and the filters of the queue that one works through


@page()
def queue_page(request: PersonRequest) -> HttpResponse:
    """What deserves checking first, with why; views: all, free, mine, second opinion, stale; the filters of REST."""
    view = request.GET.get("view", "waiting")
    if view not in VIEWS:
        raise Http404
    public = reads_only(request.user)
    filters = QueueFilter(request.GET, queryset=queue_view(view=view, user=request.user, public=public))
    valid = filters.form.is_valid()
    rows = page_of(filters.qs if valid else filters.qs.none(), request.GET.get("page"))
    rows.object_list = queue_rows(rows.object_list)
    context = {
        "page": rows,
        "view": view,
        "form": filters.form,
        "kept": queue_kept(request.GET),
        "filtered": any(request.GET.get(name) for name in filters.filters),
        "stale": queue_stale(rows.object_list, public=public) if view == "stale" else {},
        "counts": queue_counts(user=request.user, public=public),
        "verdicts": {} if public else verdicts_waiting(user=request.user),
    }
    return render(request, "claims/queue.html", context)


@require_POST
@page(Scope.EVIDENCE)
def queue_next_page(request: PersonRequest) -> HttpResponse:
    """Take the next claim that nobody has, of the view and the filters of the address, and read it in its article.

    The session keeps them, so that the pages that one goes on to lead to the next one of the same.
    """
    kept = queue_kept(request.GET)
    after = number_or_none(request.POST.get("after"))
    try:
        claim = queue_next(user=request.user, after=after, **next_among(request.GET, user=request.user))
    except ValidationError:
        return redirect(_queue_address(kept))  # which says what is wrong
    if request.session.get(KEPT, "") != kept:
        request.session[KEPT] = kept
    if claim is None:
        tell(request, _("Nothing in this view is free.") if kept else _("Nothing waits that nobody has in hand."))
        return redirect(_queue_address(kept))
    return redirect(reverse("article", args=[claim.article_id]) + f"?claim={claim.pk}#claim-{claim.pk}")


def _queue_address(kept: str) -> str:
    return reverse("queue") + (f"?{kept}" if kept else "")


@require_POST
@page(Scope.EVIDENCE)
def queue_act_page(request: PersonRequest, pk: int, act: str) -> HttpResponse:
    """Take, release, hand over, ask for a second opinion, take that back or give it."""
    try:
        told = _act(request, pk, act)
    except Claim.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        if act in WRITTEN:
            return _show_again(request, pk, act, error.messages)
        tell_errors(request, error.messages)
    else:
        tell(request, told)
    return redirect(next_address(request, reverse("claim", args=[pk])))


def _show_again(request: PersonRequest, pk: int, act: str, problems: list[str]) -> HttpResponse:
    """Show the claim with what was typed: in its form, or as a comment where another asked or answered meanwhile."""
    claim, note = claim_or_404(pk), request.POST.get("note", "")
    entry = queue_entry(claim_id=pk)
    more: dict[str, Any] = {"queue_note": note, "queue_act": act, "queue_problems": problems}
    if (act == "answer") == (entry is None or entry.opinion_by is None):  # the form is no more there
        more["comment_form"] = CommentForm(initial={"text": note}, auto_id="comment_%s")
    return show_claim(request, claim, more, BAD_INPUT)


def _act(request: PersonRequest, pk: int, act: str) -> str:
    user, note = request.user, request.POST.get("note", "").strip()
    if len(note) > OPINION_LENGTH:
        refuse("note", _("At most %(limit)d characters.") % {"limit": OPINION_LENGTH})
    if act == "take":
        queue_take(claim_id=pk, user=user)
        return _("This claim is in your hands; the others see it.")
    if act == "release":
        queue_release(claim_id=pk, user=user)
        return _("The claim is anybody’s again.")
    if act == "hand-over":
        form = HandOverForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Choose who is to have it."))
        queue_take(claim_id=pk, user=form.cleaned_data["person"], by=user)
        return _("The claim is in the hands of %(person)s.") % {"person": form.cleaned_data["person"]}
    if act == "ask":
        queue_ask(claim_id=pk, user=user, note=note)
        return _("Your colleagues see that you want a second opinion.")
    if act == "unask":
        queue_unask(claim_id=pk, user=user)
        return _("You no longer ask for a second opinion.")
    queue_answer(claim_id=pk, user=user, note=note)
    return _("The opinion is in the log.")
