"""The filters of the directory of sources: the same parameters in the address of the page and over REST."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Reliability, Source, SourceState
from claims.selectors.sources import sources_with_words


class SourceFilter(django_filters.FilterSet):
    """`q` finds all its words in name, domain and description, accents ignored."""

    q = django_filters.CharFilter(method="by_words", label=_("words"), max_length=200)
    state = django_filters.ChoiceFilter(choices=SourceState.choices, label=_("state"), empty_label=_("all states"))
    reliability = django_filters.ChoiceFilter(choices=Reliability.choices, label=_("reliability"), empty_label=_("any"))

    class Meta:
        model = Source
        fields: list[str] = []

    def by_words(self, sources: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        return sources_with_words(sources, value)
