"""`make evaluate GOLD=FILE.json`: the extraction's score on annotated articles, and its precision by rule."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from benchmarks.scoring import Score, score
from claims.extraction import draft_record, extract
from claims.extraction.gazetteer import open_gazetteer
from claims.extraction.language import load_language

FEWEST = 3
WITHOUT_CUE = {"frame.headline": "headline", "frame.colon": "colon", "frame.floating": "quotation of no cue"}
"""Classes of the claims whose place alone attributes them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was missed and what is no claim")
    options = parser.parse_args()
    articles = json.loads(options.gold.read_text(encoding="utf-8"))
    gazetteer = open_gazetteer(Path(sys.prefix) / "share" / "claimtrack" / "gazetteer.sqlite3")
    found = {}
    for article in articles:
        day = date.fromisoformat(article["published"]) if article.get("published") else None
        drafts = extract(article["text"], language=article["language"], published_on=day, gazetteer=gazetteer)
        found[str(article["id"])] = [draft_record(draft) for draft in drafts]
    show(score(articles, found), misses=options.misses)


def show(result: Score, *, misses: bool) -> None:
    """Print the table: P, R, F1 of claims and of their fields; share right among the matched; precision by rule."""
    for line in result.misses if misses else ():
        print(line)
    rows = {
        "claims": result.claims.row(),
        "exact spans": result.claims.row(result.right["exact"]),
        "with speaker": result.claims.row(result.right["speaker"]),
        "whole record": result.claims.row(result.right["record"]),
        "stated on": result.stated_on.row(),
        "event dates": result.event_dates.row(),
        "places": result.places.row(),
        **{name: tally.row() for name, tally in result.flags.items()},
        "hearsay": result.hearsay.row(),
    }
    for name, row in rows.items():
        print(f"{name:14}" + "  ".join(f"{key} {value:.3f}" for key, value in row.items()))
    print(f"kind right in  {result.right['kind'] / max(result.claims.hit, 1):.3f} of the matched claims")
    print("\nprecision by confidence")
    for tenth, (right, made) in sorted(result.by_tenth.items()):
        print(f"  {right / made:.2f}  {right:4} of {made:4}  from {tenth / 10:.1f}")
    print("\nprecision by class of cue")
    classes = {cue.id: cue.cue_class for cue in load_language("fr").cues} | WITHOUT_CUE
    by_class: dict[str, tuple[int, int]] = {}
    for rule, (right, made) in result.by_rule.items():
        if rule in classes:
            good, all_made = by_class.get(classes[rule], (0, 0))
            by_class[classes[rule]] = good + right, all_made + made
    for name, (right, made) in sorted(by_class.items()):
        print(f"  {right / made:.2f}  {right:4} of {made:4}  {name}")
    print("\nprecision by rule")
    for rule, (right, made) in sorted(result.by_rule.items(), key=lambda item: (item[1][0] / item[1][1], item[0])):
        if made >= FEWEST:
            print(f"  {right / made:.2f}  {right:4} of {made:4}  {rule}")


if __name__ == "__main__":
    main()
