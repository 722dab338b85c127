"""What waits."""

from django.http import HttpResponse
from django.shortcuts import render

from articles.models import Status
from articles.selectors import articles_by_status, articles_failed, articles_shown
from claims.models import ClaimState
from claims.selectors.claims import (
    claims_by_state,
    claims_to_review,
    outlets_unconfirmed,
)
from claims.selectors.finding import claims_standing, with_evidence
from claims.selectors.sources import sources_by_state
from claims.selectors.verdicts import verdicts_waiting
from claims.views.saved_searches import ON_DASHBOARD, counted_searches
from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.models import Role

SHOWN = 8


@page()
def dashboard(request: PersonRequest) -> HttpResponse:
    """Numbers that lead to filtered lists, and the next claims to review."""
    articles = articles_by_status()
    context = {
        "claims": claims_by_state(),
        "bare": with_evidence(claims_standing().filter(state=ClaimState.ACCEPTED), some=False).count(),
        "verdicts": verdicts_waiting(),
        "searches": counted_searches(request, ON_DASHBOARD),
        "articles": articles,
        "in_progress": articles[Status.RECEIVED] + articles[Status.EXTRACTING],
        "articles_total": sum(articles.values()),
        "next_claims": claims_to_review(limit=SHOWN),
        "failed": articles_shown(articles_failed(limit=SHOWN)) if articles[Status.FAILED] else [],
    }
    if request.user.role == Role.ADMIN:
        context |= {"outlets": outlets_unconfirmed().count(), "sources": sources_by_state()["proposed"]}
    return render(request, "claims/dashboard.html", context)
