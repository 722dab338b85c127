"""The reading view: one page of an article's text with its claims marked in place, and their cards beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article
from claims.models import Claim
from claims.presenters.marks import Segment, Stretch, segments, stretches
from claims.presenters.passages import Range, context, page_of, pages, paragraphs


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment with the claims that cover it, outermost first, each with its lane."""

    text: str
    marks: list[tuple["Card", int]]
    begins: list["Card"]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its number in the article, counted from 1."""

    number: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Reading:
    """One page of the text. `heading` is the title's paragraph, None on later pages and for untitled articles."""

    heading: list[Piece] | None
    paragraphs: list[list[Piece]]
    cards: list[Card]
    page: int
    pages: int
    total: int


def read_article(article: Article, claims: Sequence[Claim], *, page: int | None, claim: int | None = None) -> Reading:
    """Return a page of the article, counted from 1: the one asked for, else the one where `claim` stands."""
    revision = article.revision
    assert revision is not None
    ranges = pages(revision.content)
    cards = [Card(number, item) for number, item in enumerate(claims, 1)]
    if page is None:
        start = next((item.start for item in claims if item.pk == claim), 0)
        page = 1 + page_of(ranges, start)
    page = min(max(page, 1), len(ranges))
    here = ranges[page - 1]
    blocks = _blocks(revision.content, here, cards)
    has_title = page == 1 and bool(revision.title) and bool(blocks)
    mine = [card for card in cards if here[0] <= card.claim.start < here[1]]
    heading = blocks.pop(0) if has_title else None
    return Reading(heading, blocks, mine, page, len(ranges), len(cards))


def read_claim(claim: Claim) -> list[tuple[list[Piece], bool, bool]]:
    """Return the paragraphs around a claim, marked, each with whether it was cut at its start and at its end."""
    content = claim.revision.content
    card = Card(0, claim)
    marks = stretches([(claim.pk, claim.spans)])
    whole = {start for start, _ in paragraphs(content)}, {end for _, end in paragraphs(content)}
    ranges = context(content, claim.start, claim.end)
    return [
        (_pieces(segments(content, a, b, marks), {claim.pk: card}, marks), a not in whole[0], b not in whole[1])
        for a, b in ranges
    ]


def _blocks(content: str, here: Range, cards: Sequence[Card]) -> list[list[Piece]]:
    known = {card.claim.pk: card for card in cards}
    marks = stretches((card.claim.pk, card.claim.spans) for card in cards)
    marks = [mark for mark in marks if mark.start < here[1] and mark.end > here[0]]
    return [_pieces(segments(content, a, b, marks), known, marks) for a, b in paragraphs(content, *here)]


def _pieces(cut: list[Segment], known: dict[int, Card], marks: Sequence[Stretch]) -> list[Piece]:
    lanes = {mark.claim: mark.lane for mark in marks}
    return [Piece(s.text, [(known[pk], lanes[pk]) for pk in s.claims], [known[pk] for pk in s.begins]) for s in cut]
