"""Verdicts: dated, signed ratings of a story. Never edited, only superseded."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import APPEND_ONLY
from claims.models.evidence import Evidence
from claims.models.scale import Rating
from claims.models.source import Reliability
from claims.models.story import Story


class Verdict(models.Model):
    """One rating with its reasons. The steps it went through are rows of VerdictStep.

    One that supersedes another says in `correction` what was wrong; it takes its place when it is published.
    `state` (a VerdictState) and `unsupported` (whether who signed last did so without the evidence that the rating asks
    for) are worked out by claims.selectors.verdicts, for those that come from there.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="verdicts", verbose_name=_("story"))
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="verdicts", verbose_name=_("rating"))
    reasons = models.TextField(_("reasons"))
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="heirs",
        verbose_name=_("supersedes"),
    )
    correction = models.TextField(_("corrections note"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(name="verdict_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="verdict_not_its_own_heir", condition=Q(supersedes=None) | ~Q(supersedes=F("pk"))
            ),
            models.CheckConstraint(
                name="verdict_correction_where_it_supersedes",
                condition=Q(supersedes=None, correction="") | (Q(supersedes__isnull=False) & ~Q(correction="")),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.rating)

    @property
    def subject(self) -> dict[str, Any] | None:
        """Return what it judges as it was when somebody last signed it (see VerdictStep); None where none was kept."""
        signed = [step for step in self.steps.all() if step.step in TAKES_BASIS]
        return signed[-1].subject if signed else None


class Step(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("verdict", "proposed")
    CONFIRMED = "confirmed", pgettext_lazy("verdict", "confirmed")
    PUBLISHED = "published", pgettext_lazy("verdict", "published")
    RETURNED = "returned", pgettext_lazy("verdict", "returned")
    UPHELD = "upheld", pgettext_lazy("verdict", "upheld")


TAKES_BASIS = (Step.PROPOSED, Step.CONFIRMED, Step.UPHELD)  # who takes these has seen all that is judged, and signs


class VerdictState(models.TextChoices):
    """Where a verdict stands: its last step, or superseded once its heir is published."""

    PROPOSED = "proposed", pgettext_lazy("verdict", "proposed")
    CONFIRMED = "confirmed", pgettext_lazy("verdict", "confirmed")
    PUBLISHED = "published", pgettext_lazy("verdict", "published")
    RETURNED = "returned", pgettext_lazy("verdict", "returned")
    SUPERSEDED = "superseded", pgettext_lazy("verdict", "superseded")


class VerdictStep(models.Model):
    """One step of a verdict, by whom and when; each at most once, upholding as often as it is looked at again.

    `subject` is what is judged, where the step signs it: {"title", "claims"}, each claim of it with
    its "id", "allegation", "denied" and "hedged".
    """

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="steps", verbose_name=_("verdict"))
    step = models.CharField(_("step"), max_length=9, choices=Step)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    note = models.TextField(_("note"), blank=True)
    embargo = models.DateTimeField(_("not to be published before"), null=True, blank=True)
    unsupported = models.BooleanField(_("signed without the evidence that the rating asks for"), default=False)
    subject = models.JSONField(_("what is judged"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of a verdict")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "step"], name="verdict_step_once", condition=~Q(step=Step.UPHELD)
            ),
            models.CheckConstraint(name="verdict_step_known", condition=Q(step__in=Step.values)),
            models.CheckConstraint(
                name="verdict_step_says_why", condition=~Q(step__in=[Step.RETURNED, Step.UPHELD]) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="verdict_step_embargo",
                condition=Q(embargo=None) | Q(step__in=[Step.PROPOSED, Step.CONFIRMED]),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.get_step_display()


class VerdictBasis(models.Model):
    """A piece of evidence that counted when a step was taken, and how its source then stood."""

    step = models.ForeignKey(VerdictStep, models.PROTECT, related_name="basis", verbose_name=_("step"))
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="bases", verbose_name=_("evidence"))
    reliability = models.CharField(_("reliability"), max_length=1, choices=Reliability)
    retired = models.BooleanField(_("source retired"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "evidence"], name="basis_once")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.evidence_id} ({self.reliability})"
