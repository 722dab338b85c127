"""The reading view: one page of an article's text with its claims marked in place, and their cards beside it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from articles.models import Article
from claims.models import Claim, ClaimState
from claims.presenters.marks import Segment, Stretch, segments, stretches
from claims.presenters.passages import Range, context, page_of, pages, paragraphs, sentences_around


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
class Block:
    """A paragraph: its pieces, and where it starts in the content."""

    start: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of a text is read, counted from 1, of how many, and which part of the content that is."""

    page: int
    pages: int
    range: Range


@dataclass(frozen=True, slots=True)
class Reading:
    """One page of the text. `heading` is the title's paragraph, None on later pages and for untitled articles.

    `rejected` is how many rejected claims of this page there are, shown or not.
    """

    heading: Block | None
    paragraphs: list[Block]
    cards: list[Card]
    page: int
    pages: int
    total: int
    rejected: int


def choose_page(content: str, *, page: int | None, offset: int = 0) -> Place:
    """Return the page asked for, the nearest there is, or the one that holds the offset when none is asked for."""
    ranges = pages(content)
    number = 1 + page_of(ranges, offset) if page is None else min(max(page, 1), len(ranges))
    return Place(number, len(ranges), ranges[number - 1])


def read_article(
    article: Article, place: Place, claims: Sequence[Claim], *, before: int, total: int, hidden: Container[int] = ()
) -> Reading:
    """Return a page of the article with the claims that touch it, in text order.

    `before` is how many claims begin on earlier pages, `total` how many there are in all; those whose id is in
    `hidden` are counted and left out, so that the numbers of the others stay what they are.
    """
    revision = article.revision
    assert revision is not None
    start, end = place.range
    earlier = sum(claim.start < start for claim in claims)
    cards = [Card(before + n - earlier, claim) for n, claim in enumerate(claims, 1) if claim.pk not in hidden]
    blocks = _blocks(revision.content, place.range, cards)
    has_title = place.page == 1 and bool(revision.title) and bool(blocks)
    mine = [card for card in cards if start <= card.claim.start < end]
    rejected = sum(claim.state == ClaimState.REJECTED for claim in claims)
    return Reading(blocks.pop(0) if has_title else None, blocks, mine, place.page, place.pages, total, rejected)


def read_claim(claim: Claim, *, short: bool = False) -> list[tuple[list[Piece], bool, bool]]:
    """Return the paragraphs around a claim, marked, each with whether it was cut at its start and at its end.

    With `short` there are only its sentences and those beside them.
    """
    content = claim.revision.content
    card = Card(0, claim)
    marks = stretches([(claim.pk, claim.spans)])
    whole = {start for start, _ in paragraphs(content)}, {end for _, end in paragraphs(content)}
    ranges = (sentences_around if short else context)(content, claim.start, claim.end)
    return [
        (_pieces(segments(content, a, b, marks), {claim.pk: card}, marks), a not in whole[0], b not in whole[1])
        for a, b in ranges
    ]


def _blocks(content: str, here: Range, cards: Sequence[Card]) -> list[Block]:
    known = {card.claim.pk: card for card in cards}
    marks = stretches((card.claim.pk, card.claim.spans) for card in cards)
    marks = [mark for mark in marks if mark.start < here[1] and mark.end > here[0]]
    return [Block(a, _pieces(segments(content, a, b, marks), known, marks)) for a, b in paragraphs(content, *here)]


def _pieces(cut: list[Segment], known: dict[int, Card], marks: Sequence[Stretch]) -> list[Piece]:
    lanes = {mark.claim: mark.lane for mark in marks}
    return [
        Piece(
            segment.text,
            [(known[pk], lanes[pk]) for pk in segment.claims],
            sorted((known[pk] for pk in segment.begins), key=lambda card: card.number),
        )
        for segment in cut
    ]
