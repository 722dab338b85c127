"""The event log: who did what, when and why, in the words of the newsroom. Append-only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY, Article
from claims.models.actor import Actor
from claims.models.case import Case
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.story import Story


class Event(models.Model):
    """One thing that happened. `verb` is a code ("claim.accept"); `changes` holds {field: [old, new]}.

    `claim_version` is the version that the claim then had, `undo` what leads back, where something does.
    """

    verb = models.CharField(_("what"), max_length=40)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="events")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="events")
    story = models.ForeignKey(Story, models.PROTECT, null=True, blank=True, related_name="events")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="events")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="events")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="events")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    why = models.TextField(_("why"), blank=True)
    claim_version = models.PositiveIntegerField(null=True, blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    undo = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-id"]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.verb
