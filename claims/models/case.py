"""Cases: folders of stories, with notes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY, tracked
from claims.models.story import Story


@tracked
class Case(models.Model):
    """A folder of stories that are worked on together; closed ones take no more."""

    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("what it is about"), blank=True)
    stories: models.ManyToManyField = models.ManyToManyField(Story, through="CaseStory", related_name="cases")
    version = models.PositiveIntegerField(_("version"), default=1)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [models.CheckConstraint(name="case_has_title", condition=~Q(title=""))]

    def __str__(self) -> str:
        return self.title


@tracked
class CaseStory(models.Model):
    """A story in a case; taking it out deletes the row, and the history keeps it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries", verbose_name=_("case"))
    story = models.ForeignKey(Story, models.PROTECT, related_name="entries", verbose_name=_("story"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "story"], name="story_once_in_case")]

    def __str__(self) -> str:
        return f"{self.case}: {self.story}"


class CaseNote(models.Model):
    """A signed note of a case, never edited: one that is put right is replaced by a newer one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes", verbose_name=_("case"))
    text = models.TextField(_("note"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("note of a case")
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="case_note_has_words", condition=~Q(text=""))]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.text[:80]
