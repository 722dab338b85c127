"""Tags: words of the newsroom by which claims are found again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import tracked
from claims.models.claim import Claim


@tracked
class Tag(models.Model):
    """One word or phrase; `folded` (no case, no accents) leads to one tag at most."""

    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(max_length=60, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["folded"]
        constraints = [models.CheckConstraint(name="tag_has_name", condition=~Q(name="") & ~Q(folded=""))]

    def __str__(self) -> str:
        return self.name


@tracked
class ClaimTag(models.Model):
    """A tag on a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="claim_tags", verbose_name=_("claim"))
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="claim_tags", verbose_name=_("tag"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["tag__folded"]
        constraints = [models.UniqueConstraint(fields=["claim", "tag"], name="tag_once_on_claim")]
        # The newest claims of a tag first, without looking at the others.
        indexes = [models.Index(fields=["tag", "-claim"], name="claims_of_tag")]

    def __str__(self) -> str:
        return self.tag.name
