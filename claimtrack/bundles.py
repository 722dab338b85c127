"""One style sheet and one script for all pages, put together from small files when the static files are collected."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

# Later files go on from earlier ones: base.css has the colours, keys.js presses what the others offer.
SCRIPTS = ("keys", "own_keys", "sending", "drafts", "palette", "fields", "claim", "bulk", "reading", "words")
BUNDLES = {
    "site.css": ["css/base.css", "css/parts.css", "css/reading.css", "css/print.css"],
    "site.js": [
        "django_htmx/htmx-2.min.js",
        *(f"js/{name}.js" for name in SCRIPTS),
    ],
}


class BundleFinder(finders.BaseFinder):
    """Finds the bundles for `collectstatic` and, with DEBUG, for each request; they are kept in CLAIMTRACK_VAR."""

    def __init__(self, app_names: object = None, *args: Any, **kwargs: Any) -> None:
        self.folder = settings.CLAIMTRACK_VAR / "bundles"

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in BUNDLES:
            self._write(name)
            yield name, FileSystemStorage(location=self.folder)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(self._write(path))] if path in BUNDLES else []
        return found if find_all else next(iter(found), [])

    def _write(self, name: str) -> Path:
        """Return the bundle's path, written anew only when a part has changed: its time tells that."""
        target: Path = self.folder / name
        content = bundle(name)
        if not target.exists() or target.read_text(encoding="utf-8") != content:
            self.folder.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        return target


def bundle(name: str) -> str:
    """Return the text of a bundle: its files one after another."""
    return "\n".join(Path(str(finders.find(part))).read_text(encoding="utf-8") for part in BUNDLES[name])
