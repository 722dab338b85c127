"""The words of the interface: collected from code and templates, compiled for gettext. Babel does both."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

PLACES = ("claimtrack", "articles", "claims", "templates")
SKIPPED = ("migrations", "extraction", "__pycache__")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collect(project: Path) -> Catalog:
    """Return a catalog of every string in the project that goes through gettext, in a stable order."""
    catalog = Catalog(project="claimtrack", charset="utf-8")
    for path in _sources(project):
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else templatize(text, origin=str(path))
        name = path.relative_to(project).as_posix()
        for line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            catalog.add(message, locations=[(name, line)], context=context)
    return catalog


def read(path: Path) -> Catalog:
    """Return the catalog that a .po file holds."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=path.stem)


def update(path: Path, collected: Catalog) -> list[str]:
    """Bring a .po file up to date; return the msgids that still want a translation. Nothing is guessed."""
    catalog = read(path) if path.exists() else Catalog(locale=path.parts[-3], charset="utf-8", project="claimtrack")
    catalog.update(collected, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
    return [str(message.id) for message in catalog if message.id and not all(_strings(message.string))]


def compile_all(locale: Path) -> list[Path]:
    """Write the .mo beside each .po that is newer; return those written."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with target.open("wb") as file:
            write_mo(file, read(source))
        written.append(target)
    return written


def _sources(project: Path) -> Iterator[Path]:
    for place in PLACES:
        for path in sorted((project / place).rglob("*")):
            wanted = path.suffix == ".py" or (path.suffix in (".html", ".txt") and "templates" in path.parts)
            if wanted and not any(part in SKIPPED for part in path.parts):
                yield path


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string or "",)
