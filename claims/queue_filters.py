"""The filters of the queue: the same parameters in the address of the page and over REST."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet
from claims.filters import spoken
from claims.matching.names import fold_name
from claims.models import Claim, QueueEntry
from claims.selectors import finding
from claims.selectors.queue import VIEWS, queue_view
from claimtrack.accounts.models import User
from claimtrack.filters import NamedFilter
from claimtrack.refusals import refuse

WHOLE = "waiting"


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


def queue_kept(params: QueryDict) -> str:
    """Return the view and the filters of an address as the address keeps them, "" for all that waits."""
    kept = {name: params[name] for name in ("view", *QueueFilter.base_filters) if params.get(name)}
    if kept.get("view") == WHOLE:
        del kept["view"]
    return urlencode(kept)


def view_asked(params: QueryDict) -> str:
    """Return the view of the queue that is asked for. Raises ValidationError for one that is none."""
    view = params.get("view", WHOLE)
    if view not in VIEWS:
        refuse("view", gettext("Choose one of: %(views)s.") % {"views": ", ".join(VIEWS)})
    return view


def next_among(params: QueryDict, *, user: User) -> dict[str, Any]:
    """Return what queue_next takes for the view and the filters asked for. Raises ValidationError naming one.

    What waits comes from nobody's hands; in the other views one's own claims come too, but not one's own questions.
    """
    view = view_asked(params)
    filters = QueueFilter(params, queryset=queue_view(view=view, user=user))
    if not filters.form.is_valid():
        raise ValidationError(filters.form.errors.as_data())
    among = filters.qs.exclude(opinion_by=user) if view == "opinion" else filters.qs
    return {"among": among, "own": view in ("mine", "opinion", "stale")}
