"""Take in articles from files; run again after a crash, it does no harm."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.feeders.base import Feeder, Item, feeders_by_suffix
from articles.services import Submission, article_ingest


class Command(BaseCommand):
    help = "Take in articles from text files and JSON lines (folders are walked); prints a report per file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--outlet", default="", help="outlet of articles that do not name theirs")
        parser.add_argument("--language", default="", help="language code of articles that do not name theirs")

    def handle(self, *args: Any, paths: list[Path], outlet: str, language: str, **options: Any) -> None:
        feeders = feeders_by_suffix()
        defaults = Submission(outlet=outlet, language=language)
        files = list(_files(paths, feeders))
        faulty = 0
        for path in tqdm(files, desc="files", unit="file", disable=None):
            faulty += self._take(path, feeders[path.suffix.lower()], defaults)
        if faulty:
            raise CommandError(f"{faulty} not taken in: see the lines above; the others are stored.")

    def _take(self, path: Path, feeder: Feeder, defaults: Submission) -> int:
        """Take in one file, print its report, return how many articles of it could not be."""
        counts: Counter[str] = Counter()
        faults: list[str] = []
        for item in tqdm(
            feeder.read(path, defaults=defaults), desc=path.name, unit="article", leave=False, disable=None
        ):
            outcome, fault = _ingest(item)
            counts[outcome] += 1
            if fault:
                faults.append(f"  {item.where}: {fault}")
        summary = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        self.stdout.write(f"{path}: {summary or 'no articles'}")
        for fault in faults:
            self.stdout.write(fault)
        return counts["refused"]


def _files(paths: list[Path], feeders: dict[str, Feeder]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(child for child in path.rglob("*") if child.suffix.lower() in feeders)
        elif not path.exists():
            raise CommandError(f"{path} does not exist.")
        elif path.suffix.lower() not in feeders:
            raise CommandError(f"{path}: files of these kinds can be read: {', '.join(sorted(feeders))}.")
        else:
            yield path


def _ingest(item: Item) -> tuple[str, str]:
    """Return what became of the item ("new", "revised", "known", "refused") and why it was refused."""
    if item.submission is None:
        return "refused", item.fault
    try:
        done = article_ingest(submission=item.submission)
    except ValidationError as error:
        return "refused", "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    if done.created:
        return "new", ""
    return ("revised" if done.revised else "known"), ""
