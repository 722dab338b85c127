"""`manage.py extract_claims --input A.jsonl --output C.jsonl`: extraction from the shell, no database needed."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.text.language import detect_language
from claims.extraction import UnknownLanguage, draft_record, extract
from claims.services.gazetteer import gazetteer


class Command(BaseCommand):
    help = "Read articles as JSON lines and write their claims as JSON lines, in the same order."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--input", required=True, help="JSON lines with id, text, published, language (optional)")
        parser.add_argument("--output", required=True, help="where the claims go; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        source = Path(options["input"])
        try:
            lines = source.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{source}: {error}") from error
        articles = list(read_articles(lines, str(source)))
        records = write_claims(tqdm(articles, unit="article", file=sys.stderr))
        written = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        if options["output"] == "-":
            self.stdout.writelines(written)
            return
        try:
            with Path(options["output"]).open("w", encoding="utf-8") as output:
                output.writelines(written)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error}") from error


def read_articles(lines: Iterable[str], source: str) -> Iterator[dict[str, Any]]:
    """Checked articles; raises CommandError naming the line and the field that is wrong."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = json.loads(line)
        except ValueError as error:
            raise CommandError(f"{source}, line {number}: not JSON: {error}") from error
        problem = article_problem(article)
        if problem:
            raise CommandError(f"{source}, line {number}: {problem}")
        yield article


def article_problem(article: Any) -> str | None:
    """What is wrong with one line's object, or None."""
    if not isinstance(article, dict):
        return "must be an object"
    if not isinstance(article.get("id"), str | int):
        return "id: must be there, a string or a number"
    if not isinstance(article.get("text"), str):
        return "text: must be there, a string"
    published = article.get("published")
    if published is not None:
        try:
            date.fromisoformat(published)
        except (TypeError, ValueError):
            return "published: must be an ISO date (YYYY-MM-DD) or null"
    if article.get("language") is not None and not isinstance(article["language"], str):
        return "language: must be a code such as fr"
    return None


def write_claims(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One record an article: id, language, claims."""
    for article in articles:
        language = article.get("language") or detect_language(article["text"])
        published = article.get("published")
        try:
            drafts = extract(
                article["text"],
                language=language,
                published_on=date.fromisoformat(published) if published else None,
                gazetteer=gazetteer(),
            )
        except UnknownLanguage:
            yield {"id": article["id"], "language": language, "status": "no_extractor", "claims": []}
            continue
        yield {"id": article["id"], "language": language, "claims": [draft_record(draft) for draft in drafts]}
