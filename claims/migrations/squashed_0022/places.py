"""Places, and how newsrooms spell them."""

from django.db import migrations, models

from claims.migrations.squashed_0022.history import kept_in_history

operations = [
    *kept_in_history(
        migrations.CreateModel(
            "Place",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gazetteer_id", models.CharField(max_length=60, unique=True, verbose_name="gazetteer id")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country (ISO 3166-1)")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="place_on_earth",
                    )
                ],
            },
        )
    ),
    *kept_in_history(
        migrations.CreateModel(
            "PlaceAlias",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey("claims.place", models.PROTECT, related_name="aliases", verbose_name="place"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("folded", models.CharField(max_length=200, unique=True)),
                ("instead_of", models.CharField(blank=True, max_length=60, verbose_name="instead of (gazetteer id)")),
            ],
            options={
                "verbose_name": "spelling of a place",
                "verbose_name_plural": "spellings of places",
                "ordering": ["name"],
            },
        )
    ),
]
