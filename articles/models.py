"""Outlets, their articles, and every revision of each article's text."""

from datetime import date
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Left, Lower
from django.utils.translation import gettext_lazy as _

from claimtrack.accounts.models import validate_time_zone

# tsvector holds at most 1 MB; 200,000 characters of four bytes each stay below it (PostgreSQL manual, 12.11).
SEARCHED_CHARACTERS = 200_000
SEARCH_CONFIG = "fr_unaccent"

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
# Fields that are worked out from others have no history of their own.
WORKED_OUT = ("search", "keys", "compared")
Model = TypeVar("Model", bound=type[models.Model])


def tracked(model: Model) -> Model:
    """Keep every state of a row, with who and why, by triggers: no code can forget it."""
    events = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    worked_out = [name for name in WORKED_OUT if hasattr(model, name)]
    return cast(Model, pghistory.track(*events, exclude=worked_out or None)(model))


@tracked
class Outlet(models.Model):
    """Who publishes. One made by an incoming article waits for an admin to confirm it."""

    name = models.CharField(_("name"), max_length=200)
    website = models.URLField(_("website"), blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_time_zone], help_text="Europe/Paris"
    )
    confirmed = models.BooleanField(_("confirmed by an admin"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="outlet_name_once"),
            models.CheckConstraint(name="outlet_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in which this outlet's dates are read."""
        return ZoneInfo(self.time_zone or settings.NEWSROOM_TIME_ZONE)


# The day that lists of articles are sorted by; one without a date comes last.
PUBLISHED = Coalesce("published_on", Value(date.min), output_field=models.DateField())


class Status(models.TextChoices):
    RECEIVED = "received", _("received")
    EXTRACTING = "extracting", _("extracting")
    EXTRACTED = "extracted", _("extracted")
    FAILED = "failed", _("failed")
    NO_EXTRACTOR = "no_extractor", _("no extractor for this language")


@tracked
class Article(models.Model):
    """One news text as one outlet published it.

    Identity: outlet + external_id, else outlet + address, else outlet + hash of the text.
    `published_on` is the local date in the outlet's time zone; relative dates are read against it.
    """

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="articles", verbose_name=_("outlet"))
    external_id = models.CharField(_("external id"), max_length=300, blank=True)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    first_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="und")
    revision = models.OneToOneField(
        "Revision", models.PROTECT, null=True, related_name="current_for", verbose_name=_("revision")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECEIVED)
    status_at = models.DateTimeField(_("status since"))
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(_("failure"), blank=True)
    corrected_fields = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("reason of the withdrawal"), blank=True)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                "outlet", "external_id", name="article_external_id_once", condition=~Q(external_id="")
            ),
            models.UniqueConstraint("outlet", "url", name="article_url_once", condition=Q(external_id="") & ~Q(url="")),
            models.UniqueConstraint(
                "outlet", "first_sha256", name="article_text_once", condition=Q(external_id="", url="")
            ),
            models.CheckConstraint(name="article_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="article_withdrawn_with_reason", condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason="")
            ),
        ]
        indexes = [
            models.Index(PUBLISHED.desc(), F("id").desc(), name="article_newest"),
            models.Index(fields=["status", "status_at"], name="article_waiting"),
            models.Index(fields=["id"], name="article_withdrawn", condition=Q(withdrawn_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.outlet} {self.external_id or self.url or self.pk}"


class Revision(models.Model):
    """The text of an article as it was sent at one time; never changed. `number` counts from 1."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=1000, blank=True)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML as sent"), blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("received by"),
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    search: Any = models.GeneratedField(
        expression=SearchVector(Left("content", SEARCHED_CHARACTERS), config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]
        indexes = [GinIndex(fields=["search"], name="revision_search")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.title or self.text[:60]} ({self.number})"
