"""Load a large invented newsroom: articles, claims, actors, evidence, stories, decisions."""

import tomllib
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.selectors import outlets_with_articles
from claims.management.commands.load_sample import PEOPLE, SAMPLE
from claims.services.demo import demo_load, demo_outlets
from claimtrack.accounts.models import Role, User
from claimtrack.accounts.selectors import SAMPLE_MAIL, newsroom_has_people
from claimtrack.accounts.services import user_create

DECIDING = (Role.ANALYST, Role.LEAD)


class Command(BaseCommand):
    help = "Load invented articles until there are that many invented claims; the same seed gives the same ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, default=10_000, help="how many invented claims there are to be")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other articles")
        parser.add_argument("--until", type=date.fromisoformat, help="the newest publication date; today by default")
        parser.add_argument("--force", action="store_true", help="even into a database that holds real articles")

    def handle(self, *args: Any, claims: int, seed: int, until: date | None, force: bool, **options: Any) -> None:
        if claims < 1:
            raise CommandError("--claims: at least 1.")
        if not force and (real := self._real()):
            raise CommandError(
                f"This database holds more than a sample: {real}. --force mixes invented claims into it."
            )
        people = [person for person in map(_person, PEOPLE) if person.role in DECIDING]
        with tqdm(total=claims, desc="claims", unit="claim") as bar:
            added = demo_load(
                claims=claims,
                people=people,
                seed=seed,
                until=until or timezone.localdate(),
                progress=bar.update,
            )
        self.stdout.write(f"{added} claims added.")

    def _real(self) -> str:
        """Return what is here that is neither of the sample nor of the demonstration, "" when nothing is."""
        if newsroom_has_people():
            return "people of its own"
        sample = tomllib.loads((SAMPLE / "newsroom.toml").read_text(encoding="utf-8"))["outlets"]
        invented = {outlet["name"] for outlet in sample} | set(demo_outlets())
        return ", ".join(sorted(set(outlets_with_articles()) - invented)[:3])


def _person(person: tuple[str, str, str, str]) -> User:
    """Return somebody of the sample newsroom, without a password when it is not loaded."""
    username, role, first, last = person
    found = User.objects.filter(username=username).first()
    email = f"{username}@{SAMPLE_MAIL}"
    return found or user_create(username=username, role=role, email=email, first_name=first, last_name=last)
