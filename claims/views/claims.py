"""One claim, and what people decide about it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.comment_forms import CommentForm
from claims.evidence_forms import EvidenceForm
from claims.models import Claim
from claims.presenters.discussion import discussion
from claims.presenters.maps import draw_claim
from claims.presenters.reading import Card, read_claim
from claims.presenters.verdicts import verdict_section
from claims.selectors.claims import claim_detail, claims_of_article, claims_of_speaker, events_of_claim
from claims.selectors.comments import comments_of
from claims.selectors.evidence import evidence_of_story
from claims.selectors.queue import queue_entry
from claims.selectors.stories import faces, siblings, tallies
from claims.services.review import TRANSITIONS, claim_move
from claims.services.undoing import decision_undo
from claimtrack.accounts.access import PersonRequest, page, reads_only
from claimtrack.accounts.models import Scope
from claimtrack.accounts.selectors import people_deciding
from claimtrack.pages import (
    CONFLICT,
    next_address,
    tell,
    tell_errors,
    version_seen,
    why_given,
)
from claimtrack.refusals import Conflict


@page()
def claim_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One claim: its words in context, facts, evidence, verdict, story, discussion and log."""
    return show_claim(request, claim_or_404(pk))


def show_claim(
    request: PersonRequest, claim: Claim, more: dict[str, Any] | None = None, status: int | None = None
) -> HttpResponse:
    """Return the page of a claim; `more` replaces what a part of it shows: a form as it was filled in, a message."""
    pieces = list(evidence_of_story(claim=claim))
    context: dict[str, Any] = {
        "claim": claim,
        "passage": read_claim(claim, short=True),
        "own": [piece for piece in pieces if piece.claim_id == claim.pk],
        "elsewhere": [piece for piece in pieces if piece.claim_id != claim.pk],
        "tally": tallies([claim.story_id])[claim.story_id],
        "face": faces([claim.story_id]).get(claim.story_id),
        "siblings": siblings(claim=claim),
        "entry": queue_entry(claim_id=claim.pk),
        "people": people_deciding(),
        "verdicts": verdict_section(story_id=claim.story_id, user=request.user),
        "events": events_of_claim(claim=claim, public=reads_only(request.user)),
        "spoken": claims_of_speaker(claim=claim),
        "discussion": discussion(comments_of(claim_id=claim.pk)),
    }
    drawn = draw_claim(claim)
    if drawn:
        context |= {"map": drawn[0], "spots": drawn[1]}
    forms = {"form": EvidenceForm(user=request.user), "comment_form": CommentForm(auto_id="comment_%s")}
    return render(request, "claims/claim.html", context | forms | (more or {}), status=status)


@require_POST
@page(Scope.EVIDENCE)
def claim_move_page(request: PersonRequest, pk: int, move: str) -> HttpResponse:
    """Accept, reject or reopen; answers with the card alone when the reading view asks for it."""
    if move not in TRANSITIONS:
        raise Http404
    claim_or_404(pk)
    try:
        why = why_given(request)
        claim = claim_move(claim_id=pk, move=move, user=request.user, why=why, version=version_seen(request))
    except ValidationError as error:
        tell_errors(request, error.messages)
    except Conflict as conflict:
        return _move_conflict(request, pk, {"conflict": conflict, "move": move, "why": why})
    else:
        told = _("The claim is now: %(state)s.") % {"state": claim.get_state_display()}
        undo = reverse("decision-undo", args=[pk, claim.version])
        if request.htmx:  # type: ignore[attr-defined]
            return show_card(request, claim, {"told": told, "undo": undo})
        tell(request, told, undo=undo)
    return redirect(next_address(request, reverse("claim", args=[pk])))


@require_POST
@page(Scope.EVIDENCE)
def decision_undo_page(request: PersonRequest, pk: int, version: int) -> HttpResponse:
    """Put back what the decision changed that made this version of the claim, and the words corrected with it."""
    claim_or_404(pk)
    refused: list[str] = []
    try:
        decision_undo(claim_id=pk, version=version, user=request.user)
    except ValidationError as error:
        refused = error.messages
    claim = claim_or_404(pk)
    told = _("Undone. The claim is now: %(state)s.") % {"state": claim.get_state_display()}
    if request.htmx:  # type: ignore[attr-defined]
        return show_card(request, claim, {"told": " ".join(refused) or told})
    if refused:
        tell_errors(request, refused)
    else:
        tell(request, told)
    return redirect(next_address(request, reverse("claim", args=[pk])))


def claim_or_404(pk: int) -> Claim:
    """Return the claim with its evidence and log, or answer 404."""
    try:
        return claim_detail(claim_id=pk)
    except Claim.DoesNotExist as error:
        raise Http404 from error


def _move_conflict(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """Return what happened meanwhile, with what was typed and a way to go on: a page, or the card alone."""
    claim = claim_or_404(pk)
    context["possible"] = claim.state in TRANSITIONS[context["move"]][0]
    if request.htmx:  # type: ignore[attr-defined]
        return show_card(request, claim, context, status=CONFLICT)
    context |= {
        "claim": claim,
        "passage": read_claim(claim),
        "next": next_address(request, reverse("claim", args=[pk])),
    }
    return render(request, "claims/conflict.html", context, status=CONFLICT)


def show_card(request: HttpRequest, claim: Claim, context: dict[str, Any], status: int | None = None) -> HttpResponse:
    """Return the claim's card as the reading view shows it, and the message with its way back."""
    mine = list(claims_of_article(article_id=claim.article_id))
    number = next((i for i, other in enumerate(mine, 1) if other.pk == claim.pk), 0)
    shown = mine[number - 1] if number else claim
    return render(request, "claims/_card.html", {"card": Card(number, shown)} | context, status=status)
