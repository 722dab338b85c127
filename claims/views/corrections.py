"""Who, when and where of a claim put right: in its card, on its page, or on a page of its own without scripts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from claims.correction_forms import CorrectionForm
from claims.models import Claim, Event
from claims.presenters.reading import read_claim
from claims.selectors.claims import claim_as_seen
from claims.services.corrections import claim_put_right, correction_undo
from claims.views.claims import claim_or_404, show_card
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import BAD_INPUT, CONFLICT, add_errors, next_address, tell, tell_errors
from claimtrack.refusals import Conflict


@page(Scope.EVIDENCE)
def claim_correct_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put speaker, dates, hedge and denial right; `card` where that happens in the card of the reading view."""
    claim = claim_or_404(pk)
    form = CorrectionForm(request.POST or None, claim=claim)
    if form.is_valid():
        try:
            told, undo = correct(request, claim, form.to_correction())
        except ValidationError as error:
            add_errors(form, error)
        except Conflict as conflict:
            form = form.onto(claim, claim_as_seen(claim=claim, version=conflict.seen) or claim)
            return _show_form(request, claim, {"form": form, "conflict": conflict}, CONFLICT)
        else:
            return _corrected(request, claim_or_404(pk), told, undo)
    return _show_form(request, claim, {"form": form}, BAD_INPUT if form.errors else None)


@require_POST
@page(Scope.EVIDENCE)
def correction_undo_page(request: PersonRequest, pk: int, version: int) -> HttpResponse:
    """Put back what the correction changed that made this version of the claim."""
    claim_or_404(pk)
    told = _("The correction is undone.")
    try:
        correction_undo(claim_id=pk, version=version, user=request.user)
    except Event.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        (told,) = error.messages
        if not request.htmx:  # type: ignore[attr-defined]
            tell_errors(request, [told])
            return redirect(next_address(request, reverse("claim", args=[pk])))
    if request.htmx:  # type: ignore[attr-defined]
        return show_card(request, claim_or_404(pk), {"told": told})
    tell(request, told)
    return redirect(next_address(request, reverse("claim", args=[pk])))


def correct(request: PersonRequest, claim: Claim, correction: dict[str, Any]) -> tuple[str, str]:
    """Correct the claim, and accept it where that is asked for; return what was done and what undoes it."""
    accept = bool(request.POST.get("accept"))
    corrected, accepted = claim_put_right(claim_id=claim.pk, user=request.user, accept=accept, **correction)
    if accepted:
        told = _("Corrected, the claim is accepted.") if corrected else _("The claim is accepted.")
        return told, reverse("decision-undo", args=[claim.pk, accepted])
    if corrected:
        return _("Corrected."), reverse("correction-undo", args=[claim.pk, corrected])
    return _("Nothing was changed."), ""


def _show_form(request: HttpRequest, claim: Claim, context: dict[str, Any], status: int | None) -> HttpResponse:
    context |= {"claim": claim, "in_card": "card" in (request.POST or request.GET)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "claims/_correction.html", context, status=status)
    return render(request, "claims/correct.html", context | {"passage": read_claim(claim)}, status=status)


def _corrected(request: HttpRequest, claim: Claim, told: str, undo: str) -> HttpResponse:
    """Return the card where the correction was made in it, else the way to the claim's page."""
    if "card" in request.POST and request.htmx:  # type: ignore[attr-defined]
        card = show_card(request, claim, {"told": told, "undo": undo})
        return reswap(retarget(card, f"#claim-{claim.pk}"), "outerHTML")
    tell(request, told, undo=undo)
    there = reverse("claim", args=[claim.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)  # type: ignore[attr-defined]
