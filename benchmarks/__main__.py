"""`make bench`: extraction beside plain spaCy on the sample newsroom and on files, and its growth with length."""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed import LENGTH, MOST_GROWTH, PAIRS, growth, ratio_to_plain

SAMPLE = Path(__file__).resolve().parent.parent / "claims" / "sample"
LANGUAGE = "fr"
WANTED = 0.90


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="articles with text, as JSON lines or as one JSON list")
    parser.add_argument("--limit", type=int, default=100, help="articles to use of each file")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    options = parser.parse_args()
    sets = {"sample newsroom, dense with claims": sample_texts()}
    sets |= {path.name: read_texts(path) for path in options.files}
    print(f"processor time of plain nlp.pipe / extract(), median of {options.pairs} alternating pairs, one process")
    print(f"{'':36}{'articles':>10}{'words':>8}{'same components':>18}{'full pipeline':>16}")
    for name, texts in sets.items():
        print(_line(name, texts[: options.limit], options.pairs), flush=True)
    print(f"{'the bar':54}{WANTED:>18.2f}")
    print(f"time(2n) / time(n), n = {LENGTH:,} characters; the bar is {MOST_GROWTH} at most")
    for shape, ratio in growth(" ".join(next(iter(sets.values()))), LANGUAGE, size=LENGTH).items():
        print(f"  {shape:36}{ratio:.2f}", flush=True)


def _line(name: str, texts: Sequence[str], pairs: int) -> str:
    words = sum(len(text.split()) for text in texts)
    same, full = (ratio_to_plain(texts, LANGUAGE, full=full, pairs=pairs) for full in (False, True))
    return f"{name:36}{len(texts):>10,}{words:>8,}{same:>18.2f}{full:>16.2f}"


def sample_texts() -> list[str]:
    """The articles of the sample newsroom."""
    articles = tomllib.loads((SAMPLE / "newsroom.toml").read_text(encoding="utf-8"))["articles"]
    return [(SAMPLE / article["file"]).read_text(encoding="utf-8") for article in articles]


def read_texts(path: Path) -> list[str]:
    """The texts of a file of articles: JSON lines, or one JSON list such as the annotated files."""
    content = path.read_text(encoding="utf-8")
    if content.lstrip().startswith("["):
        return [article["text"] for article in json.loads(content)]
    return [json.loads(line)["text"] for line in content.splitlines() if line.strip()]


if __name__ == "__main__":
    main()
