"""Load the sample newsroom: invented outlets, articles, sources and evidence, and people with random passwords."""

import json
import secrets
import time
import tomllib
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import Article, Status
from articles.services import Submission, article_ingest, outlet_get_or_create
from claims.models import Claim, Evidence, Source
from claims.services.actors import actor_of_outlet, relation_record
from claims.services.evidence import evidence_link
from claims.services.sources import source_record
from claimtrack.accounts.models import Role, Scope, User
from claimtrack.accounts.selectors import SAMPLE_MAIL, newsroom_has_people
from claimtrack.accounts.services import token_create, user_create

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
PEOPLE = [
    ("analyste1", Role.ANALYST, "Maud", "Terrier"),
    ("analyste2", Role.ANALYST, "Idris", "Vasseur"),
    ("responsable", Role.LEAD, "Claire", "Aubanel"),
    ("admin", Role.ADMIN, "Noé", "Lambrecht"),
]
SCRIPT = "script-exemple"
PATIENCE_SECONDS = 180


class Command(BaseCommand):
    help = "Load the sample newsroom; run again, it does no harm. A running worker is needed for its claims."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--patience", type=int, default=PATIENCE_SECONDS, help="seconds to wait for the worker")

    def handle(self, *args: Any, patience: int, **options: Any) -> None:
        if newsroom_has_people():
            raise CommandError("This newsroom has people of its own: the sample is not mixed into it.")
        data = tomllib.loads((SAMPLE / "newsroom.toml").read_text(encoding="utf-8"))
        logins = [_person(*person) for person in PEOPLE]
        for outlet in data["outlets"]:
            _outlet(outlet)
        articles = [_article(entry) for entry in tqdm(data["articles"], desc="articles", unit="article")]
        for source in data["sources"]:
            source_record(fields=source)
        for relation in data["relations"]:
            relation_record(to=relation.pop("object"), **relation)
        self._wait(articles, patience)
        for entry in tqdm(data["evidence"], desc="evidence", unit="piece"):
            if not _evidence(entry):
                self.stderr.write(f"No claim found for the evidence {entry['url']}")
        _write_logins(logins)

    def _wait(self, articles: list[int], patience: int) -> None:
        """Show how far the worker has come; what it does not finish in time is finished later all the same."""
        deadline = time.monotonic() + patience
        waiting = Article.objects.filter(pk__in=articles, status__in=[Status.RECEIVED, Status.EXTRACTING])
        with tqdm(total=len(articles), desc="claims", unit="article") as bar:
            while left := waiting.count():
                bar.update(len(articles) - left - bar.n)
                if time.monotonic() > deadline:
                    self.stderr.write(f"{left} articles still wait for the worker; their evidence is not linked.")
                    return
                time.sleep(0.2)
            bar.update(len(articles) - bar.n)


def _person(username: str, role: str, first_name: str, last_name: str) -> dict[str, str]:
    password = secrets.token_urlsafe(12)
    email = f"{username}@{SAMPLE_MAIL}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = user_create(username=username, role=role, email=email, first_name=first_name, last_name=last_name)
    user.set_password(password)
    user.save(update_fields=["password"])
    return {"username": username, "password": password, "role": role}


def _outlet(entry: dict[str, Any]) -> None:
    outlet = outlet_get_or_create(name=entry["name"])
    outlet.website, outlet.time_zone, outlet.confirmed = entry["website"], entry["time_zone"], True
    outlet.save()
    actor_of_outlet(outlet=outlet)


def _article(entry: dict[str, Any]) -> int:
    submission = Submission(
        outlet=entry["outlet"],
        title=entry["title"],
        text=(SAMPLE / entry["file"]).read_text(encoding="utf-8").rstrip("\n"),
        url=entry["url"],
        external_id=entry["external_id"],
        published=datetime.fromisoformat(entry["published_at"]),
    )
    return article_ingest(submission=submission).article.pk


def _evidence(entry: dict[str, Any]) -> bool:
    """Link one piece unless it is linked already; return whether its claim was found."""
    words = entry["allegation_contains"]
    claims = Claim.objects.filter(article__external_id=entry["article"], retired_at=None)
    claim = claims.filter(allegation__contains=words).order_by("pk").first()
    if claim is None:
        return False
    source = Source.objects.get(name=entry["source"])
    if not Evidence.objects.filter(claim=claim, source=source, url=entry["url"]).exists():
        evidence_link(
            claim_id=claim.pk,
            source=source,
            user=User.objects.get(username=entry["analyst"]),
            url=entry["url"],
            stance=entry["stance"],
            quote=entry["quote"],
            note=entry["note"],
            accessed_at=datetime.fromisoformat(entry["accessed_at"]),
        )
    return True


def _write_logins(logins: list[dict[str, str]]) -> None:
    token = token_create(username=SCRIPT, scopes=list(Scope.values))
    path = settings.CLAIMTRACK_VAR / "sample_logins.json"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps({"logins": logins, "token": token}, indent=1), encoding="utf-8")
