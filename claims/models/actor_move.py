"""Actors merged, split, and put back: what went from which to which, so that it can go back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import APPEND_ONLY
from claims.models.actor import Actor


class MoveKind(models.TextChoices):
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")


class ActorMove(models.Model):
    """All of `source` went to `target` (a merge), or a part of it (a split). Undoing one is a move of its own.

    `moved` holds the ids of what went, by kind, and what was overwritten.
    """

    kind = models.CharField(_("kind"), max_length=5, choices=MoveKind)
    source = models.ForeignKey(Actor, models.PROTECT, related_name="moves_from", verbose_name=_("from"))
    target = models.ForeignKey(Actor, models.PROTECT, related_name="moves_to", verbose_name=_("to"))
    moved = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("undoes")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("move between actors")
        verbose_name_plural = _("moves between actors")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="move_kind_known", condition=Q(kind__in=MoveKind.values)),
            models.CheckConstraint(name="move_between_two", condition=~Q(source=F("target"))),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
