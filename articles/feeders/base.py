"""What a feeder is: SUFFIXES, and `read(path, defaults=…)` that yields one item per article of the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import articles.feeders
from articles.services import Submission
from claimtrack.discover import modules_of


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a file, or why it could not be read. `where` names it for the report ("a.jsonl:12")."""

    where: str
    submission: Submission | None = None
    fault: str = ""


class Feeder(Protocol):
    SUFFIXES: tuple[str, ...]
    read: Callable[..., Iterator[Item]]


def feeders_by_suffix() -> dict[str, Feeder]:
    """Return {".jsonl": feeder, …} of all files in this folder."""
    found: dict[str, Feeder] = {}
    for feeder in modules_of(articles.feeders).values():
        found |= dict.fromkeys(feeder.SUFFIXES, feeder)
    return found


def read_utf8(path: Path) -> str:
    """Return the text of a file. Raises ValueError that says at which byte it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from error
