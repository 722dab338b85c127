"""What extraction costs beside plain spaCy, and how its time grows with the text."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

import spacy

from claims.extraction import extract
from claims.extraction.language import load_language
from claims.extraction.parse import UNUSED

PAIRS = 10
MOST_GROWTH = 2.3


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio_to_plain(texts: Sequence[str], language: str, *, full: bool, pairs: int = PAIRS) -> float:
    """Median of plain nlp.pipe time over extract() time, in alternating pairs; above 1 extract() is the faster.

    Plain means the same components as extraction loads, or with `full` every component of the model.
    """
    nlp = spacy.load(load_language(language).model, exclude=[] if full else UNUSED)

    def plain() -> None:
        for _ in nlp.pipe(texts):
            pass

    def ours() -> None:
        for text in texts:
            extract(text, language=language, published_on=None)

    plain()
    ours()
    ratios = [cpu_seconds(plain) / cpu_seconds(ours) for _ in range(pairs)]
    return statistics.median(ratios)


def growth(text: str, language: str, *, size: int) -> float:
    """time(2n) / time(n) of extract() on one paragraph of `size` and twice `size` characters."""
    flat = " ".join(text.split())
    long = (flat + " ") * (2 * size // max(len(flat), 1) + 1)
    extract(long[:1000], language=language, published_on=None)
    times = [
        min(cpu_seconds(lambda n=n: extract(long[:n], language=language, published_on=None)) for _ in range(3))  # type: ignore[misc]
        for n in (size, 2 * size)
    ]
    return times[1] / times[0]
