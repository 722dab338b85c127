"""Searches kept under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """`params` is the search as its address has it, `told` the newest claim up to which its owner was told of hits.

    One removed stays until it can be undone no more.
    """

    name = models.CharField(_("name"), max_length=100)
    params = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name=_("kept by")
    )
    shared = models.BooleanField(_("shared with the newsroom"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    told = models.BigIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [models.CheckConstraint(name="saved_search_has_name", condition=~Q(name=""))]
        indexes = [models.Index(fields=["owner", "name"], name="saved_search_of", condition=Q(removed_at=None))]

    def __str__(self) -> str:
        return self.name


class SearchSeen(models.Model):
    """The newest claim that was there when somebody last looked at a saved search: what is newer is new to them."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    claim = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "user"], name="search_seen_once")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.claim}"
