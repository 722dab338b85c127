"""Stories: the claims that allege the same thing."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import SEARCH_CONFIG, tracked


@tracked
class Story(models.Model):
    """What one piece of research would check. Every claim is in exactly one, at first its own.

    One whose claims were all put into another is empty and points to it (`merged_into`).
    """

    title = models.CharField(_("title"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                name="story_not_merged_into_itself", condition=Q(merged_into=None) | ~Q(merged_into=F("pk"))
            )
        ]
        indexes = [GinIndex(SearchVector("title", "summary", config=SEARCH_CONFIG), name="story_words")]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"
