"""Pages of articles; the reading view, which shows claims, is in claims.views."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.filters import ArticleFilter
from articles.forms import CorrectionForm, PasteForm, ReasonForm
from articles.models import Article
from articles.selectors import article_all, article_dated, articles_ranked, articles_shown, outlet_list
from articles.services import article_correct, article_ingest, article_restore, article_retry, article_withdraw
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Scope
from claimtrack.pages import add_errors, show_form, tell, tell_errors
from claimtrack.slices import listed

RANKED = 100  # of the latest matches; ranking looks at the whole text of each


@page()
def article_list_page(request: HttpRequest) -> HttpResponse:
    """Articles by the parameters of the REST list."""
    filters = ArticleFilter(request.GET, queryset=article_dated())
    found = filters.qs if filters.form.is_valid() else article_dated().none()
    words = request.GET.get("q", "").strip()
    rank = partial(articles_ranked, words=words) if words else None
    part = listed(request.GET, found, day="published", rank=rank, ranked=RANKED)
    context = {
        "form": filters.form,
        "articles": articles_shown(part.ids, words),
        "count": part.count,
        "more": part.more,
        "links": part.links,
        "filtered": any(request.GET.get(name) for name in filters.filters),
    }
    return render(request, "articles/list.html", context)


@page(Scope.INGEST)
def article_new(request: PersonRequest) -> HttpResponse:
    """Paste an article."""
    form = PasteForm(request.POST or None)
    if form.is_valid():
        try:
            done = article_ingest(submission=form.to_submission(), received_by=request.user)
        except ValidationError as error:
            add_errors(form, error, {"published_at": "published"})
        else:
            tell(request, _told(done.created, done.revised))
            return redirect("article", done.article.pk)
    context = {"form": form, "outlets": outlet_list()}
    return show_form(request, "articles/new.html", context)


@page(lead=True)
def article_withdraw_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Withdraw an article, saying why."""
    article = article_or_404(pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            article_withdraw(article_id=pk, reason=form.cleaned_data["reason"], user=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            tell(request, _("The article is withdrawn."), undo=reverse("article-restore", args=[pk]))
            return redirect("article", pk)
    context = {"form": form, "article": article}
    return show_form(request, "articles/withdraw.html", context)


@require_POST
@page(lead=True)
def article_restore_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a withdrawal back."""
    article_or_404(pk)
    article_restore(article_id=pk, user=request.user)
    tell(request, _("The article counts again."))
    return redirect("article", pk)


@require_POST
@page(lead=True)
def article_retry_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the claims of an article that failed worked out again; its page says how far that has come."""
    article_or_404(pk)
    try:
        article_retry(article_id=pk, user=request.user)
    except ValidationError as error:
        tell_errors(request, error.messages)
    return redirect("article", pk)


@page(lead=True)
def article_correct_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Correct the outlet or the day of publication."""
    article = article_or_404(pk)
    form = CorrectionForm(request.POST or None, article=article)
    if form.is_valid():
        fields = form.cleaned_data
        if form.changed_data == ["why"]:
            return redirect("article", pk)
        try:
            article_correct(
                article_id=pk,
                user=request.user,
                why=fields["why"],
                outlet=fields["outlet"],
                published=form.new_date(),
            )
        except ValidationError as error:
            add_errors(form, error, {"published_at": "published"})
        else:
            tell(request, _("Corrected. The claims’ dates are being worked out again."))
            return redirect("article", pk)
    context = {"form": form, "article": article}
    return show_form(request, "articles/correct.html", context)


def article_or_404(pk: int) -> Article:
    """Return the article, or answer 404."""
    try:
        return article_all().defer("revision__html", "revision__search", "revision__content").get(pk=pk)
    except Article.DoesNotExist as error:
        raise Http404 from error


def _told(created: bool, revised: bool) -> str:
    if created:
        return _("The article is stored.")
    return _("This article was known; it has a new revision.") if revised else _("This article was stored already.")
