"""Queries on outlets and articles."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left

from articles.models import PUBLISHED, SEARCH_CONFIG, Article, Outlet, Revision, Status
from claimtrack.marks import MARK_END, MARK_START

OPENING_LENGTH = 160
PASSAGE_FROM = 20_000


def search_query(words: str) -> SearchQuery:
    """Return a full-text query: French stems, accents ignored, "quoted phrases", -without, or."""
    return SearchQuery(words, config=SEARCH_CONFIG, search_type="websearch")


def article_all() -> QuerySet[Article]:
    """Return every article with its outlet and current revision."""
    return Article.objects.select_related("outlet", "revision")


def article_counted() -> QuerySet[Article]:
    """Return every article with `claims_count`, the number of its claims that are not retired."""
    claims: Any = Article._meta.get_field("claims").related_model  # theirs is the other app
    counted = claims.objects.filter(article=OuterRef("pk"), retired_at=None).order_by().values("article")
    counting = Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)
    return article_all().defer("revision__html", "revision__search").annotate(claims_count=counting)


def article_dated() -> QuerySet[Article]:
    """Return every article with the day that lists sort it by (`published`)."""
    return Article.objects.annotate(published=PUBLISHED)


def articles_in_state(articles: QuerySet[Article], state: str) -> QuerySet[Article]:
    """Keep the articles that are in this status and not withdrawn; "in_progress" and "withdrawn" are states too."""
    if state == "withdrawn":
        return articles.filter(withdrawn_at__isnull=False)
    wanted = [Status.RECEIVED, Status.EXTRACTING] if state == "in_progress" else [state]
    return articles.filter(status__in=wanted, withdrawn_at=None)


def articles_published(
    articles: QuerySet[Article], *, first: date | None = None, last: date | None = None
) -> QuerySet[Article]:
    """Keep the articles published between two days, both included; those without a day are on neither side."""
    days = articles.alias(published_day=PUBLISHED).filter(published_on__isnull=False)
    if first:
        days = days.filter(published_day__gte=first)
    return days.filter(published_day__lte=last) if last else days


def articles_failed(*, limit: int) -> list[int]:
    """Return the ids of the latest articles that failed."""
    failed = articles_in_state(Article.objects.all(), Status.FAILED).order_by(PUBLISHED.desc(), "-pk")
    return list(failed.values_list("pk", flat=True)[:limit])


def articles_with_words(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Return those of the articles whose current text has the words (French stems, accents ignored)."""
    return articles.filter(revision__search=search_query(words))


def articles_ranked(ids: Sequence[int], words: str) -> QuerySet[Article]:
    """Return these articles, the best match for the words first."""
    ranked = Article.objects.filter(pk__in=ids).annotate(rank=SearchRank("revision__search", search_query(words)))
    return ranked.order_by("-rank", "-pk")


def articles_shown(ids: Sequence[int], words: str = "") -> list[Article]:
    """Return these articles in this order, each with the `opening` of its content, or where the words stand in it."""
    shown = article_counted().defer("revision__html", "revision__content", "revision__text", "revision__search")
    opening: Any = Left("revision__content", OPENING_LENGTH)
    if words.strip():
        shown = shown.annotate(passage=_passage(words))
    by_id = shown.annotate(opening=opening).in_bulk(list(ids))
    return [by_id[pk] for pk in ids if pk in by_id]


def _passage(words: str) -> SearchHeadline:
    """Return where the words stand in the content; only its first pages are looked at."""
    return SearchHeadline(
        Left("revision__content", PASSAGE_FROM),
        search_query(words),
        config=SEARCH_CONFIG,
        start_sel=MARK_START,
        stop_sel=MARK_END,
        min_words=15,
        max_words=30,
        max_fragments=1,
    )


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
