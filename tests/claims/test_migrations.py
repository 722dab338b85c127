"""The first 22 migrations became one: which databases it takes as they are, and which it refuses."""

import pytest
from django.db import connection
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

SQUASHED = "0001_squashed_0022_stated_rule_and_due"

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
    forget(SQUASHED, "0023_story_indexes")

    assert missing() == ["0023_story_indexes"]


def test_a_database_left_half_way_is_refused() -> None:
    forget(SQUASHED, "0023_story_indexes", "0022_stated_rule_and_due")

    with pytest.raises(NodeNotFoundError, match="some of the replaced migrations are already applied"):
        missing()
