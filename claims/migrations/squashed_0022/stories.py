"""Stories: what claims allege."""

from django.db import migrations, models

from claims.migrations.squashed_0022.history import kept_in_history

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Story",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "merged_into",
                    models.ForeignKey(
                        "claims.story",
                        models.PROTECT,
                        blank=True,
                        null=True,
                        related_name="merged",
                        verbose_name="merged into",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="story_not_merged_into_itself",
                    )
                ],
            },
        )
    ),
]
