"""Actors: who speaks, under which names, and which of them may be the same."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from claims.migrations.squashed_0022.history import append_only, kept_in_history

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Actor",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unknown", "not known yet"),
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("state", "state"),
                            ("document", "document"),
                            ("anonymous", "anonymous source"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country (ISO 3166-1)")),
                (
                    "outlet",
                    models.OneToOneField(
                        "articles.outlet",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="actor",
                        verbose_name="outlet",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        "claims.actor",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="merged",
                        verbose_name="merged into",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            ],
            options={
                "verbose_name": "actor",
                "verbose_name_plural": "actors",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["unknown", "person", "organisation", "state", "document", "anonymous"])
                        ),
                        name="actor_kind_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="actor_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="actor_not_merged_into_itself",
                    ),
                ],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "ActorAlias",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actor",
                    models.ForeignKey("claims.actor", models.CASCADE, related_name="aliases", verbose_name="actor"),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("folded", models.CharField(max_length=300)),
                (
                    "article",
                    models.ForeignKey(
                        "articles.article",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="+",
                        verbose_name="in this article only",
                    ),
                ),
                ("keys", ArrayField(base_field=models.CharField(max_length=300), blank=True, default=list, size=None)),
                ("compared", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "alias",
                "verbose_name_plural": "aliases",
                "ordering": ["name"],
                "indexes": [
                    GinIndex(fields=["keys"], name="alias_keys"),
                    GinIndex(OpClass("folded", "gin_trgm_ops"), name="alias_search"),
                    models.Index(condition=models.Q(("compared", False)), fields=["id"], name="alias_to_compare"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("folded", "article"), name="alias_leads_to_one", nulls_distinct=False
                    )
                ],
            },
        ),
        without=("keys", "compared"),
    ),
    migrations.CreateModel(
        "ActorMove",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "kind",
                models.CharField(choices=[("merge", "merged"), ("split", "split")], max_length=5, verbose_name="kind"),
            ),
            (
                "source",
                models.ForeignKey("claims.actor", models.PROTECT, related_name="moves_from", verbose_name="from"),
            ),
            ("target", models.ForeignKey("claims.actor", models.PROTECT, related_name="moves_to", verbose_name="to")),
            ("moved", models.JSONField(default=dict)),
            (
                "undoes",
                models.OneToOneField(
                    "claims.actormove",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="undone_by",
                    verbose_name="undoes",
                ),
            ),
            ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by")),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
        ],
        options={
            "verbose_name": "move between actors",
            "verbose_name_plural": "moves between actors",
            "ordering": ["-id"],
            "constraints": [
                models.CheckConstraint(condition=models.Q(("kind__in", ["merge", "split"])), name="move_kind_known"),
                models.CheckConstraint(
                    condition=models.Q(("source", models.F("target")), _negated=True), name="move_between_two"
                ),
            ],
            "triggers": [append_only("ActorMove")],
        },
    ),
    *kept_in_history(
        migrations.CreateModel(
            "Lookalike",
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
                    "first",
                    models.ForeignKey("claims.actoralias", models.CASCADE, related_name="+", verbose_name="name"),
                ),
                (
                    "second",
                    models.ForeignKey(
                        "claims.actoralias", models.CASCADE, related_name="+", verbose_name="other name"
                    ),
                ),
                ("score", models.FloatField(verbose_name="score")),
                ("reasons", ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name="reasons")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            ],
            options={
                "verbose_name": "possible double",
                "verbose_name_plural": "possible doubles",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "proposed")), fields=["first", "second"], name="lookalike_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="lookalike_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="lookalike_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "accepted", "rejected"])),
                        name="lookalike_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "proposed"),
                            models.Q(("state_at__isnull", False), ("state_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="lookalike_decision_signed",
                    ),
                ],
            },
        )
    ),
]
