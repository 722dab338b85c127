"""Claims that a person adds, and words of claims put right: on the reading view, or on a page of their own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from articles.models import Article
from claims.models import Claim, ClaimState
from claims.presenters.adding import guess_kind, suggest
from claims.presenters.reading import read_claim
from claims.selectors.claims import claims_of_article, speaker_choices
from claims.services.words import claim_enter
from claims.views.articles import article_or_404
from claims.views.claims import claim_or_404
from claims.views.corrections import correct
from claims.word_forms import AT, AddClaimForm, WordsForm, parse_at, show_at
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import BAD_INPUT, CONFLICT, add_errors, show_form, tell, version_seen
from claimtrack.refusals import Conflict

RENAMED = {"spans": "words"}


@page(Scope.EVIDENCE)
def claim_add_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a claim that the machine missed: its words, who said them, when."""
    article = article_or_404(pk)
    form = AddClaimForm(request.POST or None, revision=article.revision, initial=_first_values(article, request.GET))
    if form.is_valid():
        fields = {k: v for k, v in form.cleaned_data.items() if k not in ("at", "revision", "words", "place")}
        fields["kind"] = fields["kind"] or guess_kind(article.revision.content, fields["spans"])
        try:
            claim = claim_enter(article_id=pk, revision_id=article.revision_id, user=request.user, **fields)
        except ValidationError as error:
            add_errors(form, error, RENAMED)
        else:
            undo = reverse("claim-move", args=[claim.pk, "reject"]) + f"?version={claim.version}"
            tell(request, _("The claim is added."), undo=undo)
            return _go(request, claim)
    template = "claims/_add.html" if request.htmx else "claims/add.html"  # type: ignore[attr-defined]
    context = {"article": article, "form": form, "speakers": speaker_choices()}
    return show_form(request, template, context)


@page(Scope.EVIDENCE)
def claim_words_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the words of a claim right; with `accept` the claim is accepted in the same go."""
    claim = claim_or_404(pk)
    data = request.GET.dict() | request.POST.dict() if request.method == "POST" else None
    form = WordsForm(data, revision=claim.revision, initial={"at": show_at(claim.spans)})
    context: dict[str, Any] = {"claim": claim, "form": form, "passage": read_claim(claim)}
    status = None
    if form.is_valid():
        try:
            correction = {"fields": {"spans": form.cleaned_data["spans"]}, "version": version_seen(request)}
            told, undo = correct(request, claim, correction)
        except ValidationError as error:
            add_errors(form, error, RENAMED)
        except Conflict as conflict:
            context["conflict"], status = conflict, CONFLICT
        else:
            tell(request, told, undo=undo)
            return _go(request, claim)
    return render(request, "claims/words.html", context, status=status or (BAD_INPUT if form.errors else None))


def _first_values(article: Article, query: Any) -> dict[str, Any]:
    """Return what the form shows at first for words chosen in the text (`at`)."""
    at = query.get("at", "")
    if not AT.fullmatch(at):
        return {}
    return {"at": at} | suggest(article, parse_at(at), list(claims_of_article(article_id=article.pk)))


def _go(request: PersonRequest, claim: Claim) -> HttpResponse:
    """Show the article again, at the claim or at the next one."""
    shown = claim.pk
    if request.POST.get("accept"):
        after = (
            claims_of_article(article_id=claim.article_id).filter(state=ClaimState.NEW, start__gt=claim.start).first()
        )
        shown = after.pk if after else claim.pk
    address = reverse("article", args=[claim.article_id]) + f"?claim={shown}#claim-{shown}"
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(address)
    return redirect(address)
