"""The filters of story lists: the same parameters in the address of the page and over REST."""

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet
from claims.matching.names import fold_name
from claims.models import Actor, Case, Claim, Evidence, Story
from claims.selectors.evidence import counting
from claims.selectors.stories import claim_counted, stories_with_words
from claimtrack.filters import NamedFilter
from claimtrack.pages import number_or_none


class StoryFilter(django_filters.FilterSet):
    """Stories by what their claims say; `speaker` takes an actor's id or a name."""

    q = django_filters.CharFilter(method="by_words", label=_("words"))
    speaker = django_filters.CharFilter(method="by_speaker", label=_("speaker"))
    outlet = NamedFilter(
        queryset=Outlet.objects.order_by("name"), method="by_outlet", label=_("outlet"), empty_label=_("all")
    )
    case = django_filters.ModelChoiceFilter(
        queryset=Case.objects.order_by("title"), field_name="entries__case", label=_("case"), empty_label=_("all")
    )
    claims = django_filters.ChoiceFilter(
        choices=[("several", _("several")), ("one", _("only one"))],
        method="by_size",
        label=_("claims"),
        empty_label=_("one or more"),
    )
    evidence = django_filters.ChoiceFilter(
        choices=[("none", _("none yet")), ("some", _("at least one"))],
        method="by_evidence",
        label=_("evidence"),
        empty_label=_("with or without"),
    )

    class Meta:
        model = Story
        fields: list[str] = []

    def by_words(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        return stories.filter(stories_with_words(value))

    def by_speaker(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        if value.isdecimal() and value.isascii():
            return stories.filter(_a_claim(speaker=number_or_none(value) or 0))
        return stories.filter(_a_claim(speaker__in=Actor.objects.filter(aliases__folded__contains=fold_name(value))))

    def by_outlet(self, stories: QuerySet[Story], name: str, value: Outlet) -> QuerySet[Story]:
        return stories.filter(_a_claim(article__outlet=value))

    def by_size(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        counted = claim_counted().order_by().values("story").annotate(n=Count("*"))
        sized = counted.filter(n__gt=1) if value == "several" else counted.filter(n=1)
        return stories.filter(pk__in=sized.values("story"))

    def by_evidence(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        some = Exists(Evidence.objects.filter(counting(), claim__story=OuterRef("pk")))
        return stories.filter(some if value == "some" else ~some)


def _a_claim(**conditions: object) -> Q:
    claims: QuerySet[Claim] = claim_counted().filter(**conditions)
    return Q(pk__in=claims.values("story"))
