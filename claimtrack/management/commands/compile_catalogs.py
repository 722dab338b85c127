"""Compile the translations; needs no database and no system package."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claimtrack.catalogs import compile_all


class Command(BaseCommand):
    help = "Compiles locale/*/LC_MESSAGES/*.po where they changed."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_all(Path(settings.LOCALE_PATHS[0])):
            self.stdout.write(f"compiled {path}")
