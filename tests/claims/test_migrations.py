"""The first 22 migrations became one: which databases it takes as they are, and which it refuses."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from claims import migrations
from claims.models import Rating

SQUASHED = "0001_squashed_0022_stated_rule_and_due"
LATER = sorted(path.stem for path in Path(migrations.__file__).parent.glob("0*.py") if path.stem != SQUASHED)

pytestmark = pytest.mark.django_db


def forget(*names: str) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="claims", name__in=names).delete()


def missing() -> list[str]:
    """Return the migrations that `migrate` would apply."""
    executor = MigrationExecutor(connection)
    return [migration.name for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def test_a_database_with_all_the_old_ones_lacks_nothing() -> None:
    forget(SQUASHED)

    assert missing() == []


def test_a_database_that_stopped_before_the_indexes_of_stories_goes_on() -> None:
    forget(SQUASHED, *LATER)

    assert missing() == LATER


def test_a_database_left_half_way_is_refused() -> None:
    forget(SQUASHED, "0022_stated_rule_and_due", *LATER)

    with pytest.raises(NodeNotFoundError, match="some of the replaced migrations are already applied"):
        missing()


def test_the_ratings_that_a_newsroom_has_ask_for_the_evidence_that_new_ones_ask_for() -> None:
    wanted = dict(Rating.objects.values_list("key", "asks_for"))
    Rating.objects.update(asks_for="")
    import_module("claims.migrations.0024_evidence_asked_for").ask(apps, None)
    assert dict(Rating.objects.values_list("key", "asks_for")) == wanted
    assert wanted["refuted"] == "refutes"
