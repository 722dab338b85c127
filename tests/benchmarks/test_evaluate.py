"""The score is the annotators' score, and what the extraction finds stays above its floor."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scoring import score
from claims.extraction import draft_record, extract

ROOT = Path(__file__).resolve().parents[2]
EVAL = ROOT.parent / "shared" / "eval"
SAMPLE = ROOT / "tests" / "data" / "sample_gold.json"
needs_eval = pytest.mark.skipif(not EVAL.is_dir(), reason="the evaluation data are not beside this project")


def found_in(articles: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        str(article["id"]): [
            draft_record(draft)
            for draft in extract(
                article["text"], language=article["language"], published_on=date.fromisoformat(article["published"])
            )
        ]
        for article in articles
    }


def test_gold_scores_itself_perfectly() -> None:
    articles = json.loads(SAMPLE.read_text(encoding="utf-8"))
    same = {
        str(article["id"]): [
            claim
            | {
                "allegation": " ",
                "speaker_name": claim["name"],
                "stated_on": claim["said"],
                "event_dates": claim["dates"],
                "places": [{"text": place} for place in claim["places"]],
                "relayed_by": claim["via"],
            }
            for claim in article["claims"]
        ]
        for article in articles
    }
    result = score(articles, same)
    assert result.claims.row()["f1"] == result.claims.row(result.right["record"])["f1"] == 1
    assert result.hearsay.row()["f1"] == result.places.row()["f1"] == 1


@needs_eval
@pytest.mark.parametrize("gold", [EVAL / "dev_gold.json", SAMPLE], ids=["dev", "sample"])
def test_both_scorers_say_the_same(gold: Path, tmp_path: Path) -> None:
    articles = json.loads(gold.read_text(encoding="utf-8"))
    found = found_in(articles)
    lines = [json.dumps({"id": number, "claims": claims}) for number, claims in found.items()]
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, EVAL / "score.py", gold, tmp_path / "claims.jsonl", "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    mine = score(articles, found)
    assert round(mine.claims.row()["f1"], 3) == theirs["claims"]["f1"]
    assert round(mine.claims.row(mine.right["exact"])["f1"], 3) == theirs["claims_exact"]["f1"]
    assert round(mine.claims.row(mine.right["speaker"])["f1"], 3) == theirs["claims_and_speaker"]["f1"]
    assert round(mine.claims.row(mine.right["record"])["f1"], 3) == theirs["whole_record"]["f1"]
    for name in ("stated_on", "event_dates", "places"):
        assert {key: round(value, 3) for key, value in getattr(mine, name).row().items()} == theirs[name]


@needs_eval
def test_the_floor_on_annotated_articles() -> None:
    articles = json.loads((EVAL / "dev_gold.json").read_text(encoding="utf-8"))
    result = score(articles, found_in(articles))
    assert result.claims.row()["f1"] >= 0.94
    assert result.claims.row(result.right["speaker"])["f1"] >= 0.90


def test_the_floor_on_the_sample_newsroom() -> None:
    articles = json.loads(SAMPLE.read_text(encoding="utf-8"))
    result = score(articles, found_in(articles))
    assert result.claims.row()["f1"] >= 0.82
