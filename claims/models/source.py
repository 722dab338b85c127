"""The curated directory of verification sources."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import tracked
from claims.models.actor import Actor


class SourceState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("source", "proposed")
    ACCEPTED = "accepted", _("in the directory")
    RETIRED = "retired", _("retired")
    REFUSED = "refused", pgettext_lazy("source", "refused")


COUNTING_STATES = (SourceState.ACCEPTED, SourceState.RETIRED)  # evidence from others waits, or counts for nothing


class Reliability(models.TextChoices):
    """The Admiralty scale, first axis (NATO AJP-2.1): how reliable the source has been; F until someone judged it."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – cannot be judged")


@tracked
class Source(models.Model):
    """Where evidence may come from; its actor says who owns and controls it."""

    name = models.CharField(_("name"), max_length=300, unique=True)
    domain = models.CharField(_("domain"), max_length=253, blank=True, help_text="observatoire.example")
    actor = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="sources", verbose_name=_("actor")
    )
    reliability = models.CharField(_("reliability"), max_length=1, choices=Reliability, default=Reliability.F)
    reliability_reason = models.TextField(_("reason of the rating"), blank=True)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=SourceState, default=SourceState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]
        indexes = [models.Index(fields=["domain"], name="source_by_domain")]
        constraints = [
            models.CheckConstraint(name="source_state_known", condition=Q(state__in=SourceState.values)),
            models.CheckConstraint(name="source_reliability_known", condition=Q(reliability__in=Reliability.values)),
            models.CheckConstraint(name="source_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="source_rating_has_reason",
                condition=Q(reliability=Reliability.F) | ~Q(reliability_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
