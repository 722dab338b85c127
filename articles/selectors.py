"""Queries on outlets and articles."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from articles.models import SEARCH_CONFIG, Article, Outlet, Revision, Status

OPENING_LENGTH = 160


def search_query(words: str) -> SearchQuery:
    """Return a full-text query: French stems, accents ignored, "quoted phrases", -without, or."""
    return SearchQuery(words, config=SEARCH_CONFIG, search_type="websearch")


def article_all() -> QuerySet[Article]:
    """Return every article with its outlet and current revision."""
    return Article.objects.select_related("outlet", "revision")


def article_counted() -> QuerySet[Article]:
    """Return every article with `claims_count`, the number of its claims that are not retired."""
    counting = Count("claims", filter=Q(claims__retired_at=None))
    return article_all().defer("revision__html", "revision__search").annotate(claims_count=counting)


def article_list(*, words: str = "", outlet: int | None = None, status: str = "") -> QuerySet[Article]:
    """Return articles, the best match or the newest publication first, each with the `opening` of its content."""
    found = article_counted().defer("revision__html", "revision__content", "revision__text", "revision__search")
    found = found.annotate(opening=Left("revision__content", OPENING_LENGTH))
    if outlet:
        found = found.filter(outlet=outlet)
    if status == "withdrawn":
        found = found.filter(withdrawn_at__isnull=False)
    elif status == "in_progress":
        found = found.filter(status__in=[Status.RECEIVED, Status.EXTRACTING], withdrawn_at=None)
    elif status:
        found = found.filter(status=status, withdrawn_at=None)
    if not words.strip():
        return found.order_by(F("published_on").desc(nulls_last=True), "-id")
    query = search_query(words)
    ranked = found.filter(revision__search=query).annotate(rank=SearchRank("revision__search", query))
    return ranked.order_by("-rank", "-id")


def revisions_of_article(*, article_id: int) -> QuerySet[Revision]:
    """Return the revisions of an article without their texts, the latest first."""
    return (
        Revision.objects.filter(article=article_id)
        .select_related("received_by")
        .only("article_id", "number", "title", "sha256", "received_at", "received_by")
        .order_by("-number")
    )


def outlet_list() -> QuerySet[Outlet]:
    """Return outlets by name."""
    return Outlet.objects.order_by("name")


def articles_by_status() -> dict[str, int]:
    """Return {status: number of articles}, withdrawn ones left out."""
    counted = Article.objects.filter(withdrawn_at=None).values("status").annotate(n=Count("pk"))
    return dict.fromkeys(Status.values, 0) | {row["status"]: row["n"] for row in counted.order_by()}


def outlets_with_articles() -> list[str]:
    """Return the names of the outlets that published something here."""
    published = Outlet.objects.filter(Exists(Article.objects.filter(outlet=OuterRef("pk"))))
    return list(published.values_list("name", flat=True))
