"""What a claim that a person adds probably is: its kind by the quotation marks, speaker and day by its place."""

from collections.abc import Sequence
from typing import Any

from articles.models import Article
from claims.extraction.quotations import find_quotations
from claims.matching.overlap import shared_characters
from claims.models import Claim, Kind
from claims.presenters.passages import paragraphs

Spans = Sequence[Sequence[int]]


def guess_kind(content: str, spans: Spans) -> str:
    """Return "direct" where all words stand between quotation marks, "mixed" where some do, else "indirect"."""
    start, end = spans[0][0], spans[-1][1]
    quoted = [
        q.inner for a, b in paragraphs(content) if a < end and b > start for q in find_quotations(content, (a, b))
    ]
    inside = shared_characters(spans, quoted)
    if not inside:
        return Kind.INDIRECT
    return Kind.DIRECT if inside == sum(b - a for a, b in spans) else Kind.MIXED


def suggest(article: Article, spans: Spans, claims: Sequence[Claim]) -> dict[str, Any]:
    """Return first values for the form: the kind, and who speaks in the nearest claim, when."""
    assert article.revision is not None
    content, start = article.revision.content, spans[0][0]
    first: dict[str, Any] = {"kind": guess_kind(content, spans), "stated_from": article.published_on}
    near = min(claims, key=lambda claim: abs(claim.start - start), default=None)
    if near is None or not _same_paragraph(content, near.start, start):
        return first
    first |= {"speaker": near.speaker.name if near.speaker else near.speaker_words, "speaker_role": near.speaker_role}
    return first | {"stated_from": near.stated_from or article.published_on, "stated_to": near.stated_to}


def _same_paragraph(content: str, one: int, other: int) -> bool:
    """Return whether no more than one blank line lies between the two."""
    first, last = sorted((one, other))
    return len(paragraphs(content, first, last)) <= 2
