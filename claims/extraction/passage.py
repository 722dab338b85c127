"""One stretch of parsed text as plain lists: what every frame reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.quotations import Quotation
from claims.extraction.types import Span


@dataclass(slots=True)
class Passage:
    """Words of one paragraph (or part of one). Lists run in parallel, one entry a word; indexes are word numbers."""

    text: str
    paragraph: Span
    kind: str
    quotations: list[Quotation]
    words: list[str]
    """Lower case."""
    starts: list[int]
    ends: list[int]
    pos: list[str]
    finite: list[bool]
    conditional: list[bool]
    dep: list[str]
    head: list[int]
    quote: list[int]
    """Number of the quotation a word stands in, -1 outside; the marks themselves count as outside."""
    units: list[tuple[int, int]] = field(default_factory=list)
    """Word ranges [first, last): a sentence, or a quotation of several sentences with the words around it."""
    unit_of: list[int] = field(default_factory=list)
    floor: int = 0
    """Where the search for a subject stops: behind the source phrase that opens the sentence."""
    said: list[int] = field(default_factory=list)
    """First words of the finite cues that attribute something: no phrase goes on over them."""

    def span(self, first: int, last: int) -> Span:
        """Characters of the words [first, last)."""
        return self.starts[first], self.ends[last - 1]

    def surface(self, first: int, last: int) -> str:
        """The words [first, last) as written (normalised marks)."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def capital(self, index: int) -> bool:
        """Whether the word starts with a capital letter, or holds one right behind its first ("iVision")."""
        start = self.starts[index]
        return self.text[start].isupper() or (self.ends[index] > start + 1 and self.text[start + 1].isupper())

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb stands among the words."""
        return any(self.finite[first:last])
