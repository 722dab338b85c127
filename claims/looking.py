"""A look at an address: fetched through the one network door, its text, title and date read out, and kept."""

import hashlib
from datetime import date
from urllib.parse import unquote, urlsplit

from django.conf import settings
from trafilatura.utils import decode_file

from articles.text.html import read_page
from claims.matching.addresses import address_key
from claims.models import Capture, Evidence, EvidenceCheck
from claims.presenters.unreachable import why_unreachable
from claims.selectors.evidence import evidence_standing
from claims.services.captures import GONE, Look, capture_record, evidence_recheck
from claimtrack.accounts.models import User
from claimtrack.http import Answer, Limits, Unreachable, fetch

READABLE = ("text/html", "application/xhtml+xml", "text/plain")
MOST_TEXT = 200_000  # characters kept of a page
WELL = range(200, 300)


def look_at(url: str) -> Look:
    """Return what `url` shows, whatever the status. Raises Unreachable when nothing comes back."""
    if not settings.FETCH:
        raise Unreachable("off")
    return read_answer(url, fetch(url, Limits(settings.FETCH_SECONDS, settings.FETCH_BYTES, settings.FETCH_ALSO)))


def look_and_keep(url: str, user: User) -> tuple[Capture | None, str]:
    """Return what is seen at the address, kept, or why nothing is."""
    look, failed = _seen(url)
    if look is None or look.status not in WELL:
        return None, failed
    return capture_record(look=look, user=user, keep_text=settings.KEEP_CAPTURES), ""


def look_again(evidence: Evidence, user: User) -> tuple[EvidenceCheck | None, str]:
    """Look at the address now, and record what came of it; None with why where it cannot be reached."""
    look, failed = _seen(evidence.url)
    if look is None or (look.status not in WELL and look.status not in GONE):
        return None, failed
    return evidence_recheck(evidence_id=evidence.pk, look=look, user=user, keep_text=settings.KEEP_CAPTURES), ""


def linked_already(*, story_id: int, url: str) -> list[Evidence]:
    """Return the evidence of a story that stands and is at that address, however it is written; oldest first."""
    wanted = address_key(url)
    return [piece for piece in evidence_standing(story_id=story_id) if address_key(piece.url) == wanted]


def _seen(url: str) -> tuple[Look | None, str]:
    """Return what comes back from the address, and why that is nothing to be seen where it is not."""
    try:
        look = look_at(url)
    except Unreachable as error:
        return None, why_unreachable(error.code, settings.FETCH_SECONDS)
    return look, "" if look.status in WELL else why_unreachable(str(look.status), settings.FETCH_SECONDS)


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
