"""The article inside a web page, by trafilatura."""

from dataclasses import dataclass

import trafilatura
from lxml.etree import LxmlError
from trafilatura.settings import Document


@dataclass(frozen=True, slots=True)
class PageText:
    """What the page says of itself: `published` is an ISO date, `site` a name; "" where it does not say."""

    title: str
    text: str
    published: str = ""
    site: str = ""


def read_page(html: str) -> PageText | None:
    """Return the title and the text of the article in `html`, None where no article text is found."""
    try:
        found = trafilatura.bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=True)
    except (LxmlError, RecursionError, ValueError):
        return None
    document = found.as_dict() if isinstance(found, Document) else found or {}
    text = document.get("text") or ""
    if not text.strip():
        return None
    title = " ".join((document.get("title") or "").split())
    # One line a paragraph becomes one paragraph a block, as in a plain article; the title has its own place.
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].strip() == title:
        lines = lines[1:]
    said = {"published": document.get("date") or "", "site": " ".join((document.get("sitename") or "").split())}
    return PageText(title=title, text="\n\n".join(lines), **said)
