"""One thing done to many claims: what was chosen, how far it has come, and what leads back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


class BulkAction(models.TextChoices):
    ACCEPT = "accept", _("Accept")
    REJECT = "reject", _("Reject")
    TAG = "tag", _("Put a tag on")
    UNTAG = "untag", _("Take a tag off")
    ASSIGN = "assign", _("Hand over")
    STORY = "story", _("Put into a story")
    UNDO = "undo", _("Undo")


class Bulk(models.Model):
    """Chosen, then started, then finished. `params` holds why, tag, person or story; `undoes` is what it takes back."""

    action = models.CharField(max_length=6, choices=BulkAction)
    params = models.JSONField(default=dict, blank=True)
    search = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    chosen_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="bulk_action_known", condition=Q(action__in=BulkAction.values)),
            models.CheckConstraint(
                name="bulk_started_before_finished", condition=Q(finished_at=None) | Q(started_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.pk}"


class Outcome(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    CHANGED = "changed", _("changed meanwhile")
    REFUSED = "refused", _("not possible")


class BulkItem(models.Model):
    """One claim of it, in the version and the story that were seen; what came of it, and what leads back.

    `told` says why it could not be done.
    `event` is the last event of the claim when it was done: a later one means that somebody changed it since.
    """

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="items")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    story = models.BigIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.WAITING, db_default=Outcome.WAITING)
    told = models.CharField(max_length=300, blank=True, db_default="")
    undo = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    event = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk", "claim"], name="claim_once_in_bulk"),
            models.CheckConstraint(name="bulk_outcome_known", condition=Q(outcome__in=Outcome.values)),
        ]
        indexes = [models.Index(fields=["bulk", "outcome", "claim"], name="bulk_by_outcome")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.outcome}"
