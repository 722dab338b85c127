"""REST: the queue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError

from claims.api.serializers import ClaimSerializer
from claims.models import QueueEntry
from claims.presenters.queue import queue_reasons, queue_stale
from claims.queue_filters import QueueFilter
from claims.selectors.queue import VIEWS, queue_shown, queue_view
from claimtrack.accounts.models import User
from claimtrack.api import NewestFirstPagination


class QueueSerializer(serializers.ModelSerializer[QueueEntry]):
    """`reasons` say in words why the claim stands where it stands; `outlets` and `evidence` count for its story.

    `stale` says why the verdict of its story must be looked at again.
    """

    claim = ClaimSerializer()
    reasons = serializers.SerializerMethodField()
    taken_by = serializers.SerializerMethodField()
    taken_until = serializers.SerializerMethodField(help_text="null: without end")
    opinion_by = serializers.CharField(source="opinion_by.username", default=None, allow_null=True)
    stale = serializers.SerializerMethodField()

    class Meta:
        model = QueueEntry
        fields = (
            "claim",
            "priority",
            "reasons",
            "outlets",
            "evidence",
            "taken_by",
            "taken_until",
            "opinion_by",
            "opinion_note",
            "stale",
        )

    def get_reasons(self, entry: QueueEntry) -> list[str]:
        return queue_reasons(entry)

    def get_stale(self, entry: QueueEntry) -> list[str]:
        return self.context.get("stale", {}).get(entry.claim.story_id, [])

    def get_taken_until(self, entry: QueueEntry) -> datetime | None:
        return entry.taken_until if entry.lapses else None

    def get_taken_by(self, entry: QueueEntry) -> str | None:
        return entry.holder.username if entry.holder else None


class QueuePagination(NewestFirstPagination):
    ordering: Any = ("-priority", "-claim_id")


@extend_schema(parameters=[OpenApiParameter("view", enum=VIEWS, default="waiting")])
class QueueListView(generics.ListAPIView[QueueEntry]):
    """What waits for people, first what deserves checking first; the views of the page."""

    pagination_class = QueuePagination
    serializer_class = QueueSerializer
    filterset_class = QueueFilter
    shown: Sequence[QueueEntry] = ()

    def get_queryset(self) -> QuerySet[QueueEntry]:
        view = self.request.query_params.get("view", "waiting")
        if view not in VIEWS:
            raise ValidationError({"view": [_("Choose one of: %(views)s.") % {"views": ", ".join(VIEWS)}]})
        return queue_shown(queue_view(view=view, user=cast(User, self.request.user)))

    def paginate_queryset(self, queryset: Any) -> Any:
        self.shown = super().paginate_queryset(queryset) or []
        return self.shown

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "stale": queue_stale(self.shown)}
