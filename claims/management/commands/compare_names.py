"""Compare the names of actors again, after the words they are compared by changed."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.services.lookalikes import keys_renew, lookalikes_find


class Command(BaseCommand):
    help = "Work out again what the names of actors are looked up by, and propose what may be one actor."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{keys_renew()} names changed, {lookalikes_find()} compared.")
