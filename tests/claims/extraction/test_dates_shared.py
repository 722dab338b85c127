"""The shared list of expressions and the corpus, where they are at hand: they are not part of the project."""

import csv
import json
import random
import re
from datetime import date
from pathlib import Path

import pytest

from claims.extraction.dates import find_dates, find_expressions

SHARED = Path(__file__).resolve().parents[4] / "shared"
LIST = SHARED / "eval" / "fr_dates.tsv"
CORPUS = SHARED / "corpus" / "wikinews_fr.jsonl"

# A sentence with none of these words has no calendar expression that a reader would mark.
DATE_WORDS = re.compile(
    r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet|ao[uû]t|septembre"
    r"|octobre|novembre|décembre|hier|demain|aujourd.hui|1\d{3}|2[01]\d{2}|derni\w+|prochain\w*|passée?|ce \w+"
    r"|cet \w[\w-]*|cette \w+|il y a|voilà|dans \S+ \S+|années?|ans?|mois|semaines?|trimestres?|semestres?|siècles?"
    r"|printemps|été|automne|hiver|Noël|Pâques)\b",
    re.IGNORECASE,
)


def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def pieces(row: dict[str, str]) -> set[tuple[str, str]]:
    """What is found on the expression: days, or the minute for a clock time."""
    sentence, reference = row["sentence"], date.fromisoformat(row["ref_date"])
    start = sentence.index(row["expression"])
    end = start + len(row["expression"])
    found = set()
    for item in find_expressions(sentence, [(0, len(sentence))], reference=reference, language="fr"):
        if item.interval.span[0] < end and start < item.interval.span[1]:
            minute = f"T{item.clock:%H:%M}" if item.clock and row["kind"] == "time" else ""
            found.add((f"{item.interval.start}{minute}", f"{item.interval.end}{minute}"))
    return found


def accepted(row: dict[str, str]) -> set[tuple[str, str]]:
    size = None if row["kind"] == "time" else 10
    own = {(row["iso_start"][:size], row["iso_end"][:size])} if row["kind"] != "vague" else set()
    others = [other.partition("/") for other in row["accepted_alternatives"].split(";") if other]
    return own | {(start, end) for start, _, end in others}


@pytest.mark.skipif(not LIST.exists(), reason="no shared evaluation data beside the project")
def test_the_shared_expressions() -> None:
    datable = [row for row in rows() if row["kind"] != "vague"]
    wrong = [(row["id"], row["expression"], pieces(row)) for row in datable if not pieces(row) & accepted(row)]
    assert len(datable) == 77
    assert len(wrong) <= 2, wrong
    vague = [row for row in rows() if row["kind"] == "vague"]
    assert [(row["id"], pieces(row)) for row in vague if not pieces(row) <= accepted(row)] == []


@pytest.mark.skipif(not CORPUS.exists(), reason="no shared corpus beside the project")
def test_sentences_without_dates_get_none() -> None:
    sentences = []
    with CORPUS.open(encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            published = date.fromisoformat(article["published"])
            found = re.findall(r"[^.!?\n]{20,}[.!?]", article["text"])
            sentences += [(sentence, published) for sentence in found if not DATE_WORDS.search(sentence)]
    sample = random.Random(7).sample(sentences, 300)
    dated = [
        (item.text, sentence)
        for sentence, published in sample
        for item in find_dates(sentence, [(0, len(sentence))], reference=published, language="fr")
    ]
    assert len(dated) <= 2, dated
