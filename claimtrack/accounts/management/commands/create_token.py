"""Print one new token for a script, and nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from claimtrack.accounts.models import Scope
from claimtrack.accounts.services import token_create


class Command(BaseCommand):
    help = "Print one new API token; the account is made when it does not exist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the account that the token acts for")
        parser.add_argument(
            "--scope", action="append", choices=Scope.values, required=True, help="repeat for several scopes"
        )
        parser.add_argument(
            "--days", type=int, default=None, help="days until it expires; 0 never (default TOKEN_DAYS)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            token = token_create(username=options["name"], scopes=options["scope"], days=options["days"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(token)
