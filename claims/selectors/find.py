"""One look-up for everything that has a name: for the palette."""

from itertools import chain

from django.db.models import F

from articles.models import Article, Revision
from articles.selectors import search_query
from claims.models import Actor, Case, Claim, Source
from claims.selectors.claims import claims_standing
from claims.selectors.finding import with_words
from claims.selectors.stories import NamedStory, stories_found
from claims.selectors.suggestions import actors_suggested

EACH = 4
Found = Article | Claim | Actor | Case | Source | NamedStory


def find_everything(*, words: str, folded: str, each: int = EACH) -> list[Found]:
    """Return actors (`folded` by fold_name), sources, cases so named, then stories, claims, articles, newest first."""
    actors = actors_suggested(folded=folded, limit=each)
    sources = Source.objects.filter(name__icontains=words).order_by("name")[:each]
    claims = (
        with_words(claims_standing(), words, folded)
        .select_related("article__outlet", "speaker")
        .defer("search")
        .order_by("-pk")[:each]
    )
    texts = Revision.objects.filter(search=search_query(words), current_for__withdrawn_at=None).order_by("-pk")
    titles = list(texts.values_list("current_for", flat=True)[:each])
    articles = Article.objects.filter(pk__in=titles).select_related("outlet", "revision").order_by("-pk")
    heavy = (f"revision__{name}" for name in ("html", "text", "content", "search"))
    cases = Case.objects.filter(title__icontains=words).order_by(F("closed_at").asc(nulls_first=True), "-pk")[:each]
    stories = stories_found(words=words, limit=each)
    return list(chain(actors, sources, cases, stories, claims, articles.defer(*heavy)))
