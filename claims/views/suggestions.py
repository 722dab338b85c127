"""What the fields of pages offer while somebody types: options of a list, as HTML."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.correction_forms import typed_days
from claims.extraction.place_language import fold
from claims.matching.names import fold_name
from claims.selectors.finding import tags_suggested
from claims.selectors.suggestions import actors_suggested
from claims.services.gazetteer import places_suggested
from claims.views.claims import claim_or_404
from claimtrack.accounts.access import page

LEAST = 2  # letters from which on a name is looked up


@page()
def suggest_actors(request: HttpRequest) -> HttpResponse:
    """Actors whose name or alias has a word that begins with `q`."""
    words = request.GET.get("q", "").strip()[:300]
    folded = fold_name(words)
    actors = list(actors_suggested(folded=folded)) if len(folded) >= LEAST else []
    known = any(alias.folded == folded for actor in actors for alias in actor.aliases.all())
    context = {"actors": actors, "words": words, "folded": folded, "is_new": bool(folded) and not known}
    return render(request, "claims/_actor_options.html", context)


@page()
def suggest_places(request: HttpRequest) -> HttpResponse:
    """Places of the gazetteer with a name that begins with `q`, in any spelling."""
    words = request.GET.get("q", "").strip()[:200]
    places = places_suggested(words=words) if len(fold(words)) >= LEAST else []
    context = {"places": places, "words": words, "none": len(fold(words)) >= LEAST and not places}
    return render(request, "claims/_place_options.html", context)


@page()
def read_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """The days that a typed `q` stands for beside the claim's day of publication; what is wrong where it is none."""
    article = claim_or_404(pk).article
    read, wrong = [], ""
    try:
        for piece in filter(str.strip, request.GET.get("q", "")[:600].split(";")):
            read += typed_days(piece.strip(), reference=article.published_on, language=article.language)
    except ValidationError as error:
        wrong = error.messages[0]
    return render(request, "claims/_dates_read.html", {"read": read, "wrong": wrong})


@page()
def suggest_tags(request: HttpRequest) -> HttpResponse:
    """Tags that have a word beginning with `q`."""
    folded = fold_name(request.GET.get("q", "").strip()[:300])
    tags = tags_suggested(folded=folded) if folded else []
    return render(request, "claims/_tag_options.html", {"tags": tags})
