"""A plain text file is one article: its first line the title when a blank line follows, the rest its text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from articles.feeders.base import Item, read_utf8
from articles.services import MAX_LENGTHS, Submission

SUFFIXES = (".txt",)


def read(path: Path, *, defaults: Submission) -> Iterator[Item]:
    """Yield the one article of the file; its external id is the file's name, so a second run changes nothing."""
    try:
        title, text = _split(read_utf8(path))
    except (OSError, ValueError) as error:
        yield Item(str(path), fault=str(error))
        return
    known = defaults.external_id or path.name
    yield Item(str(path), replace(defaults, title=defaults.title or title, text=text, external_id=known))


def _split(content: str) -> tuple[str, str]:
    lines = content.replace("\r\n", "\n").split("\n", 2)
    if len(lines) == 3 and lines[0].strip() and not lines[1].strip() and len(lines[0]) <= MAX_LENGTHS["title"]:
        return lines[0].strip(), lines[2].lstrip("\n")
    return "", content
