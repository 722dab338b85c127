"""A content cut into pages, paragraphs and contexts, by code points. Pure."""

import re
from collections.abc import Sequence

PAGE_LENGTH = 30_000  # code points; an article longer than ten pages of print is read in parts
Range = tuple[int, int]
LINE = re.compile(r"[^\n]*\n?")
# An initial ends no sentence, nor does "M." or "Dr.".
SENTENCE_END = re.compile(
    r"(?<!\b[A-ZÀ-Þ])(?<!\bMM)(?<!\b[DM]r)[.!?…](?:\s?[»”\")\]])*\s++(?=(?:[«“\"(\[—–-]\s*+)*+[A-ZÀ-ÖØ-Þ\d])|\n"
)
LONGEST_BESIDE = 300  # code points of a sentence beside the one that is shown


def paragraphs(content: str, start: int = 0, end: int | None = None) -> list[Range]:
    """Return where the paragraphs of content[start:end] stand: lines that follow each other without a blank one."""
    found: list[Range] = []
    follows = False
    for match in LINE.finditer(content, start, len(content) if end is None else end):
        line = match.group()
        words_end = match.start() + len(line.rstrip("\r\n"))
        if line.isspace() or not line:
            follows = False
        elif follows:
            found[-1] = found[-1][0], words_end
        else:
            found.append((match.start(), words_end))
            follows = True
    return found


def pages(content: str, length: int = PAGE_LENGTH) -> list[Range]:
    """Return ranges that cover the content, each at most `length` long and ending with a paragraph where it can."""
    cuts = [0]
    while len(content) - cuts[-1] > length:
        cuts.append(_cut(content, cuts[-1], length))
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(content)], strict=True)]


def page_of(ranges: Sequence[Range], offset: int) -> int:
    """Return the index of the page that holds the offset."""
    return next((i for i, (start, end) in enumerate(ranges) if start <= offset < end), len(ranges) - 1)


def context(content: str, start: int, end: int, *, around: int = 500) -> list[Range]:
    """Return the paragraphs that hold [start, end), cut at words `around` beyond it, and whole ones near it."""
    first, last = max(0, start - around), min(len(content), end + around)
    found = []
    for a, b in paragraphs(content):
        beside = b <= start or a >= end
        if beside and (a < first or b > last):
            continue
        found.append(
            (
                a if a >= first else _next_word(content, first, start),
                b if b <= last else _word_before(content, last, end),
            )
        )
    return found


def sentences_around(content: str, start: int, end: int, *, most: int = LONGEST_BESIDE) -> list[Range]:
    """Return the sentences that hold [start, end), in each of its paragraphs with the one before and the one behind.

    A sentence beside them that is longer than `most` is left out; so is what stands in other paragraphs.
    """
    found = []
    for a, b in paragraphs(content):
        if a < end and b > start:
            ends = [match.end() for match in SENTENCE_END.finditer(content, a, b)]
            found.append(_around(list(zip([a, *ends], [*ends, b], strict=True)), start, end, most))
    return found


def _around(sentences: list[Range], start: int, end: int, most: int) -> Range:
    held = [i for i, (a, b) in enumerate(sentences) if a < end and b > start]
    first, last = held[0], held[-1]
    before = first and sentences[first][0] - sentences[first - 1][0] <= most
    behind = last + 1 < len(sentences) and sentences[last + 1][1] - sentences[last][1] <= most
    return sentences[first - bool(before)][0], sentences[last + bool(behind)][1]


def _cut(content: str, start: int, length: int) -> int:
    """Return where a page that begins at `start` ends: after a blank line, a line, a space, or anywhere."""
    for separator in ("\n\n", "\n", " "):
        found = content.rfind(separator, start + length // 2, start + length)
        if found != -1:
            return found + len(separator)
    return start + length


def _next_word(content: str, offset: int, limit: int) -> int:
    space = content.find(" ", offset, limit)
    return limit if space == -1 else space + 1


def _word_before(content: str, offset: int, limit: int) -> int:
    space = content.rfind(" ", limit, offset)
    return limit if space == -1 else space
