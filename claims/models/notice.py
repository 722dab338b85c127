"""Notices: what happened that one person should know of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    MENTION = "mention", _("somebody mentions you in a discussion")
    ASSIGNED = "assigned", _("a claim is assigned to you")
    SECOND_OPINION = "second_opinion", _("your second opinion is asked for")
    VERDICT_WAITS = "verdict_waits", _("a verdict waits for your confirmation")
    CONFIRMED = "confirmed", _("a verdict of yours is confirmed")
    PUBLISHED = "published", _("a verdict of yours is published")
    RETURNED = "returned", _("a verdict of yours is returned")
    VERDICT_STALE = "verdict_stale", _("a verdict has to be looked at again")
    VERDICT_HELD = "verdict_held", _("the embargo is over, and the verdict is held back")
    OPINION_GIVEN = "opinion_given", _("somebody gives the second opinion that you asked for")
    NEW_HITS = "new_hits", _("a saved search has new hits")
    WITHDRAWN = "withdrawn", _("evidence of yours is withdrawn")
    CORRECTED = "corrected", _("evidence of yours is corrected")
    RESTORED = "restored", _("evidence of yours that was withdrawn counts again")
    SOURCE_DECIDED = "source_decided", _("an admin decided on a source that you proposed")


class Notice(models.Model):
    """One notice for one person. `address` is a path of ours and `about` what it is about, in the newsroom's words.

    `number` is how many, for kinds that count. `mail_due` says that a mail is wanted, `mailed_at` that it went out.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=14, choices=NoticeKind)
    address = models.CharField(max_length=500)
    about = models.CharField(max_length=300)
    number = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="notice_kind_known", condition=Q(kind__in=NoticeKind.values)),
            models.CheckConstraint(name="notice_leads_to_us", condition=Q(address__startswith="/")),
            models.UniqueConstraint(
                fields=["to", "kind", "address"], name="notice_unread_once", condition=Q(read_at=None)
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-at"], name="notice_of_person"),
            models.Index(fields=["at"], name="notice_unmailed", condition=Q(mail_due=True, mailed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"
