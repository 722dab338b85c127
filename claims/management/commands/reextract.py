"""Work out claims again, after the engine or its language data changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from tqdm import tqdm

from articles.models import Article, Status
from articles.services import article_mark_for_extraction
from claims.services.extraction import Report, article_extract_dry


class Command(BaseCommand):
    help = "Work out claims again for the given articles, all, or those that failed; what people decided stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="*", type=int, metavar="ID")
        parser.add_argument("--all", action="store_true", help="every article")
        parser.add_argument("--failed", action="store_true", help="articles whose extraction failed")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(self._chosen(options).order_by("pk").values_list("pk", flat=True))
        for article_id in tqdm(ids, desc="articles", unit="article", disable=None):
            if options["dry_run"]:
                self._show(article_id, article_extract_dry(article_id=article_id))
            else:
                self._mark(article_id)
        verb = "looked at" if options["dry_run"] else "sent to the worker"
        self.stdout.write(f"{len(ids)} articles {verb}.")

    def _chosen(self, options: dict[str, Any]) -> QuerySet[Article]:
        ways = bool(options["articles"]) + options["all"] + options["failed"]
        if ways != 1:
            raise CommandError("Say which: ids of articles, --all, or --failed.")
        if options["all"]:
            return Article.objects.all()
        if options["failed"]:
            return Article.objects.filter(status=Status.FAILED)
        found = Article.objects.filter(pk__in=options["articles"])
        missing = set(options["articles"]) - set(found.values_list("pk", flat=True))
        if missing:
            raise CommandError(f"No such article: {', '.join(map(str, sorted(missing)))}.")
        return found

    @transaction.atomic
    def _mark(self, article_id: int) -> None:
        article_mark_for_extraction(article=Article.objects.select_for_update(no_key=True).get(pk=article_id))

    def _show(self, article_id: int, report: Report) -> None:
        self.stdout.write(
            f"article {article_id}: {len(report.added)} new, {len(report.updated)} changed, "
            f"{len(report.retired)} retired, {report.unchanged} unchanged"
        )
        for sign, lines in (("+", report.added), ("~", report.updated), ("-", report.retired)):
            for line in lines:
                self.stdout.write(f"  {sign} {line[:150]}")
