"""Cases: an analyst's folders of stories."""

from django.conf import settings
from django.db import migrations, models

from claims.migrations.squashed_0022.history import append_only, kept_in_history

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Case",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="what it is about")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed at")),
                (
                    "created_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="opened by"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="case_has_title")
                ],
            },
        )
    ),
    migrations.CreateModel(
        "CaseNote",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("case", models.ForeignKey("claims.case", models.PROTECT, related_name="notes", verbose_name="case")),
            ("text", models.TextField(verbose_name="note")),
            (
                "replaces",
                models.OneToOneField(
                    "claims.casenote",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="replaced_by",
                    verbose_name="replaces",
                ),
            ),
            ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by")),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
        ],
        options={
            "verbose_name": "note of a case",
            "ordering": ["id"],
            "constraints": [
                models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="case_note_has_words")
            ],
            "triggers": [append_only("CaseNote")],
        },
    ),
    *kept_in_history(
        migrations.CreateModel(
            "CaseStory",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey("claims.case", models.PROTECT, related_name="entries", verbose_name="case"),
                ),
                (
                    "story",
                    models.ForeignKey("claims.story", models.PROTECT, related_name="entries", verbose_name="story"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="added by"
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("case", "story"), name="story_once_in_case")],
            },
        )
    ),
    migrations.AddField(
        model_name="case",
        name="stories",
        field=models.ManyToManyField("claims.story", related_name="cases", through="claims.CaseStory"),
    ),
]
