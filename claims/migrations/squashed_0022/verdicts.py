"""Scales of ratings, verdicts, their steps and what they rest on."""

from django.conf import settings
from django.db import migrations, models

from claims.migrations.squashed_0022.history import append_only, kept_in_history, words_stay

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Scale",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="key")),
                ("label", models.JSONField(help_text='{"fr": "…", "en": "…"}', verbose_name="words")),
                ("forecasts", models.BooleanField(default=False, verbose_name="for forecasts")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "scale",
                "verbose_name_plural": "scales",
                "ordering": ["forecasts", "pk"],
                "triggers": [words_stay("Scale", "key", "label")],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "Rating",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scale",
                    models.ForeignKey("claims.scale", models.PROTECT, related_name="ratings", verbose_name="scale"),
                ),
                ("key", models.SlugField(max_length=40, verbose_name="key")),
                ("label", models.JSONField(help_text='{"fr": "…", "en": "…"}', verbose_name="words")),
                ("meaning", models.JSONField(help_text='{"fr": "…", "en": "…"}', verbose_name="what it means")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("awaits", models.BooleanField(default=False, verbose_name="to review when the forecast is due")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
                "ordering": ["scale", "position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("scale", "key"), name="rating_once_in_scale")],
                "triggers": [words_stay("Rating", "key", "label", "meaning")],
            },
        )
    ),
    migrations.CreateModel(
        "Verdict",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "story",
                models.ForeignKey("claims.story", models.PROTECT, related_name="verdicts", verbose_name="story"),
            ),
            (
                "rating",
                models.ForeignKey("claims.rating", models.PROTECT, related_name="verdicts", verbose_name="rating"),
            ),
            ("reasons", models.TextField(verbose_name="reasons")),
            (
                "supersedes",
                models.ForeignKey(
                    "claims.verdict",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="heirs",
                    verbose_name="supersedes",
                ),
            ),
            ("correction", models.TextField(blank=True, verbose_name="corrections note")),
            (
                "signed_by",
                models.ForeignKey(
                    settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts", verbose_name="signed by"
                ),
            ),
            ("signed_at", models.DateTimeField(auto_now_add=True, verbose_name="signed at")),
        ],
        options={
            "verbose_name": "verdict",
            "verbose_name_plural": "verdicts",
            "constraints": [
                models.CheckConstraint(condition=models.Q(("reasons", ""), _negated=True), name="verdict_has_reasons"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("supersedes", None), models.Q(("supersedes", models.F("pk")), _negated=True), _connector="OR"
                    ),
                    name="verdict_not_its_own_heir",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("correction", ""), ("supersedes", None)),
                        models.Q(("supersedes__isnull", False), models.Q(("correction", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="verdict_correction_where_it_supersedes",
                ),
            ],
            "triggers": [append_only("Verdict")],
        },
    ),
    migrations.CreateModel(
        "VerdictStep",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "verdict",
                models.ForeignKey("claims.verdict", models.PROTECT, related_name="steps", verbose_name="verdict"),
            ),
            (
                "step",
                models.CharField(
                    choices=[
                        ("proposed", "proposed"),
                        ("confirmed", "confirmed"),
                        ("published", "published"),
                        ("returned", "returned"),
                        ("upheld", "upheld"),
                    ],
                    max_length=9,
                    verbose_name="step",
                ),
            ),
            ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by")),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
            ("note", models.TextField(blank=True, verbose_name="note")),
            ("embargo", models.DateTimeField(blank=True, null=True, verbose_name="not to be published before")),
        ],
        options={
            "verbose_name": "step of a verdict",
            "ordering": ["id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("step", "upheld"), _negated=True),
                    fields=("verdict", "step"),
                    name="verdict_step_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("step__in", ["proposed", "confirmed", "published", "returned", "upheld"])),
                    name="verdict_step_known",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("step__in", ["returned", "upheld"]), _negated=True),
                        models.Q(("note", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="verdict_step_says_why",
                ),
                models.CheckConstraint(
                    condition=models.Q(("embargo", None), ("step__in", ["proposed", "confirmed"]), _connector="OR"),
                    name="verdict_step_embargo",
                ),
            ],
            "triggers": [append_only("VerdictStep")],
        },
    ),
    migrations.CreateModel(
        "VerdictBasis",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "step",
                models.ForeignKey("claims.verdictstep", models.PROTECT, related_name="basis", verbose_name="step"),
            ),
            (
                "evidence",
                models.ForeignKey("claims.evidence", models.PROTECT, related_name="bases", verbose_name="evidence"),
            ),
            (
                "reliability",
                models.CharField(
                    choices=[
                        ("A", "A – completely reliable"),
                        ("B", "B – usually reliable"),
                        ("C", "C – fairly reliable"),
                        ("D", "D – not usually reliable"),
                        ("E", "E – unreliable"),
                        ("F", "F – cannot be judged"),
                    ],
                    max_length=1,
                    verbose_name="reliability",
                ),
            ),
            ("retired", models.BooleanField(default=False, verbose_name="source retired")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("step", "evidence"), name="basis_once")],
            "triggers": [append_only("VerdictBasis")],
        },
    ),
]
