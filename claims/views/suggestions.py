"""What the fields of pages offer while somebody types: options of a list, as HTML."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.matching.names import fold_name
from claims.selectors.suggestions import actors_suggested
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
