"""Verdicts: dated, signed ratings of a story. Never edited, only superseded."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY
from claims.models.story import Story


class Rating(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed by independent evidence")
    REFUTED = "refuted", _("refuted by independent evidence")
    MIXED = "mixed", _("partly confirmed, partly refuted")
    UNPROVEN = "unproven", _("not established")
    UNVERIFIABLE = "unverifiable", _("cannot be verified")


class Verdict(models.Model):
    """One rating with its reasons. The steps it went through are rows of VerdictStep."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="verdicts", verbose_name=_("story"))
    rating = models.CharField(_("rating"), max_length=12, choices=Rating)
    reasons = models.TextField(_("reasons"))
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(name="verdict_rating_known", condition=Q(rating__in=Rating.values)),
            models.CheckConstraint(name="verdict_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="verdict_not_its_own_heir", condition=Q(supersedes=None) | ~Q(supersedes=F("pk"))
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.get_rating_display()


class Step(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    PUBLISHED = "published", _("published")


class VerdictStep(models.Model):
    """One step of a verdict, by whom and when; each at most once."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="steps", verbose_name=_("verdict"))
    step = models.CharField(_("step"), max_length=9, choices=Step)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step of a verdict")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "step"], name="verdict_step_once"),
            models.CheckConstraint(name="verdict_step_known", condition=Q(step__in=Step.values)),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.get_step_display()
