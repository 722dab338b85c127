"""Discussion on claims. Nothing that was said is overwritten: a comment is corrected by a new version of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY
from claims.models.claim import Claim


class Comment(models.Model):
    """One contribution to the discussion of a claim; its words are those of its newest version."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="comments", verbose_name=_("claim"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["id"]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def last(self) -> "CommentVersion":
        """Return its newest version: what it says now."""
        return list(self.versions.all())[-1]


class CommentVersion(models.Model):
    """The words of a comment from then on; empty ones are a comment taken back."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="versions", verbose_name=_("comment"))
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a comment")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="comment_version_once"),
            models.CheckConstraint(name="comment_begins_with_words", condition=Q(number__gt=1) | ~Q(text="")),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.text[:80]
