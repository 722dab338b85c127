"""The directory of verification sources."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Source
from claims.selectors.sources import evidence_of_source, source_counted, source_detail
from claimtrack.accounts.access import page
from claimtrack.pages import page_of


@page()
def source_list_page(request: HttpRequest) -> HttpResponse:
    """Every source with its reliability and how often it was cited."""
    rows = page_of(source_counted(), request.GET.get("page"))
    return render(request, "claims/sources.html", {"page": rows})


@page()
def source_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: who stands behind it, and what it was cited for."""
    try:
        source = source_detail(source_id=pk)
    except Source.DoesNotExist as error:
        raise Http404 from error
    rows = page_of(evidence_of_source(source_id=pk), request.GET.get("page"))
    return render(request, "claims/source.html", {"source": source, "page": rows})
