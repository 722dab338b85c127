"""The filters of article lists: the same parameters in the address of the page and over REST."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.forms import LANGUAGES
from articles.models import Article, Outlet, Status
from articles.selectors import articles_in_state, articles_published, articles_with_words
from articles.text.language import normalise_language
from claimtrack.filters import NamedFilter
from claimtrack.pages import DayInput

STATES = [
    ("in_progress", _("in progress")),
    *[(state, state.label) for state in (Status.EXTRACTED, Status.FAILED, Status.NO_EXTRACTOR)],
    ("withdrawn", _("withdrawn")),
]


class LanguageField(django_filters.fields.ChoiceField):
    """Offers the languages that articles are mostly in, and takes every other code that CLDR knows."""

    def valid_value(self, value: Any) -> bool:
        try:
            return super().valid_value(value) or normalise_language(value) == value
        except ValueError:
            return False


class LanguageFilter(django_filters.ChoiceFilter):
    field_class = LanguageField


class ArticleFilter(django_filters.FilterSet):
    """`outlet` takes an id or the name, `language` a code as articles have it; days are ISO, both included."""

    q = django_filters.CharFilter(method="by_words", label=_("words"))
    outlet = NamedFilter(queryset=Outlet.objects.order_by("name"), label=_("outlet"), empty_label=_("all"))
    status = django_filters.ChoiceFilter(choices=STATES, method="by_status", label=_("status"), empty_label=_("all"))
    language = LanguageFilter(
        choices=[*LANGUAGES[1:], ("und", _("unknown"))], label=_("language"), empty_label=_("all")
    )
    published_after = django_filters.DateFilter(method="by_first_day", label=_("published from"), widget=DayInput)
    published_before = django_filters.DateFilter(method="by_last_day", label=_("published until"), widget=DayInput)

    class Meta:
        model = Article
        fields: list[str] = []

    def by_words(self, articles: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        return articles_with_words(articles, value)

    def by_status(self, articles: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        return articles_in_state(articles, value)

    def by_first_day(self, articles: QuerySet[Article], name: str, value: Any) -> QuerySet[Article]:
        return articles_published(articles, first=value)

    def by_last_day(self, articles: QuerySet[Article], name: str, value: Any) -> QuerySet[Article]:
        return articles_published(articles, last=value)
