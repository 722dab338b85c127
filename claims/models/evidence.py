"""Evidence: what a source shows of a claim. It is never edited; a new piece replaces it, or it is withdrawn."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY
from claims.models.claim import Claim
from claims.models.source import Source


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    REFUTES = "refutes", _("refutes")
    CONTEXT = "context", _("context")


class Aspect(models.TextChoices):
    WHO = "who", _("who")
    WHAT = "what", _("what")
    WHERE = "where", _("where")
    WHEN = "when", _("when")


class Evidence(models.Model):
    """A link from a claim to a source. It counts for the claim's whole story. `accessed_at` is when it was seen."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence", verbose_name=_("claim"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence", verbose_name=_("source"))
    url = models.CharField(_("address"), max_length=2000)
    stance = models.CharField(_("stance"), max_length=8, choices=Stance)
    aspects = ArrayField(
        models.CharField(max_length=5, choices=Aspect),
        default=list,
        blank=True,
        verbose_name=_("on which part"),
    )
    quote = models.TextField(_("quoted words"), blank=True)
    note = models.TextField(_("note"), blank=True)
    accessed_at = models.DateTimeField(_("seen on"))
    seen_sha256 = models.CharField(_("hash of what was seen"), max_length=64, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="evidence_stance_known", condition=Q(stance__in=Stance.values)),
            models.CheckConstraint(
                name="evidence_aspects_known", condition=Q(aspects__contained_by=list(Aspect.values))
            ),
            models.CheckConstraint(name="evidence_has_address", condition=~Q(url="")),
            models.CheckConstraint(name="evidence_not_its_own_heir", condition=Q(replaces=None) | ~Q(replaces=F("pk"))),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"


class EvidenceWithdrawal(models.Model):
    """Evidence taken back: it stays on record and counts no more."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="withdrawal", verbose_name=_("evidence"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawal of evidence")
        constraints = [models.CheckConstraint(name="evidence_withdrawn_with_reason", condition=~Q(reason=""))]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.reason
