"""Claims: one proposition attributed in one article, with the exact words it came from."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from articles.models import SEARCH_CONFIG, SEARCHED_CHARACTERS, Article, Revision, tracked
from claims.models.actor import Actor, ActorAlias
from claims.models.place import Place
from claims.models.story import Story

UNDATED = date.min
# When it was said; where nothing says so, the article's date counts; UNDATED where that is not known either.
SAID_FROM = Coalesce("stated_from", "dated_against", Value(UNDATED), output_field=models.DateField())
SAID_TO = Coalesce("stated_to", "dated_against", Value(UNDATED), output_field=models.DateField())


def denial(denied: bool) -> str:
    """Return « dément : » with a space behind it for what is denied, else ""."""
    return gettext("denies:") + " " if denied else ""


class Kind(models.TextChoices):
    DIRECT = "direct", _("direct")
    MIXED = "mixed", _("mixed")
    INDIRECT = "indirect", _("indirect")
    HEARSAY = "hearsay", _("hearsay, no named source")


class ClaimState(models.TextChoices):
    NEW = "new", _("to review")
    ACCEPTED = "accepted", _("extraction accepted")
    REJECTED = "rejected", _("extraction rejected")


@tracked
class Claim(models.Model):
    """Its id survives re-extraction. Spans are [start, end] code points into the revision's content.

    `retired_at` is set when the machine finds it no more, or its words are gone from the article.
    `reworded_at` is set when the article has other words there than those that a person decided on.
    Fields in `corrected_fields` were set by a person, and extraction leaves them alone. `version` grows whenever
    what people decide on changes; who decides says which one they saw (docs/decisions/0010).
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="claims", verbose_name=_("article"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="claims", verbose_name=_("revision"))
    story = models.ForeignKey(Story, models.PROTECT, related_name="claims", verbose_name=_("story"))
    spans = models.JSONField(_("spans"))
    cue_spans = models.JSONField(default=list, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    place_in_text = models.CharField(max_length=400)
    allegation = models.TextField(_("allegation"))
    cue = models.CharField(_("cue"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    speaker = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("speaker")
    )
    speaker_alias = models.ForeignKey(
        ActorAlias, models.SET_NULL, null=True, blank=True, related_name="claims", verbose_name=_("known by the name")
    )
    speaker_words = models.CharField(_("speaker as written"), max_length=600, blank=True)
    speaker_role = models.CharField(_("role"), max_length=600, blank=True)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    stated_from = models.DateField(_("stated on, from"), null=True, blank=True)
    stated_to = models.DateField(_("stated on, to"), null=True, blank=True)
    stated_grain = models.CharField(max_length=12, blank=True)
    stated_words = models.CharField(max_length=200, blank=True)
    stated_rule = models.CharField(max_length=100, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    dated_against = models.DateField(null=True, blank=True)
    hedged = models.BooleanField(_("hedged"), default=False)
    denied = models.BooleanField(_("denied"), default=False)
    confidence = models.FloatField(_("confidence"))
    trace = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    by_machine = models.BooleanField(_("found by the machine"), default=True)
    state = models.CharField(_("state"), max_length=8, choices=ClaimState, default=ClaimState.NEW)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    state_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    corrected_fields = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    reworded_at = models.DateTimeField(_("text changed since"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    search: Any = models.GeneratedField(
        expression=SearchVector(
            models.functions.Left(F("allegation"), SEARCHED_CHARACTERS), "speaker_words", config=SEARCH_CONFIG
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "place_in_text"], name="claim_once_in_place", condition=Q(retired_at=None)
            ),
            models.CheckConstraint(name="claim_span_in_order", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="claim_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="claim_state_known", condition=Q(state__in=ClaimState.values)),
            models.CheckConstraint(name="claim_confidence_in_range", condition=Q(confidence__gte=0, confidence__lte=1)),
            models.CheckConstraint(
                name="claim_decision_signed",
                condition=Q(state=ClaimState.NEW) | Q(state_by__isnull=False, state_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_stated_in_order",
                condition=Q(stated_from=None) | Q(stated_to=None) | Q(stated_from__lte=F("stated_to")),
            ),
        ]
        indexes = [
            models.Index(fields=["due"], name="claim_due", condition=Q(due__isnull=False)),
            GinIndex(fields=["search"], name="claim_search"),
            models.Index(fields=["article", "start"], name="claim_in_text_order"),
            models.Index(fields=["state", "-id"], name="claim_by_state"),
            models.Index(SAID_FROM.desc(), F("id").desc(), name="claim_by_day_said"),
            models.Index(SAID_TO, name="claim_by_last_day_said"),
            models.Index(fields=["state", "id", "article"], name="claim_in_use", condition=Q(retired_at=None)),
            models.Index(fields=["state"], name="claim_reworded", condition=Q(reworded_at__isnull=False)),
            models.Index(fields=["story", "state", "article"], name="claim_of_story", condition=Q(retired_at=None)),
            models.Index(fields=["article", "id"], name="claim_of_article", condition=Q(retired_at=None)),
            models.Index(fields=["id"], name="claim_to_story", include=["story", "article", "retired_at"]),
            models.Index(
                fields=["speaker", "article"],
                name="claim_of_speaker",
                condition=Q(retired_at=None, speaker__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_words}: {self.said[:80]}"

    @property
    def denial(self) -> str:
        """Return what stands before the words of a denial wherever they are shown on their own, "" where it is none."""
        return denial(self.denied)

    @property
    def said(self) -> str:
        """Return the claim as one line: « dément : toute pénurie »; the words alone would assert what is denied."""
        return self.denial + self.allegation

    @property
    def said_to_all(self) -> str:
        """Return the claim as one line in the newsroom's language, for what is kept and read by others."""
        with override(settings.LANGUAGE_CODE):
            return self.said

    @property
    def decided(self) -> bool:
        """Return whether a person accepted or rejected it."""
        return self.state != ClaimState.NEW

    @property
    def corrected(self) -> bool:
        """Return whether a person put right what it says; the story that they put it into is no correction."""
        return bool(set(self.corrected_fields) - {"story"})


@tracked
class ClaimEventDate(models.Model):
    """A date of what the claim speaks of; an open side is null."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="event_dates", verbose_name=_("claim"))
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)
    grain = models.CharField(_("grain"), max_length=12)
    words = models.CharField(_("as written"), max_length=200, blank=True)
    rule = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="event_date_in_order", condition=Q(start=None) | Q(end=None) | Q(start__lte=F("end"))
            )
        ]
        indexes = [models.Index(fields=["start", "end"], name="event_date_span")]

    def __str__(self) -> str:
        return self.words or f"{self.start}/{self.end}"


@tracked
class ClaimPlace(models.Model):
    """A place where the alleged event is, as written, with its gazetteer entry where that is known."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="places", verbose_name=_("claim"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="mentions", verbose_name=_("place")
    )
    words = models.CharField(_("as written"), max_length=200)

    class Meta:
        ordering = ["id"]
        indexes = [
            GinIndex(OpClass(Upper("words"), name="gin_trgm_ops"), name="place_words"),
            models.Index(fields=["place", "claim"], name="place_claims", condition=Q(place__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.words


@tracked
class ClaimRelay(models.Model):
    """An actor who passed the claim on, in the order of the chain: the one nearest to the speaker first."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="relays", verbose_name=_("claim"))
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="relayed", verbose_name=_("actor"))
    alias = models.ForeignKey(
        ActorAlias, models.SET_NULL, null=True, blank=True, related_name="relayed", verbose_name=_("known by the name")
    )
    words = models.CharField(_("as written"), max_length=300)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["claim", "actor"], name="relay_once")]

    def __str__(self) -> str:
        return self.words
