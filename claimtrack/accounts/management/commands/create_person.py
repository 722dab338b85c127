"""Make the account of a person: the way to the first admin, and to everybody else."""

import secrets
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from claimtrack.accounts.models import Role, User
from claimtrack.accounts.services import user_create

PEOPLE = [role for role in Role.values if role != Role.SCRIPT]


class Command(BaseCommand):
    help = "Make the account of a person; asks for the password, or prints one made at random."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what the person signs in with")
        parser.add_argument("--role", choices=PEOPLE, required=True, help="scripts get theirs from create_token")
        parser.add_argument("--email", default="", help="where a forgotten password is reset")
        parser.add_argument("--random-password", action="store_true", help="print a password instead of asking for one")

    def handle(self, *args: Any, **options: Any) -> None:
        random = options["random_password"]
        password = secrets.token_urlsafe(12) if random else ask_password()
        try:
            validate_password(password, User(username=options["name"], email=options["email"]))
            user_create(username=options["name"], role=options["role"], email=options["email"], password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if random:
            self.stdout.write(password)


def ask_password() -> str:
    """Return the password typed twice at the terminal; raises CommandError where there is none to type at."""
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask at: use --random-password.")
    password = getpass("Password: ")
    if getpass("Password again: ") != password:
        raise CommandError("The two passwords differ; nothing was made.")
    return password
