"""Figures of a period, worked out now and then: what a page about 100,000 claims shows in one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Figures(models.Model):
    """What was counted of the last `days` days, and when; worked out again when it is old."""

    days = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField(_("at"))
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("figures")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return str(self.days)
