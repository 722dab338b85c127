"""`manage.py check_language fr`: runs every example and counter-example of a language."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction import UnknownLanguage
from claims.extraction.selfcheck import check_language


class Command(BaseCommand):
    help = "Run every example and counter-example of a language folder."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", help="the code of the language, such as fr")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count, problems = check_language(options["language"])
        except UnknownLanguage as error:
            raise CommandError(f"no folder for the language {options['language']!r}") from error
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} of {count} sentences are wrong")
        self.stdout.write(f"{count} sentences, all as marked")
