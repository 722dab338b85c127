"""Stories: the claims that allege the same thing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import tracked


@tracked
class Story(models.Model):
    """What one piece of research would check. Every claim is in exactly one, at first its own."""

    title = models.CharField(_("title"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"
