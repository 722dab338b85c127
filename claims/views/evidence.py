"""Looking at an address, linking evidence, and taking it back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.evidence_forms import EvidenceForm, WithdrawalForm, fields_of
from claims.looking import linked_already, look_again, look_and_keep
from claims.models import Capture, CheckOutcome, Claim, Evidence, EvidenceCheck, SourceState
from claims.selectors.evidence import captures_of, evidence_detail
from claims.selectors.sources import source_of_address
from claims.services.evidence import (
    evidence_correct,
    evidence_link,
    evidence_restore,
    evidence_unlink,
    evidence_withdraw,
)
from claims.views.claims import claim_or_404, show_claim
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import BAD_INPUT, CONFLICT, add_errors, number_or_none, show_form, tell, tell_errors
from claimtrack.refusals import check_address

LOOKS = 50  # later ones that are listed
TYPED = ("source", "stance", "propose", "quote", "note", "title", "published_on", "seen_on")


@require_POST
@page(Scope.EVIDENCE)
def evidence_look_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Look at the address that was pasted, and give the form back with what was seen; what was typed stays."""
    claim = claim_or_404(pk)
    url = request.POST.get("url", "").strip()
    typed = {name: request.POST[name] for name in TYPED if request.POST.get(name)}
    initial: dict[str, Any] = {"url": url, "aspects": request.POST.getlist("aspects")} | typed
    failed, status = "", BAD_INPUT
    try:
        check_address("url", url)
    except ValidationError as error:
        failed = error.messages[0]
    else:
        capture, failed = look_and_keep(url, request.user)
        status = 200
        initial |= _suggested(url, capture, request.POST.get("source", ""))
    form = EvidenceForm(initial=initial | typed, user=request.user)
    context = {"claim": claim, "form": form, "failed": failed, "looked": True}
    context["doubles"] = linked_already(story_id=claim.story_id, url=url) if status == 200 else []
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "claims/_link_evidence.html", context, status=None if status == 200 else status)
    return show_claim(request, claim, context, status=status)


def _suggested(url: str, capture: Capture | None, chosen: str) -> dict[str, Any]:
    """Return what the form starts with: the source of the address, or a name to propose, and what the page says."""
    source = source_of_address(url=url)
    fields: dict[str, Any] = {"source": chosen or (source.pk if source else None)}
    if capture:
        fields |= {"capture": capture.pk, "title": capture.title, "published_on": capture.published_on}
        if not source and not chosen:
            fields["propose"] = capture.site or url.split("/")[2]
    return fields


@page(Scope.EVIDENCE)
def evidence_link_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Link a source to a claim; the form is on the claim's page."""
    claim = claim_or_404(pk)
    form = EvidenceForm(request.POST or None, user=request.user)
    doubles = _not_told(request, claim, form) if form.is_valid() else []
    if doubles:
        return show_claim(request, claim, {"form": form, "doubles": doubles}, CONFLICT)
    if form.is_valid():
        try:
            evidence = evidence_link(claim_id=pk, user=request.user, **form.to_fields())
        except ValidationError as error:
            add_errors(form, error, {"accessed_at": "seen_on"})
        else:
            told = _("The evidence is linked.")
            if evidence.source.state == SourceState.PROPOSED:
                told = _("The evidence is linked; it waits until an admin accepts the source.")
            tell(request, told, undo=reverse("evidence-unlink", args=[evidence.pk]))
            return redirect(_address(evidence))
    return show_claim(request, claim, {"form": form}, BAD_INPUT if form.errors else None)


def _not_told(request: PersonRequest, claim: Claim, form: EvidenceForm) -> list[Evidence]:
    """Return the evidence at the same address where some of it was not shown yet; the very same piece is no other."""
    sent = form.cleaned_data
    doubles = linked_already(story_id=claim.story_id, url=sent["url"])
    told = set(request.POST.getlist("told"))
    same = (request.user, claim, sent["stance"], sent["quote"].strip(), sent["note"].strip())
    others = [e for e in doubles if (e.added_by, e.claim, e.stance, e.quote, e.note) != same]
    return others if {str(e.pk) for e in others} - told else []


@page(Scope.EVIDENCE)
def evidence_correct_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put evidence right: a new piece replaces it, and both stay on record."""
    evidence = evidence_or_404(pk)
    form = EvidenceForm(request.POST or None, user=request.user, former=evidence, initial=fields_of(evidence))
    if form.is_valid():
        if not form.has_changed():
            return redirect(_address(evidence))
        fields = form.to_fields()
        if "seen_on" not in form.changed_data:
            fields.pop("accessed_at", None)
        try:
            newer = evidence_correct(evidence=evidence, user=request.user, **fields)
        except ValidationError as error:
            add_errors(form, error, {"accessed_at": "seen_on"})
        else:
            tell(request, _("The evidence is corrected; what it said before stays on record."))
            return redirect(_address(newer))
    context = {"evidence": evidence, "form": form}
    return show_form(request, "claims/evidence_correct.html", context)


@require_POST
@page(Scope.EVIDENCE)
def evidence_restore_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo a withdrawal of one's own."""
    evidence = evidence_or_404(pk)
    try:
        evidence = evidence_restore(evidence=evidence, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        tell(request, _("The evidence is there again; the withdrawal stays on record."))
    return redirect(_address(evidence))


@require_POST
@page(Scope.EVIDENCE)
def evidence_unlink_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo a link of one's own."""
    evidence = evidence_or_404(pk)
    try:
        evidence_unlink(evidence=evidence, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        _tell_withdrawn(request, evidence)
    return redirect(_address(evidence))


@page()
def evidence_seen_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What was seen at the address of evidence, at each look (`look`): the text that was kept, its hash, the moment."""
    evidence = evidence_or_404(pk)
    captures = captures_of(evidence=evidence)
    wanted = number_or_none(request.GET.get("look"))
    shown = next((capture for capture in captures if capture.pk == wanted), captures[0] if captures else None)
    if shown and shown.text and request.GET.get("as") == "text":
        return _download(shown)
    context = {"evidence": evidence, "captures": captures, "shown": shown, "checks": evidence.checks.all()[:LOOKS]}
    return render(request, "claims/evidence_seen.html", context)


def _download(capture: Capture) -> HttpResponse:
    response = HttpResponse(capture.text.text, content_type="text/plain; charset=utf-8")  # type: ignore[union-attr]
    response["Content-Disposition"] = f'attachment; filename="claimtrack-{capture.sha256[:12]}.txt"'
    return response


@require_POST
@page(Scope.EVIDENCE)
def evidence_recheck_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Look again at the address of evidence now, and say what became of it."""
    evidence = evidence_or_404(pk)
    check, failed = look_again(evidence, request.user)
    if check is None:
        tell_errors(request, [failed])
    else:
        tell(request, _told(evidence, check))
    return redirect(_address(evidence))


@page(Scope.EVIDENCE)
def evidence_withdraw_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take evidence back, saying why; it stays on record."""
    evidence = evidence_or_404(pk)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            evidence_withdraw(evidence=evidence, user=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            _tell_withdrawn(request, evidence)
            return redirect(_address(evidence))
    context = {"evidence": evidence, "form": form}
    return show_form(request, "claims/evidence_withdraw.html", context)


def _told(evidence: Evidence, check: EvidenceCheck) -> str:
    if check.outcome == CheckOutcome.FIRST:
        return _("What %(source)s shows is seen for the first time, and kept.") % {"source": evidence.source.name}
    words = {"source": evidence.source.name, "outcome": check.get_outcome_display()}
    return _("%(source)s was looked at again: %(outcome)s.") % words


def _tell_withdrawn(request: PersonRequest, evidence: Evidence) -> None:
    tell(
        request,
        _("The evidence is withdrawn; it stays on record."),
        undo=reverse("evidence-restore", args=[evidence.pk]),
    )


def _address(evidence: Evidence) -> str:
    return reverse("claim", args=[evidence.claim_id]) + f"#evidence-{evidence.pk}"


def evidence_or_404(pk: int) -> Evidence:
    """Return the evidence, or answer 404."""
    try:
        return evidence_detail(evidence_id=pk)
    except Evidence.DoesNotExist as error:
        raise Http404 from error
