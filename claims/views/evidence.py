"""Linking evidence, and taking it back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms import EvidenceForm, WithdrawalForm
from claims.models import Evidence
from claims.selectors.claims import evidence_detail
from claims.services.evidence import evidence_link, evidence_withdraw
from claims.views.claims import claim_or_404, show_claim
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import BAD_INPUT, add_errors, tell


@page(Scope.EVIDENCE)
def evidence_link_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Link a source to a claim; the form is on the claim's page."""
    claim = claim_or_404(pk)
    form = EvidenceForm(request.POST or None)
    if form.is_valid():
        try:
            evidence = evidence_link(claim_id=pk, user=request.user, **form.to_fields())
        except ValidationError as error:
            add_errors(form, error, {"accessed_at": "seen_on"})
        else:
            tell(request, _("The evidence is linked."))
            return redirect(reverse("claim", args=[pk]) + f"#evidence-{evidence.pk}")
    return show_claim(request, claim, form)


@page(Scope.EVIDENCE)
def evidence_withdraw_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take evidence back, saying why; it stays on record."""
    try:
        evidence = evidence_detail(evidence_id=pk)
    except Evidence.DoesNotExist as error:
        raise Http404 from error
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            evidence_withdraw(evidence=evidence, user=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            tell(request, _("The evidence is withdrawn; it stays on record."))
            return redirect(reverse("claim", args=[evidence.claim_id]) + f"#evidence-{pk}")
    context = {"evidence": evidence, "form": form}
    return render(request, "claims/evidence_withdraw.html", context, status=BAD_INPUT if form.errors else None)
