"""Claims and what hangs on each: relays, dates, places, tags; relations are read in claims."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models.functions import Coalesce, Left, Upper

from claims.migrations.squashed_0022.history import kept_in_history

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Claim",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        "articles.article", models.PROTECT, related_name="claims", verbose_name="article"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        "articles.revision", models.PROTECT, related_name="claims", verbose_name="revision"
                    ),
                ),
                (
                    "story",
                    models.ForeignKey("claims.story", models.PROTECT, related_name="claims", verbose_name="story"),
                ),
                ("spans", models.JSONField(verbose_name="spans")),
                ("cue_spans", models.JSONField(blank=True, default=list)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("place_in_text", models.CharField(max_length=400)),
                ("allegation", models.TextField(verbose_name="allegation")),
                ("cue", models.CharField(blank=True, max_length=300, verbose_name="cue")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "direct"),
                            ("mixed", "mixed"),
                            ("indirect", "indirect"),
                            ("hearsay", "hearsay, no named source"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        "claims.actor",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="claims",
                        verbose_name="speaker",
                    ),
                ),
                (
                    "speaker_alias",
                    models.ForeignKey(
                        "claims.actoralias",
                        models.SET_NULL,
                        blank=True,
                        null=True,
                        related_name="claims",
                        verbose_name="known by the name",
                    ),
                ),
                ("speaker_words", models.CharField(blank=True, max_length=600, verbose_name="speaker as written")),
                ("speaker_role", models.CharField(blank=True, max_length=600, verbose_name="role")),
                ("anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                ("stated_from", models.DateField(blank=True, null=True, verbose_name="stated on, from")),
                ("stated_to", models.DateField(blank=True, null=True, verbose_name="stated on, to")),
                ("stated_grain", models.CharField(blank=True, max_length=12)),
                ("stated_words", models.CharField(blank=True, max_length=200)),
                ("stated_rule", models.CharField(blank=True, max_length=100)),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                ("dated_against", models.DateField(blank=True, null=True)),
                ("hedged", models.BooleanField(default=False, verbose_name="hedged")),
                ("denied", models.BooleanField(default=False, verbose_name="denied")),
                ("confidence", models.FloatField(verbose_name="confidence")),
                (
                    "trace",
                    ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None),
                ),
                ("by_machine", models.BooleanField(default=True, verbose_name="found by the machine")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "to review"),
                            ("accepted", "extraction accepted"),
                            ("rejected", "extraction rejected"),
                        ],
                        default="new",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="+",
                        verbose_name="decided by",
                    ),
                ),
                ("state_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                (
                    "corrected_fields",
                    ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired at")),
                ("reworded_at", models.DateTimeField(blank=True, null=True, verbose_name="text changed since")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=SearchVector(
                            Left(models.F("allegation"), 200000), "speaker_words", config="fr_unaccent"
                        ),
                        output_field=SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "indexes": [
                    models.Index(condition=models.Q(("due__isnull", False)), fields=["due"], name="claim_due"),
                    GinIndex(fields=["search"], name="claim_search"),
                    models.Index(fields=["article", "start"], name="claim_in_text_order"),
                    models.Index(fields=["state", "-id"], name="claim_by_state"),
                    models.Index(
                        models.OrderBy(
                            Coalesce(
                                "stated_from",
                                "dated_against",
                                models.Value(datetime.date(1, 1, 1)),
                                output_field=models.DateField(),
                            ),
                            descending=True,
                        ),
                        models.OrderBy(models.F("id"), descending=True),
                        name="claim_by_day_said",
                    ),
                    models.Index(
                        Coalesce(
                            "stated_to",
                            "dated_against",
                            models.Value(datetime.date(1, 1, 1)),
                            output_field=models.DateField(),
                        ),
                        name="claim_by_last_day_said",
                    ),
                    models.Index(
                        condition=models.Q(("retired_at", None)),
                        fields=["state", "id", "article"],
                        name="claim_in_use",
                    ),
                    models.Index(
                        condition=models.Q(("reworded_at__isnull", False)), fields=["state"], name="claim_reworded"
                    ),
                    models.Index(
                        condition=models.Q(("retired_at", None), ("speaker__isnull", False)),
                        fields=["speaker", "article"],
                        name="claim_of_speaker",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("article", "place_in_text"),
                        name="claim_once_in_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="claim_span_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["direct", "mixed", "indirect", "hearsay"])),
                        name="claim_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "accepted", "rejected"])), name="claim_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="claim_confidence_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "new"),
                            models.Q(("state_at__isnull", False), ("state_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_decision_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stated_from", None),
                            ("stated_to", None),
                            ("stated_from__lte", models.F("stated_to")),
                            _connector="OR",
                        ),
                        name="claim_stated_in_order",
                    ),
                ],
            },
        ),
        without=("search",),
    ),
    *kept_in_history(
        migrations.CreateModel(
            "ClaimRelay",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey("claims.claim", models.CASCADE, related_name="relays", verbose_name="claim"),
                ),
                (
                    "actor",
                    models.ForeignKey("claims.actor", models.PROTECT, related_name="relayed", verbose_name="actor"),
                ),
                (
                    "alias",
                    models.ForeignKey(
                        "claims.actoralias",
                        models.SET_NULL,
                        blank=True,
                        null=True,
                        related_name="relayed",
                        verbose_name="known by the name",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="as written")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("claim", "actor"), name="relay_once")],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "ClaimEventDate",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        "claims.claim", models.CASCADE, related_name="event_dates", verbose_name="claim"
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("grain", models.CharField(max_length=12, verbose_name="grain")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="as written")),
                ("rule", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["start", "end"], name="event_date_span")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", None), ("end", None), ("start__lte", models.F("end")), _connector="OR"
                        ),
                        name="event_date_in_order",
                    )
                ],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "ClaimPlace",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey("claims.claim", models.CASCADE, related_name="places", verbose_name="claim"),
                ),
                (
                    "place",
                    models.ForeignKey(
                        "claims.place",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="mentions",
                        verbose_name="place",
                    ),
                ),
                ("words", models.CharField(max_length=200, verbose_name="as written")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    GinIndex(OpClass(Upper("words"), name="gin_trgm_ops"), name="place_words"),
                    models.Index(
                        condition=models.Q(("place__isnull", False)), fields=["place", "claim"], name="place_claims"
                    ),
                ],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "Relation",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("accepted", "accepted"), ("rejected", "rejected")],
                        default="proposed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="+",
                        verbose_name="decided by",
                    ),
                ),
                ("state_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                (
                    "subject",
                    models.ForeignKey("claims.actor", models.PROTECT, related_name="relations", verbose_name="actor"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("owned_by", "owned by"),
                            ("controlled_by", "controlled by"),
                            ("part_of", "part of"),
                            ("funded_by", "funded by"),
                            ("speaks_for", "speaks for"),
                            ("member_of", "member of"),
                        ],
                        max_length=14,
                        verbose_name="relation",
                    ),
                ),
                (
                    "object",
                    models.ForeignKey(
                        "claims.actor", models.PROTECT, related_name="inverse_relations", verbose_name="to"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reference", models.CharField(max_length=2000, verbose_name="reference")),
                (
                    "claim",
                    models.ForeignKey(
                        "claims.claim",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="+",
                        verbose_name="read in the claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "kind", "object", "since"), name="relation_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "accepted", "rejected"])),
                        name="relation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["owned_by", "controlled_by", "part_of", "funded_by", "speaks_for", "member_of"],
                            )
                        ),
                        name="relation_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", models.F("object")), _negated=True), name="relation_between_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reference", ""), _negated=True), name="relation_has_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", None), ("until", None), ("since__lte", models.F("until")), _connector="OR"
                        ),
                        name="relation_in_order",
                    ),
                ],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "Tag",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("folded", models.CharField(max_length=60, unique=True)),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["folded"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("folded", ""), _negated=True)
                        ),
                        name="tag_has_name",
                    )
                ],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "ClaimTag",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey("claims.claim", models.CASCADE, related_name="claim_tags", verbose_name="claim"),
                ),
                (
                    "tag",
                    models.ForeignKey("claims.tag", models.PROTECT, related_name="claim_tags", verbose_name="tag"),
                ),
                (
                    "by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
            ],
            options={
                "ordering": ["tag__folded"],
                "indexes": [models.Index(fields=["tag", "-claim"], name="claims_of_tag")],
                "constraints": [models.UniqueConstraint(fields=("claim", "tag"), name="tag_once_on_claim")],
            },
        )
    ),
]
