"""JSON lines: an article a line, with the fields of POST /api/v1/articles/ ("id", "published" are understood too)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from articles.feeders.base import Item
from articles.services import Submission

SUFFIXES = (".jsonl", ".ndjson")
TEXT_FIELDS = ("outlet", "title", "text", "html", "url", "external_id", "language")


def read(path: Path, *, defaults: Submission) -> Iterator[Item]:
    """Yield one item a line; a line that cannot be read is an item with its fault."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _item(f"{path}:{number}", line, defaults)
    except OSError as error:
        yield Item(str(path), fault=str(error))


def _item(where: str, line: bytes, defaults: Submission) -> Item:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Item(where, fault=f"not JSON: {error}")
    if not isinstance(record, dict):
        return Item(where, fault="not a JSON object")
    try:
        return Item(where, replace(defaults, **_fields(record)))
    except ValueError as error:
        return Item(where, fault=str(error))


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    record = {"external_id": record.get("id"), **record}
    fields: dict[str, Any] = {}
    for name in TEXT_FIELDS:
        value = record.get(name)
        if value is not None and not isinstance(value, str | int):
            raise ValueError(f"{name}: a string is expected")
        if value not in (None, ""):
            fields[name] = str(value)
    published = record.get("published_at") or record.get("published")
    if published:
        fields["published"] = _moment(published)
    return fields


def _moment(value: Any) -> date | datetime:
    try:
        return date.fromisoformat(value) if len(value) == len("2018-09-08") else datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"published_at: {value!r} is no ISO 8601 date") from error
