"""The filters of claim lists: the same parameters in the address of the page and over REST."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from articles.models import Article, Outlet
from claims.matching.names import fold_name
from claims.models import Actor, Claim, ClaimState
from claims.selectors.claims import said_between, with_evidence, with_words


class OutletField(ModelChoiceField):
    """An outlet by its id, or by its name in any case."""

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values and not str(value).isdecimal():
            found = Outlet.objects.filter(name__iexact=str(value).strip()).first()
            value = found.pk if found else 0
        return super().to_python(value)


class OutletFilter(django_filters.ModelChoiceFilter):
    field_class = OutletField


class ClaimFilter(django_filters.FilterSet):
    """`speaker` takes an actor's id or a name; `stated_after` and `stated_before` are ISO days, both included."""

    q = django_filters.CharFilter(method="by_words", label=_("words"))
    speaker = django_filters.CharFilter(method="by_speaker", label=_("speaker"))
    outlet = OutletFilter(
        field_name="article__outlet", queryset=Outlet.objects.order_by("name"), label=_("outlet"), empty_label=_("all")
    )
    article = django_filters.ModelChoiceFilter(queryset=Article.objects.all(), label=_("article"))
    place = django_filters.CharFilter(method="by_place", label=_("place"))
    state = django_filters.ChoiceFilter(choices=ClaimState.choices, label=_("state"), empty_label=_("all states"))
    evidence = django_filters.ChoiceFilter(
        choices=[("none", _("none yet")), ("some", _("at least one"))],
        method="by_evidence",
        label=_("evidence"),
        empty_label=_("with or without"),
    )
    stated_after = django_filters.DateFilter(method="by_first_day", label=_("said from"))
    stated_before = django_filters.DateFilter(method="by_last_day", label=_("said until"))

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_words(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return with_words(claims, value)

    def by_speaker(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        if value.isdecimal() and value.isascii():
            return claims.filter(speaker=int(value))
        return claims.filter(speaker__in=Actor.objects.filter(aliases__folded__contains=fold_name(value)))

    def by_place(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        either = Q(places__words__icontains=value) | Q(places__place__name__icontains=value)
        return claims.filter(pk__in=Claim.objects.filter(either).values("pk"))

    def by_evidence(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return with_evidence(claims, some=value == "some")

    def by_first_day(self, claims: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        return said_between(claims, value, None)

    def by_last_day(self, claims: QuerySet[Claim], name: str, value: Any) -> QuerySet[Claim]:
        return said_between(claims, None, value)
