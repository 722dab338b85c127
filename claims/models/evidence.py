"""Evidence: what a source shows of a claim. It is never edited; a new piece replaces it, or it is withdrawn."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY
from claims.models.claim import Claim
from claims.models.source import COUNTING_STATES, Source


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    REFUTES = "refutes", _("refutes")
    CONTEXT = "context", _("context")


class Aspect(models.TextChoices):
    WHO = "who", _("who")
    WHAT = "what", _("what")
    WHERE = "where", _("where")
    WHEN = "when", _("when")


SEEN_AND_LINKED = pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)


class CapturedText(models.Model):
    """The text of a page that was seen, once however often it was; forgotten when no capture needs it."""

    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    class Meta:
        triggers = [SEEN_AND_LINKED]

    def __str__(self) -> str:
        return self.sha256[:12]


class Capture(models.Model):
    """What an address showed at one moment. `sha256` is that of its text, of its bytes where it has none to read."""

    url = models.CharField(_("address"), max_length=2000)
    final_url = models.CharField(max_length=2000)
    status = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    site = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    text = models.ForeignKey(CapturedText, models.PROTECT, null=True, blank=True, related_name="captures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("seen on"), auto_now_add=True)

    class Meta:
        verbose_name = _("capture")
        triggers = [SEEN_AND_LINKED]

    def __str__(self) -> str:
        return f"{self.url} {self.sha256[:12]}"


class Evidence(models.Model):
    """A link from a claim to a source. It counts for the claim's whole story. `accessed_at` is when it was seen.

    `seen_sha256` is the hash of what claimtrack saw there (its capture), empty where it did not look.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence", verbose_name=_("claim"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence", verbose_name=_("source"))
    url = models.CharField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=500, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, blank=True, related_name="evidence")
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
        indexes = [models.Index(fields=["source", "id"], name="evidence_of_source")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"

    @property
    def stands(self) -> bool:
        """Return whether it is neither withdrawn nor replaced."""
        return not hasattr(self, "withdrawal") and not hasattr(self, "replaced_by")

    @property
    def counts(self) -> bool:
        """Return whether it counts: it stands, and its source is of the directory."""
        return self.stands and self.source.state in COUNTING_STATES


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


class CheckOutcome(models.TextChoices):
    FIRST = "first", _("seen for the first time")
    SAME = "same", _("as it was seen")
    CHANGED = "changed", _("changed since it was seen")
    GONE = "gone", _("gone")
    UNREACHABLE = "unreachable", _("out of reach this time")


class EvidenceCheck(models.Model):
    """A later look at the address of evidence, and what came of it; `detail` is a status or a code of the door."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="checks", verbose_name=_("evidence"))
    outcome = models.CharField(_("outcome"), max_length=11, choices=CheckOutcome)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, blank=True, related_name="checks")
    detail = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("later look at evidence")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="evidence_check_known", condition=Q(outcome__in=CheckOutcome.values))
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.get_outcome_display()
