"""`manage.py up`: everything of claimtrack in one terminal, stopped by Ctrl-C."""

import json
import os
import shutil
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claimtrack.accounts.selectors import newsroom_has_people
from claimtrack.services import orphans, parts, postgres, valkey
from claimtrack.services.account import prepare_var, private_dir
from claimtrack.services.errors import ServiceError
from claimtrack.services.lock import only_one
from claimtrack.services.prepare import collect_static_if_changed, migrate_if_needed
from claimtrack.services.supervisor import Supervisor

SAMPLE = "load_sample"
LOGINS = "sample_logins.json"


class Command(BaseCommand):
    help = "Starts the database, the broker, the worker and the web server, and keeps them running until Ctrl-C."
    requires_system_checks = ()  # they want a database; `make check` runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1", help="address to listen on (HOST)")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or 8000, help="port to listen on (PORT)")
        parser.add_argument("--no-sample", action="store_true", help="do not load the sample newsroom on the first run")

    def handle(self, *, host: str, port: int, no_sample: bool, **options: Any) -> None:
        var: Path = settings.CLAIMTRACK_VAR
        supervisor = Supervisor(self.say)
        try:
            prepare_var(var)
            with only_one(var):
                clear_leftovers(var)
                check_port(host, port)
                with supervisor.running():
                    self.bring_up(supervisor, var, host, port, sample=not no_sample)
                    supervisor.run_forever()
                    self.say("Stopping …")
        except (ServiceError, DatabaseError) as error:
            raise CommandError(str(error)) from error

    def bring_up(self, supervisor: Supervisor, var: Path, host: str, port: int, *, sample: bool) -> None:
        """Start the parts in order, the web before the worker: the first page is what people wait for."""
        if not os.environ.get("DATABASE_URL"):
            supervisor.start(parts.database(var))
        if not os.environ.get("REDIS_URL"):
            supervisor.start(parts.broker(var))
        supervisor.check_stop()
        if migrate_if_needed():
            self.say("The database tables are up to date.")
        supervisor.check_stop()
        collect_static_if_changed(var / "static.stamp")
        environment = parts.child_environment(var)
        supervisor.start(parts.web(var, host, port, environment))
        supervisor.launch(parts.worker(var, environment))
        supervisor.launch(parts.beat(var, environment))
        if sample and not (var / LOGINS).exists() and not os.environ.get("DATABASE_URL") and not newsroom_has_people():
            self.load_sample(supervisor, environment)
        self.greet(var, host, port)

    def load_sample(self, supervisor: Supervisor, environment: dict[str, str]) -> None:
        """Load the sample newsroom; without it claimtrack runs as well, and the next start tries again."""
        code = supervisor.run_once(parts.django_command(SAMPLE, environment))
        if code:
            self.say(f"The sample newsroom could not be loaded (code {code}); the next start tries again.")

    def greet(self, var: Path, host: str, port: int) -> None:
        """Print the address and, for the sample newsroom, who can sign in."""
        if (var / LOGINS).exists() and not os.environ.get("DATABASE_URL"):
            sample = json.loads((var / LOGINS).read_text())
            self.say("The people of the sample newsroom:")
            for login in sample["logins"]:
                self.say(f"  {login['role']:<8} {login['username']:<12} {login['password']}")
            self.say(f"  {'script':<8} token        {sample['token']}")
        address = parts.netloc(parts.reachable(host), port)
        self.say(f"claimtrack is ready at http://{address}/ (Ctrl-C stops it; logs in {var / 'log'})")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def clear_leftovers(var: Path) -> None:
    """End what a killed supervisor left running on `var`, and remove its temporary files."""
    orphans.end(lambda: orphans.supervised(var))
    postgres.clear_leftovers(var)
    valkey.clear_leftovers(var)
    shutil.rmtree(parts.temporary_dir(var), ignore_errors=True)
    private_dir(parts.temporary_dir(var), None)


def check_port(host: str, port: int) -> None:
    """Raise ServiceError when `host`:`port` cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            if not port:
                raise OverflowError("port must be 1-65535.")
        except (OSError, OverflowError) as error:
            raise ServiceError(
                f"Cannot listen on {host}:{port}: {error}. Choose another port: make run PORT=8001."
            ) from error
