"""What Django wants done before a start, done only where something has changed."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor


def migrate_if_needed() -> bool:
    """Apply the migrations that the database lacks and tell whether there were any."""
    executor = MigrationExecutor(connection)
    missing = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()
    return missing


def collect_static_if_changed(stamp: Path) -> bool:
    """Collect the static files unless they are those that `stamp` tells of; tell whether they were collected."""
    state = static_state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)
    return True


def static_state() -> str:
    """Return a hash over the names, sizes and times of all static files, and where and how they are kept."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STATIC_ROOT} {settings.STORAGES}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
