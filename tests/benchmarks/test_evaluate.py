"""The score is the annotators' score, and what the extraction finds stays above its floor."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import main as bench
from benchmarks.evaluate import show
from benchmarks.scoring import score
from benchmarks.speed import growth, ratio_to_plain
from claims.extraction import draft_record, extract
from claims.extraction.gazetteer import open_gazetteer

ROOT = Path(__file__).resolve().parents[2]
EVAL = ROOT.parent / "shared" / "eval"
SAMPLE = ROOT / "tests" / "data" / "sample_gold.json"
SENTENCES = ROOT / "tests" / "data" / "sentences_gold.json"
GAZETTEER = Path(sys.prefix) / "share" / "claimtrack" / "gazetteer.sqlite3"
needs_eval = pytest.mark.skipif(not EVAL.is_dir(), reason="the evaluation data are not beside this project")


def found_in(articles: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    gazetteer = open_gazetteer(GAZETTEER)
    return {
        str(article["id"]): [
            draft_record(draft)
            for draft in extract(
                article["text"],
                language=article["language"],
                published_on=date.fromisoformat(article["published"]),
                gazetteer=gazetteer,
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
    assert result.claims.row(result.right["exact"])["f1"] >= 0.86
    assert result.claims.row(result.right["speaker"])["f1"] >= 0.91
    assert result.claims.row(result.right["record"])["f1"] >= 0.82
    assert result.right["kind"] >= 0.95 * result.claims.hit
    assert max(result.stated_on.false, result.stated_on.missed) <= 2
    assert max(result.event_dates.false, result.event_dates.missed) <= 2
    assert result.places.row()["f1"] >= 0.90


@needs_eval
def test_the_floor_of_hedged_denied_and_relays() -> None:
    """Few claims have them: the evaluation's articles and sentences of our own together."""
    articles = [
        article | {"id": f"{gold.stem}-{article['id']}"}
        for gold in (EVAL / "dev_gold.json", SENTENCES)
        for article in json.loads(gold.read_text(encoding="utf-8"))
    ]
    result = score(articles, found_in(articles))
    assert {flag: tally.row()["f1"] >= 0.90 for flag, tally in result.flags.items()} == dict.fromkeys(
        result.flags, True
    )


def test_the_floor_on_the_sample_newsroom() -> None:
    articles = json.loads(SAMPLE.read_text(encoding="utf-8"))
    result = score(articles, found_in(articles))
    assert result.claims.row()["f1"] >= 0.90
    assert result.claims.row(result.right["record"])["f1"] >= 0.85


def test_the_table_is_printed_with_every_class(capsys: pytest.CaptureFixture[str]) -> None:
    articles = json.loads(SAMPLE.read_text(encoding="utf-8"))
    show(score(articles, found_in(articles)), misses=False)
    printed = capsys.readouterr().out
    for words in (
        "whole record",
        "precision by confidence",
        "precision by class of cue",
        "  say\n",
        "quotation of no cue",
    ):
        assert words in printed


def test_the_speed_is_that_of_the_whole_extraction() -> None:
    texts = [article["text"] for article in json.loads(SAMPLE.read_text(encoding="utf-8"))[:2]]
    assert ratio_to_plain(texts, "fr", full=False, pairs=1) > 0
    assert all(ratio > 0 for ratio in growth(" ".join(texts), "fr", size=1000).values())


def test_the_speed_is_printed_for_the_sample_and_for_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = {"text": "Le maire a déclaré que la digue tiendrait."}
    (tmp_path / "lines.jsonl").write_text(json.dumps(article) + "\n\n" + json.dumps(article), encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps([article] * 3), encoding="utf-8")
    monkeypatch.setattr("benchmarks.__main__.LENGTH", 500)
    files = [str(tmp_path / name) for name in ("lines.jsonl", "list.json")]
    monkeypatch.setattr("sys.argv", ["benchmarks", "--pairs", "1", "--limit", "2", *files])
    bench()
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[:3] for line in lines if line[0] in ("lines.jsonl", "list.json")] == [
        ["lines.jsonl", "2", "16"],
        ["list.json", "2", "16"],
    ]
    assert ["sample", "newsroom,"] in [line[:2] for line in lines]
    assert ["the", "bar", "0.90"] in lines
