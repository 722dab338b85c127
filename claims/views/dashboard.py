"""What waits, and what can be counted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from articles.models import Status
from articles.selectors import articles_by_status, articles_failed, articles_shown
from claims.models import ClaimState
from claims.presenters import charts
from claims.selectors.claims import (
    claims_by_state,
    claims_standing,
    claims_to_review,
    outlets_unconfirmed,
)
from claims.selectors.finding import with_evidence
from claims.selectors.queue import queue_waiting
from claims.selectors.sources import sources_by_state
from claims.selectors.verdicts import verdicts_waiting
from claims.services.figures import figures_fresh
from claims.views.saved_searches import ON_DASHBOARD, counted_searches
from claimtrack.accounts.access import PersonRequest, may, page
from claimtrack.accounts.models import Role, Scope, User
from claimtrack.pages import number_or_none
from claimtrack.slices import COUNTED, count_up_to

SHOWN = 8
PERIODS = (7, 30, 90, 365)
USUAL = 30


@page()
def dashboard(request: PersonRequest) -> HttpResponse:
    """Numbers that lead to filtered lists, pictures of a period (`days`), and the next claims to review."""
    articles = articles_by_status()
    bare = count_up_to(with_evidence(claims_standing().filter(state=ClaimState.ACCEPTED), some=False), COUNTED + 1)
    context = {
        "claims": claims_by_state(),
        "bare": min(bare, COUNTED),
        "more_bare": bare > COUNTED,
        "verdicts": _verdicts(request.user),
        "searches": counted_searches(request, ON_DASHBOARD),
        "queue": queue_waiting(user=request.user),
        "articles": articles,
        "in_progress": articles[Status.RECEIVED] + articles[Status.EXTRACTING],
        "articles_total": sum(articles.values()),
        "next_claims": claims_to_review(user=request.user, limit=SHOWN),
        "failed": articles_shown(articles_failed(limit=SHOWN)) if articles[Status.FAILED] else [],
    }
    if request.user.role == Role.ADMIN:
        context |= {"unconfirmed": outlets_unconfirmed().count(), "sources": sources_by_state()["proposed"]}
    asked = number_or_none(request.GET.get("days"))
    return render(request, "claims/dashboard.html", context | _pictures(asked if asked in PERIODS else USUAL))


def _verdicts(user: User) -> dict[str, int]:
    return verdicts_waiting(user=user) if may(user, Scope.EVIDENCE) else {}


def _pictures(days: int) -> dict[str, Any]:
    figures = figures_fresh(days=days)
    data = figures.data
    return {
        "days": days,
        "periods": PERIODS,
        "figures": figures,
        "flow": charts.flow(data["flow"]),
        "speakers": charts.bars(data["speakers"]),
        "outlets": charts.bars(data["outlets"]),
        "times": charts.times(data["verdicts"]),
        "median": charts.span(data["verdicts"]["median"]),
        "verdicts_total": data["verdicts"]["total"],
        "by_outlet": charts.accuracy(data["by_outlet"]),
        "by_rule": charts.accuracy(data["by_rule"]),
        "accuracy_all": charts.accuracy_of_all(data["by_outlet"]),
        "added": data["added"],
    }
