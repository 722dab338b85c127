"""The filters of the list of actors: the same parameters in the address of the page and over REST."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.matching.names import fold_name
from claims.models import Actor, ActorKind
from claims.selectors.actors import with_name


class ActorFilter(django_filters.FilterSet):
    """`q` is any part of any of the names."""

    q = django_filters.CharFilter(method="by_name", label=_("name"))
    kind = django_filters.ChoiceFilter(choices=ActorKind.choices, label=_("kind"), empty_label=_("all kinds"))

    class Meta:
        model = Actor
        fields: list[str] = []

    def by_name(self, actors: QuerySet[Actor], name: str, value: str) -> QuerySet[Actor]:
        return with_name(actors, fold_name(value))
