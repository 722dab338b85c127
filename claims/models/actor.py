"""Actors: everyone and everything that speaks, relays, publishes or owns, in one graph."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet, tracked


class ActorKind(models.TextChoices):
    UNKNOWN = "unknown", _("not known yet")
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    STATE = "state", _("state")
    DOCUMENT = "document", _("document")
    ANONYMOUS = "anonymous", _("anonymous source")


@tracked
class Actor(models.Model):
    """A person, organisation, state, document or described source. One merged into another points to it."""

    kind = models.CharField(_("kind"), max_length=12, choices=ActorKind, default=ActorKind.UNKNOWN)
    name = models.CharField(_("name"), max_length=300)
    country = models.CharField(_("country (ISO 3166-1)"), max_length=2, blank=True)
    outlet = models.OneToOneField(
        Outlet, models.PROTECT, null=True, blank=True, related_name="actor", verbose_name=_("outlet")
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="actor_kind_known", condition=Q(kind__in=ActorKind.values)),
            models.CheckConstraint(name="actor_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="actor_not_merged_into_itself", condition=Q(merged_into=None) | ~Q(merged_into=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class ActorAlias(models.Model):
    """One way of writing an actor's name. `folded` (no case, no accents, no article) leads to one actor at most.

    With an article, it means this actor in that article only: "le ministère" is another one elsewhere. `keys` are
    what names that may be the same are looked up by; `compared` tells whether that was done.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases", verbose_name=_("actor"))
    name = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=300)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in this article only")
    )
    keys = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    compared = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["folded", "article"], name="alias_leads_to_one", nulls_distinct=False)
        ]
        indexes = [
            GinIndex(fields=["keys"], name="alias_keys"),
            GinIndex(OpClass("folded", "gin_trgm_ops"), name="alias_search"),
            models.Index(fields=["id"], name="alias_to_compare", condition=Q(compared=False)),
        ]

    def __str__(self) -> str:
        return self.name


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class Proposal(models.Model):
    """What the machine proposes and a person decides; every state stays in the history, every decision in the log."""

    state = models.CharField(_("state"), max_length=8, choices=ProposalState, default=ProposalState.PROPOSED)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    state_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        abstract = True


@tracked
class Lookalike(Proposal):
    """Two names that may mean one actor. Between names, not actors: merging and splitting leave it true.

    `reasons` are codes of claims.matching.likeness; `score` 0 to 1 only sorts.
    """

    first = models.ForeignKey(ActorAlias, models.CASCADE, related_name="+", verbose_name=_("name"))
    second = models.ForeignKey(ActorAlias, models.CASCADE, related_name="+", verbose_name=_("other name"))
    score = models.FloatField(_("score"))
    reasons = ArrayField(models.CharField(max_length=20), verbose_name=_("reasons"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="lookalike_once"),
            models.CheckConstraint(name="lookalike_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="lookalike_state_known", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(
                name="lookalike_decision_signed",
                condition=Q(state=ProposalState.PROPOSED) | Q(state_by__isnull=False, state_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["first", "second"], name="lookalike_waiting", condition=Q(state="proposed")),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}"


class RelationKind(models.TextChoices):
    OWNED_BY = "owned_by", _("owned by")
    CONTROLLED_BY = "controlled_by", _("controlled by")
    PART_OF = "part_of", _("part of")
    FUNDED_BY = "funded_by", _("funded by")
    SPEAKS_FOR = "speaks_for", _("speaks for")
    MEMBER_OF = "member_of", _("member of")


@tracked
class Relation(Proposal):
    """What links two actors, from when to when, and where that can be read: a document, or the words of a claim.

    Proposed until a person accepts it; one from the administration is accepted.
    """

    subject = models.ForeignKey(Actor, models.PROTECT, related_name="relations", verbose_name=_("actor"))
    kind = models.CharField(_("relation"), max_length=14, choices=RelationKind)
    object = models.ForeignKey(Actor, models.PROTECT, related_name="inverse_relations", verbose_name=_("to"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=2000)
    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("read in the claim")
    )

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "object", "since"], name="relation_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="relation_state_known", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(name="relation_kind_known", condition=Q(kind__in=RelationKind.values)),
            models.CheckConstraint(name="relation_between_two", condition=~Q(subject=F("object"))),
            models.CheckConstraint(name="relation_has_reference", condition=~Q(reference="")),
            models.CheckConstraint(
                name="relation_in_order", condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} {self.object}"
