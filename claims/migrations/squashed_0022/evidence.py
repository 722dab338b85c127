"""The directory of sources, evidence, and what was seen at its address."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from claims.migrations.squashed_0022.history import append_only, kept_in_history, never_changed

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Source",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, unique=True, verbose_name="name")),
                (
                    "domain",
                    models.CharField(
                        blank=True, help_text="observatoire.example", max_length=253, verbose_name="domain"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        "claims.actor",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="sources",
                        verbose_name="actor",
                    ),
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
                        default="F",
                        max_length=1,
                        verbose_name="reliability",
                    ),
                ),
                ("reliability_reason", models.TextField(blank=True, verbose_name="reason of the rating")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "in the directory"),
                            ("retired", "retired"),
                            ("refused", "refused"),
                        ],
                        default="proposed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.SET_NULL,
                        blank=True,
                        editable=False,
                        null=True,
                        related_name="+",
                        verbose_name="proposed by",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["name"],
                "indexes": [models.Index(fields=["domain"], name="source_by_domain")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "accepted", "retired", "refused"])),
                        name="source_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["A", "B", "C", "D", "E", "F"])),
                        name="source_reliability_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="source_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reliability", "F"), models.Q(("reliability_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="source_rating_has_reason",
                    ),
                ],
            },
        )
    ),
    migrations.CreateModel(
        "CapturedText",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("sha256", models.CharField(max_length=64, unique=True)),
            ("text", models.TextField()),
        ],
        options={
            "triggers": [never_changed("CapturedText")],
        },
    ),
    migrations.CreateModel(
        "Capture",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("url", models.CharField(max_length=2000, verbose_name="address")),
            ("final_url", models.CharField(max_length=2000)),
            ("status", models.PositiveSmallIntegerField()),
            ("media_type", models.CharField(blank=True, max_length=100)),
            ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
            ("site", models.CharField(blank=True, max_length=200)),
            ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
            ("sha256", models.CharField(max_length=64)),
            (
                "text",
                models.ForeignKey(
                    "claims.capturedtext", models.PROTECT, blank=True, null=True, related_name="captures"
                ),
            ),
            (
                "by",
                models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, blank=True, null=True, related_name="+"),
            ),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="seen on")),
        ],
        options={
            "verbose_name": "capture",
            "triggers": [never_changed("Capture")],
        },
    ),
    migrations.CreateModel(
        "Evidence",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "claim",
                models.ForeignKey("claims.claim", models.PROTECT, related_name="evidence", verbose_name="claim"),
            ),
            (
                "source",
                models.ForeignKey("claims.source", models.PROTECT, related_name="evidence", verbose_name="source"),
            ),
            ("url", models.CharField(max_length=2000, verbose_name="address")),
            ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
            ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
            (
                "capture",
                models.ForeignKey("claims.capture", models.PROTECT, blank=True, null=True, related_name="evidence"),
            ),
            (
                "stance",
                models.CharField(
                    choices=[("supports", "supports"), ("refutes", "refutes"), ("context", "context")],
                    max_length=8,
                    verbose_name="stance",
                ),
            ),
            (
                "aspects",
                ArrayField(
                    base_field=models.CharField(
                        choices=[("who", "who"), ("what", "what"), ("where", "where"), ("when", "when")], max_length=5
                    ),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="on which part",
                ),
            ),
            ("quote", models.TextField(blank=True, verbose_name="quoted words")),
            ("note", models.TextField(blank=True, verbose_name="note")),
            ("accessed_at", models.DateTimeField(verbose_name="seen on")),
            ("seen_sha256", models.CharField(blank=True, max_length=64, verbose_name="hash of what was seen")),
            (
                "replaces",
                models.OneToOneField(
                    "claims.evidence",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="replaced_by",
                    verbose_name="replaces",
                ),
            ),
            (
                "added_by",
                models.ForeignKey(
                    settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence", verbose_name="added by"
                ),
            ),
            ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
        ],
        options={
            "verbose_name": "evidence",
            "verbose_name_plural": "evidence",
            "ordering": ["id"],
            "indexes": [models.Index(fields=["source", "id"], name="evidence_of_source")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("stance__in", ["supports", "refutes", "context"])),
                    name="evidence_stance_known",
                ),
                models.CheckConstraint(
                    condition=models.Q(("aspects__contained_by", ["who", "what", "where", "when"])),
                    name="evidence_aspects_known",
                ),
                models.CheckConstraint(condition=models.Q(("url", ""), _negated=True), name="evidence_has_address"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("replaces", None), models.Q(("replaces", models.F("pk")), _negated=True), _connector="OR"
                    ),
                    name="evidence_not_its_own_heir",
                ),
            ],
            "triggers": [append_only("Evidence")],
        },
    ),
    migrations.CreateModel(
        "EvidenceWithdrawal",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "evidence",
                models.OneToOneField(
                    "claims.evidence", models.PROTECT, related_name="withdrawal", verbose_name="evidence"
                ),
            ),
            ("reason", models.TextField(verbose_name="reason")),
            ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by")),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
        ],
        options={
            "verbose_name": "withdrawal of evidence",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True), name="evidence_withdrawn_with_reason"
                )
            ],
            "triggers": [append_only("EvidenceWithdrawal")],
        },
    ),
    migrations.CreateModel(
        "EvidenceCheck",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "evidence",
                models.ForeignKey("claims.evidence", models.PROTECT, related_name="checks", verbose_name="evidence"),
            ),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("same", "as it was seen"),
                        ("changed", "changed since it was seen"),
                        ("gone", "gone"),
                        ("unreachable", "out of reach this time"),
                    ],
                    max_length=11,
                    verbose_name="outcome",
                ),
            ),
            (
                "capture",
                models.ForeignKey("claims.capture", models.PROTECT, blank=True, null=True, related_name="checks"),
            ),
            ("detail", models.CharField(blank=True, max_length=40)),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
        ],
        options={
            "verbose_name": "later look at evidence",
            "ordering": ["-id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("outcome__in", ["same", "changed", "gone", "unreachable"])),
                    name="evidence_check_known",
                )
            ],
            "triggers": [append_only("EvidenceCheck")],
        },
    ),
]
