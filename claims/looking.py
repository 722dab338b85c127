"""A look at an address: fetched through the one network door, its text, title and date read out."""

import hashlib
from datetime import date
from urllib.parse import unquote, urlsplit

from django.conf import settings
from trafilatura.utils import decode_file

from articles.text.html import read_page
from claims.services.captures import Look
from claimtrack.http import Answer, Limits, Unreachable, fetch

READABLE = ("text/html", "application/xhtml+xml", "text/plain")
MOST_TEXT = 200_000  # characters kept of a page


def look_at(url: str) -> Look:
    """Return what `url` shows, whatever the status. Raises Unreachable when nothing comes back."""
    if not settings.FETCH:
        raise Unreachable("off")
    return read_answer(url, fetch(url, Limits(settings.FETCH_SECONDS, settings.FETCH_BYTES, settings.FETCH_ALSO)))


def read_answer(url: str, answer: Answer) -> Look:
    """Return what an answer shows: title, site, date and text of a page; of anything else only its hash and name."""
    fields = {"url": url, "final_url": answer.url, "status": answer.status, "media_type": answer.media_type}
    text, page = "", None
    if answer.media_type in READABLE:
        text = _decode(answer).replace("\0", "")
        if answer.media_type != "text/plain":
            page = read_page(text)
            text = page.text if page else ""
    text = text.strip()[:MOST_TEXT]
    seen = hashlib.sha256(text.encode() if text else answer.body).hexdigest()
    title = page.title if page else unquote(urlsplit(answer.url).path.rstrip("/").rpartition("/")[2])
    said = {"site": page.site, "published_on": _day(page.published)} if page else {}
    return Look(**fields, sha256=seen, title=title.replace("\0", ""), text=text, **said)  # type: ignore[arg-type]


def _decode(answer: Answer) -> str:
    try:
        return answer.body.decode(answer.charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        decoded: str = decode_file(answer.body)
        return decoded


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None
