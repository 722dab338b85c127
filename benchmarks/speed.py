"""What extraction costs beside plain spaCy, and how its time grows with the text."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice, product
from pathlib import Path

import spacy

from claims.extraction import extract
from claims.extraction.gazetteer import open_gazetteer
from claims.extraction.language import load_language
from claims.extraction.parse import UNUSED

PAIRS = 10
DAY = date(2018, 9, 9)
MOST_GROWTH = 2.3
LENGTH = 40_000
_PARTS = ("Bra", "Ki", "Va", "Lu", "Sor", "Ne", "Tor", "Pe", "Zu", "Mo")


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio_to_plain(texts: Sequence[str], language: str, *, full: bool, pairs: int = PAIRS) -> float:
    """Median of plain nlp.pipe time over extract() time, in alternating pairs; above 1 extract() is the faster.

    Plain means the same components as extraction loads, or with `full` every component of the model; extract() has
    the gazetteer and a publication date, as in production.
    """
    whole = whole_extraction(language)
    nlp = spacy.load(load_language(language).model, exclude=[] if full else UNUSED)

    def plain() -> None:
        for _ in nlp.pipe(texts):
            pass

    def ours() -> None:
        for text in texts:
            whole(text)

    plain()
    ours()
    ratios = [cpu_seconds(plain) / cpu_seconds(ours) for _ in range(pairs)]
    return statistics.median(ratios)


def growth(text: str, language: str, *, size: int) -> dict[str, float]:
    """time(2n) / time(n) of extract() at `size` and twice `size` characters, for several shapes of text."""
    whole = whole_extraction(language)
    flat = " ".join(text.split())
    shapes = {
        "one paragraph": flat + " ",
        "many paragraphs": "\n\n".join(flat[at : at + 400] for at in range(0, len(flat), 400)) + "\n\n",
        "nothing but cues": "le ministre a dit que ",
        "nothing but marks": '« “" » ',
        "one claim again and again": "« La digue tiendra », a déclaré vendredi le maire de Sorval, Hugo Rey. ",
        "a name with every claim": "\n\n".join(
            f"Selon {name}, porte-parole du groupe {name.split()[0]}, la digue tiendra. Il a ajouté qu'elle est neuve."
            for name in _names(size // 50)
        ),
    }
    return {name: _growth(whole, shape, size) for name, shape in shapes.items()}


def _names(count: int) -> Iterator[str]:
    """So many full names, each another one."""
    for first, second, third in islice(product(_PARTS, repeat=3), count):
        yield f"{first}{second.lower()} {second}{third.lower()}{first.lower()}"


def _growth(whole: Callable[[str], object], shape: str, size: int) -> float:
    long = shape * (2 * size // len(shape) + 1)
    whole(long[:1000])
    times = [min(cpu_seconds(lambda n=n: whole(long[:n])) for _ in range(3)) for n in (size, 2 * size)]  # type: ignore[misc]
    return times[1] / times[0]


def whole_extraction(language: str) -> Callable[[str], object]:
    """Return extract() as the worker calls it."""
    gazetteer = open_gazetteer(Path(sys.prefix) / "share" / "claimtrack" / "gazetteer.sqlite3")
    return lambda text: extract(text, language=language, published_on=DAY, gazetteer=gazetteer)
