"""Discussing a claim."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.comment_forms import CommentForm
from claims.models import Comment
from claims.selectors.comments import comment_detail
from claims.services.comments import comment_add, comment_delete, comment_edit
from claims.views.claims import claim_or_404, show_claim
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.accounts.selectors import people_suggested
from claimtrack.pages import BAD_INPUT, add_errors, show_form, tell, tell_errors


@require_POST
@page(Scope.EVIDENCE)
def comment_add_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Say something about a claim; the form is on its page."""
    claim = claim_or_404(pk)
    form = CommentForm(request.POST, auto_id="comment_%s")
    if form.is_valid():
        try:
            comment = comment_add(claim_id=pk, user=request.user, text=form.cleaned_data["text"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(_address(comment))
    return show_claim(request, claim, more={"comment_form": form}, status=BAD_INPUT)


@page(Scope.EVIDENCE)
def comment_edit_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the own comment right; what it said before stays on record."""
    comment = comment_or_404(pk)
    form = CommentForm(request.POST or None, initial={"text": comment.last.text})
    if form.is_valid():
        try:
            comment_edit(comment_id=pk, user=request.user, text=form.cleaned_data["text"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(_address(comment))
    context = {"comment": comment, "form": form}
    return show_form(request, "claims/comment.html", context)


@require_POST
@page(Scope.EVIDENCE)
def comment_delete_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the own comment back."""
    comment = comment_or_404(pk)
    try:
        comment_delete(comment_id=pk, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    else:
        tell(request, _("The comment is taken back; that there was one stays visible."))
    return redirect(_address(comment))


@page()
def suggest_people(request: HttpRequest) -> HttpResponse:
    """People whose account or name begins with `q`, as options of a list."""
    people = people_suggested(words=request.GET.get("q", "").strip()[:150])
    return render(request, "claims/_people_options.html", {"people": people})


def comment_or_404(pk: int) -> Comment:
    """Return the comment, or answer 404."""
    try:
        return comment_detail(comment_id=pk)
    except Comment.DoesNotExist as error:
        raise Http404 from error


def _address(comment: Comment) -> str:
    return reverse("claim", args=[comment.claim_id]) + f"#comment-{comment.pk}"
