"""Verdicts: what waits, proposing one, and taking it a step on."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Story, Verdict, VerdictState
from claims.presenters.verdicts import fault_words, show_verdicts
from claims.selectors.stories import faces, tallies
from claims.selectors.verdict_claims import claims_judged, subject_made, subject_marks
from claims.selectors.verdicts import (
    PUBLIC,
    evidence_standing,
    is_forecast,
    verdict_detail,
    verdict_list,
    verdict_returned,
    verdicts_in_force,
    with_state,
)
from claims.services.verdicts import TRANSITIONS, embargo_ahead, may_move, verdict_move, verdict_propose
from claims.story_forms import VerdictForm, VerdictMoveForm
from claims.views.stories import story_or_404
from claimtrack.accounts.access import PersonRequest, page, reads_only
from claimtrack.accounts.models import Scope
from claimtrack.pages import CONFLICT, add_errors, page_of, show_form, tell
from claimtrack.refusals import Unseen

SHOWN_OF_EVIDENCE = ("added_by", "withdrawal", "replaced_by", "claim__article__outlet")
STATES = (*VerdictState.values, "stale")


@page()
def verdict_list_page(request: PersonRequest) -> HttpResponse:
    """Verdicts by where they stand; "stale" are those to be looked at again. Readers see what was published."""
    state, public = request.GET.get("state", ""), reads_only(request.user)
    verdicts = verdict_list(public=public)
    if state in STATES:
        verdicts = with_state(verdicts, state)
    rows = page_of(verdicts, request.GET.get("page"))
    shown = show_verdicts(rows, request.user)
    stories = faces([one.verdict.story_id for one in shown])
    context = {
        "page": rows,
        "rows": [(one, stories.get(one.verdict.story_id)) for one in shown],
        "state": state,
        "states": [(key, words) for key, words in VerdictState.choices if key in PUBLIC or not public],
    }
    return render(request, "claims/verdicts.html", context)


@page(Scope.EVIDENCE)
def verdict_propose_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Propose a verdict on a story, or a new one that is to supersede what is published."""
    story, published, returned = story_or_404(pk), verdicts_in_force([pk]).get(pk), verdict_returned(story_id=pk)
    shown = _story(story)
    form = VerdictForm(
        request.POST or None,
        forecast=is_forecast(story_id=pk),
        supersedes=published is not None,
        stances=shown["stances"],
        initial=_begun(returned) | {"seen": shown["seen"], "judged": shown["judged"]},
    )
    context = {"form": form, "published": published, "returned": returned and returned.steps.all().last()} | shown
    if form.is_valid():
        try:
            verdict = verdict_propose(story_id=pk, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except Unseen as unseen:
            return render(request, "claims/verdict_propose.html", _again(context, unseen), status=CONFLICT)
        else:
            tell(request, _("The verdict is proposed; it waits to be confirmed."))
            return redirect(_address(verdict))
    return show_form(request, "claims/verdict_propose.html", context)


@page(Scope.EVIDENCE)
def verdict_move_page(request: PersonRequest, pk: int, move: str) -> HttpResponse:
    """Look at a verdict and all it rests on, then confirm, return, publish or uphold it."""
    if move not in TRANSITIONS:
        raise Http404
    verdict = verdict_or_404(pk)
    if not may_move(verdict, move, request.user):
        raise PermissionDenied
    story = _story(verdict.story)
    initial = {"embargo": embargo_ahead(verdict), "seen": story["seen"], "judged": story["judged"]}
    lacks = verdict.rating.lacks(story["stances"])
    typed = request.POST if request.method == "POST" else None
    form = VerdictMoveForm(typed, move=move, lacks=lacks, initial=initial)
    (shown,) = show_verdicts([verdict], request.user)
    context = {"form": form, "shown": shown, "move": move} | story
    if form.is_valid():
        try:
            moved = verdict_move(verdict_id=pk, move=move, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except Unseen as unseen:
            return render(request, "claims/verdict_move.html", _again(context, unseen), status=CONFLICT)
        else:
            state = VerdictState(moved.state).label
            tell(request, _("The verdict is now: %(state)s.") % {"state": state})
            return redirect(_address(moved))
    return show_form(request, "claims/verdict_move.html", context)


def _story(story: Story) -> dict[str, Any]:
    """Return what is shown of the story that is judged: its claims and numbers, its evidence, what waits apart."""
    claims = list(claims_judged(story_id=story.pk))
    pieces = list(evidence_standing(story_id=story.pk).select_related(*SHOWN_OF_EVIDENCE))
    evidence = [piece for piece in pieces if piece.counts]
    return {
        "story": story,
        "face": faces([story.pk]).get(story.pk),
        "tally": tallies([story.pk])[story.pk],
        "claims": claims,
        "judged": subject_marks(subject_made(story.title, claims)),
        "evidence": evidence,
        "waiting": [piece for piece in pieces if not piece.counts],
        "stances": {piece.stance for piece in evidence},
        "seen": ",".join(str(piece.pk) for piece in evidence),
    }


def _again(context: dict[str, Any], unseen: Unseen) -> dict[str, Any]:
    """Return the page with what was typed, to be sent again once what changed meanwhile was looked at."""
    form = context["form"]
    form.data = form.data.copy()
    form.data["seen"], form.data["judged"] = context["seen"], form.fields["judged"].prepare_value(context["judged"])
    changed = [(fault_words(fault), fault) for fault in unseen.faults]
    return context | {"unseen": unseen, "changed": changed}


def _begun(returned: Any) -> dict[str, Any]:
    """Return what a new proposal begins with: what the one said that came back."""
    if returned is None:
        return {}
    said = {name: getattr(returned, name) for name in ("rating", "reasons", "correction")}
    return said | {"embargo": embargo_ahead(returned)}


def _address(verdict: Verdict) -> str:
    return reverse("story", args=[verdict.story_id]) + f"#verdict-{verdict.pk}"


def verdict_or_404(pk: int, *, public: bool = False) -> Verdict:
    """Return the verdict, or answer 404; with `public` only one that readers may see."""
    try:
        return verdict_detail(verdict_id=pk, public=public)
    except Verdict.DoesNotExist as error:
        raise Http404 from error
