"""All of claims as it stood after its first 22 migrations, each table made once; the parts are in squashed_0022/."""

from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from claims.migrations.squashed_0022 import actors, cases, claims, evidence, places, stories, verdicts, work


class Migration(migrations.Migration):
    initial = True

    # A database that has them all is taken as it is; one that has only some is first migrated by the version it is of.
    replaces = [
        ("claims", "0001_claims"),
        ("claims", "0002_claim_versions"),
        ("claims", "0003_event_undo"),
        ("claims", "0004_notices"),
        ("claims", "0005_actor_graph"),
        ("claims", "0006_actor_names"),
        ("claims", "0007_stories_and_cases"),
        ("claims", "0008_place_aliases"),
        ("claims", "0009_queue"),
        ("claims", "0010_tags_and_days"),
        ("claims", "0011_verdicts"),
        ("claims", "0012_bulk"),
        ("claims", "0013_evidence_seen"),
        ("claims", "0014_discussion"),
        ("claims", "0015_saved_searches"),
        ("claims", "0016_figures"),
        ("claims", "0017_list_indexes"),
        ("claims", "0018_queue_stale"),
        ("claims", "0019_counting_indexes"),
        ("claims", "0020_notices_and_words"),
        ("claims", "0021_claim_reworded_bulk_story"),
        ("claims", "0022_stated_rule_and_due"),
    ]

    dependencies = [
        ("articles", "0003_withdrawn"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        *stories.operations,
        *actors.operations,
        *places.operations,
        *claims.operations,
        *evidence.operations,
        *verdicts.operations,
        *cases.operations,
        *work.operations,
    ]
