"""The filters of the queue: the same parameters in the address of the page and over REST."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet
from claims.filters import spoken
from claims.matching.names import fold_name
from claims.models import Claim, QueueEntry
from claims.selectors import finding
from claimtrack.filters import NamedFilter


class QueueFilter(django_filters.FilterSet):
    """What waits, narrowed as the list of claims is: `speaker` by id or part of a name, outlet by id or name."""

    speaker = django_filters.CharFilter(method="by_speaker", label=_("speaker"))
    outlet = NamedFilter(
        field_name="claim__article__outlet",
        queryset=Outlet.objects.order_by("name"),
        label=_("outlet"),
        empty_label=_("all"),
    )
    tag = django_filters.CharFilter(method="by_tag", label=_("tag"))

    class Meta:
        model = QueueEntry
        fields: list[str] = []

    def by_speaker(self, entries: QuerySet[QueueEntry], name: str, value: str) -> QuerySet[QueueEntry]:
        return entries.filter(claim__in=spoken(Claim.objects.all(), value).values("pk"))

    def by_tag(self, entries: QuerySet[QueueEntry], name: str, value: str) -> QuerySet[QueueEntry]:
        return entries.filter(claim__in=finding.with_tag(Claim.objects.all(), fold_name(value)).values("pk"))
