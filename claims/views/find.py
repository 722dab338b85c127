"""What the palette finds while somebody types: options of a list, as HTML."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.models import Article
from claims.matching.names import fold_name
from claims.models import Actor, Case, Claim
from claims.selectors.find import Found, find_everything
from claims.selectors.stories import NamedStory
from claimtrack.accounts.access import page

LEAST, MOST = 2, 200
# What the bar on top does not lead to.
PAGES = {
    "map": gettext_lazy("Map of the claims"),
    "saved-list": gettext_lazy("Saved searches"),
    "verdict-list": gettext_lazy("Verdicts"),
}


@page()
def find_page(request: HttpRequest) -> HttpResponse:
    """Articles, claims, stories, cases, actors and sources by words or names."""
    words = request.GET.get("q", "").strip()[:MOST]
    found = find_everything(words=words, folded=fold_name(words)) if len(words) >= LEAST else []
    options = [*_pages(fold_name(words)), *map(_option, found)] if words else []
    return render(request, "_found.html", {"options": options, "words": words})


def _pages(folded: str) -> list[dict[str, str]]:
    """Return the pages whose name has the words."""
    named = {name: str(label) for name, label in PAGES.items() if folded and folded in fold_name(str(label))}
    return [{"kind": _("page"), "label": label, "url": reverse(name)} for name, label in named.items()]


def _option(found: Found) -> dict[str, str]:
    """Return what kind of thing was found, its name and its address."""
    if isinstance(found, Claim):
        who = str(found.speaker or found.speaker_words or _("speaker not named"))
        label = _labelled(who, Truncator(found.said).chars(90))
        return {"kind": _("claim"), "label": label, "url": reverse("claim", args=[found.pk])}
    if isinstance(found, Article):
        title = found.revision.title if found.revision else ""
        label = _labelled(str(found.outlet), Truncator(title).chars(90)) if title else str(found.outlet)
        return {"kind": _("article"), "label": label, "url": reverse("article", args=[found.pk])}
    if isinstance(found, NamedStory):
        label = Truncator(found.name).chars(110)
        return {"kind": _("story"), "label": label, "url": reverse("story", args=[found.pk])}
    if isinstance(found, Actor):
        return {"kind": _("actor"), "label": found.name, "url": reverse("actor", args=[found.pk])}
    if isinstance(found, Case):
        return {"kind": _("case"), "label": Truncator(found.title).chars(110), "url": reverse("case", args=[found.pk])}
    return {"kind": _("source"), "label": found.name, "url": reverse("source", args=[found.pk])}


def _labelled(label: str, words: str) -> str:
    return f"{label}{pgettext('after a label', ':')} {words}"
