"""Collect the strings of the interface into the translators' files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claimtrack.catalogs import collect, update


class Command(BaseCommand):
    help = "Collects every string of code and templates into locale/*/LC_MESSAGES/django.po; says what is untranslated."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("languages", nargs="*", help="codes of languages (default: those in locale/)")

    def handle(self, *args: Any, languages: list[str], **options: Any) -> None:
        locale = Path(settings.LOCALE_PATHS[0])
        collected = collect(settings.BASE_DIR)
        for code in languages or sorted(path.name for path in locale.iterdir() if path.is_dir()):
            missing = update(locale / code / "LC_MESSAGES" / "django.po", collected)
            self.stdout.write(f"{code}: {len(collected)} strings, {len(missing)} to translate")
            for message in missing:
                self.stdout.write(f"  {message}")
