"""Plain functions that make what tests need, through the services."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from articles.services import Submission, article_ingest
from claims.models import ActorMove, Claim, Rating, Relation, Source, Verdict
from claims.services.actors import actors_for_names
from claims.services.extraction import article_extract
from claims.services.merging import actor_merge
from claims.services.sources import source_record
from claims.services.verdicts import verdict_propose
from claimtrack.accounts.models import User

PASSWORD = "une phrase assez longue"
TEXT = (
    "Le pont de Corvenne sera fermé dès lundi, a annoncé vendredi la préfète Anne Morvane.\n\n"
    "« Les câbles sont usés. Personne ne doit plus passer », a déclaré l’ingénieur Paul Tessandier.\n\n"
    "Selon la mairie de Corvenne, les travaux coûteraient deux millions d’euros."
)


class ApiClient:
    """A script: sends JSON with its token."""

    def __init__(self, token: str) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": f"Token {token}"}

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(path, query, headers=self.headers)

    def post(self, path: str, body: Any = None, *, raw: bytes | None = None) -> HttpResponse:
        data = raw if raw is not None else json.dumps(body).encode()
        return self.client.post(path, data, content_type="application/json", headers=self.headers)


def an_article(*, extracted: bool = False, **fields: Any) -> Article:
    """Return a stored article, its claims worked out on demand."""
    known = {"outlet": "Le Phare de Corvenne", "text": TEXT, "published": None, "language": "fr"}
    article = article_ingest(submission=Submission(**(known | fields))).article
    if extracted:
        article_extract(article_id=article.pk)
        article.refresh_from_db()
    return article


def a_claim(**fields: Any) -> Claim:
    """Return the first claim of a new article."""
    article = an_article(extracted=True, **fields)
    return Claim.objects.filter(article=article).order_by("start")[0]


def claims_of(article: Article) -> list[Claim]:
    """Return the claims in use of an article, in text order."""
    return list(Claim.objects.filter(article=article, retired_at=None).order_by("start"))


def a_source(name: str = "Observatoire des ponts", **fields: Any) -> Source:
    entry = {
        "name": name,
        "website": "https://ponts.example",
        "reliability": "B",
        "reliability_reason": "Mesures publiées.",
        "note": "",
    }
    return source_record(fields=entry | fields)


def a_rating(key: str = "refuted") -> Rating:
    """Return a rating of the scales that a newsroom starts with."""
    return Rating.objects.get(key=key)


def a_verdict(story_id: int, user: User, **fields: Any) -> Verdict:
    """Return a verdict that this person proposed, on evidence or without."""
    known: dict[str, Any] = {
        "rating": a_rating(),
        "reasons": "Les mesures publiées le contredisent.",
        "unsupported": True,
    }
    return verdict_propose(story_id=story_id, user=user, **(known | fields))


def a_relation() -> Relation:
    """Return a relation that waits to be decided on."""
    actors = actors_for_names(names=["Institut Morvane", "Université de Corvenne"])
    one, other = actors["Institut Morvane"], actors["Université de Corvenne"]
    return Relation.objects.get_or_create(subject=one, kind="part_of", object=other, defaults={"reference": "lu"})[0]


def a_move(user: User) -> ActorMove:
    """Return a merge that can be undone."""
    known = ActorMove.objects.filter(source__name="Sputnik News").first()
    actors = actors_for_names(names=["Sputnik News", "Sputnik"])
    return known or actor_merge(actor_id=actors["Sputnik News"].pk, into_id=actors["Sputnik"].pk, user=user)
