"""`make bench`: extraction beside plain spaCy on a file of articles, and its growth with the length of a text."""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

from benchmarks.speed import MOST_GROWTH, PAIRS, growth, ratio_to_plain

SAMPLE = Path(__file__).resolve().parent.parent / "claims" / "sample"
LANGUAGE = "fr"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path, help="JSON lines with text; the sample newsroom by default")
    parser.add_argument("--limit", type=int, default=100, help="articles to use")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    options = parser.parse_args()
    texts = read_texts(options.articles)[: options.limit]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words, {options.pairs} alternating pairs, processor time, one process")
    same = ratio_to_plain(texts, LANGUAGE, full=False, pairs=options.pairs)
    print(f"plain nlp.pipe, same components / extract():   {same:.2f}  (0.90 or more is wanted)")
    full = ratio_to_plain(texts, LANGUAGE, full=True, pairs=options.pairs)
    print(f"plain nlp.pipe, full pipeline / extract():     {full:.2f}")
    print(f"time(2n) / time(n), n = 100,000 characters ({MOST_GROWTH} or less is wanted)")
    for shape, ratio in growth(" ".join(texts), LANGUAGE, size=100_000).items():
        print(f"  {shape:20} {ratio:.2f}")


def read_texts(path: Path | None) -> list[str]:
    """The texts of a file of JSON lines, or of the sample newsroom."""
    if path is None:
        articles = tomllib.loads((SAMPLE / "newsroom.toml").read_text(encoding="utf-8"))["articles"]
        return [(SAMPLE / article["file"]).read_text(encoding="utf-8") for article in articles]
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
