"""The reading view: an article with its claims marked in place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article, Status
from articles.selectors import article_all, article_counted, revisions_of_article
from claims.models import ClaimState
from claims.presenters.queue import others_reading
from claims.presenters.reading import choose_page, read_article
from claims.selectors.claims import claim_start, claims_before, claims_between
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.pages import number_or_none

WAITING = (Status.RECEIVED, Status.EXTRACTING)


@page()
def article_page(request: PersonRequest, pk: int) -> HttpResponse:
    """One article, a page of its text at a time; `claim` opens the page where that claim stands."""
    article = article_or_404(pk)
    claim = number_or_none(request.GET.get("claim"))
    page_asked = number_or_none(request.GET.get("page"))
    offset = claim_start(claim_id=claim) if claim and page_asked is None else 0
    place = choose_page(article.revision.content, page=page_asked, offset=offset)
    start, end = place.range
    claims = list(claims_between(article_id=pk, start=start, end=end))
    before = claims_before(article_id=pk, start=start) if start else 0
    show_rejected = request.GET.get("rejected") == "1"
    hidden = {c.pk for c in claims if c.state == ClaimState.REJECTED and c.pk != claim and not show_rejected}
    reading = read_article(article, place, claims, before=before, total=article.claims_count, hidden=hidden)
    context = {
        "article": article,
        "reading": reading,
        "hidden": hidden,
        "readers": others_reading(claims, request.user),
        "show_rejected": show_rejected,
        "revisions": revisions_of_article(article_id=pk),
        "waiting": article.status in WAITING and not article.withdrawn_at,
    }
    return render(request, "claims/article.html", context)


@page()
def article_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The status line alone, asked for while claims are worked out; once they are there, the page loads again."""
    try:
        article = article_all().select_related(None).only("status", "attempts").get(pk=pk)
    except Article.DoesNotExist as error:
        raise Http404 from error
    response = render(request, "claims/_progress.html", {"article": article, "waiting": article.status in WAITING})
    if article.status not in WAITING:
        response["HX-Redirect"] = reverse("article", args=[pk])
    return response


def article_or_404(pk: int) -> Any:
    """Return the article with its current revision and number of claims, or answer 404."""
    try:
        return article_counted().get(pk=pk)
    except Article.DoesNotExist as error:
        raise Http404 from error
