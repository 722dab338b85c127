"""The queue: what waits for people, in the order of what deserves checking first, and who has it in hand."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claimtrack.accounts.models import User

ENDLESS = datetime(9000, 1, 1, tzinfo=UTC)
"""Until when somebody has a claim that was handed over to them: until they decide or give it back."""


class QueueEntry(models.Model):
    """One claim that waits to be decided on (`waiting`), for a second opinion, or for its verdict to become stale.

    `priority`, `outlets` and `evidence` are worked out by claims.services.queue_order and tell of the claim's story.
    Who takes a claim has it until `taken_until`, which moves on with what they do to it; then it is anybody's.
    Whom it was handed over to has it without end (ENDLESS). The event log has the history.
    """

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="queue", verbose_name=_("claim"))
    waiting = models.BooleanField(default=True)
    priority = models.FloatField(default=0)
    outlets = models.PositiveIntegerField(default=1)
    evidence = models.PositiveIntegerField(default=0)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_until = models.DateTimeField(null=True, blank=True)
    opinion_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opinion_at = models.DateTimeField(null=True, blank=True)
    opinion_note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("entry of the queue")
        verbose_name_plural = _("queue")
        constraints = [
            models.CheckConstraint(
                name="queue_taken_until_a_time",
                condition=Q(taken_by=None, taken_until=None) | Q(taken_by__isnull=False, taken_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(F("priority").desc(), F("claim").desc(), name="queue_order", condition=Q(waiting=True)),
            models.Index(fields=["taken_by"], name="queue_taken", condition=Q(taken_by__isnull=False)),
            models.Index(fields=["opinion_at"], name="queue_opinion", condition=Q(opinion_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.priority}"

    @property
    def lapses(self) -> bool:
        """Return whether who has it in hand has it for a while only."""
        return bool(self.taken_until and self.taken_until < ENDLESS)

    @property
    def holder(self) -> User | None:
        """Return who has the claim in hand now, None where nobody has."""
        return self.taken_by if self.taken_until and self.taken_until > timezone.now() else None
