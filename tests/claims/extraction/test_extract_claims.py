"""`extract_claims` and `check_language`: the script's door to the engine, no database at hand."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

GOOD = {"id": "a1", "text": "« Le pont tiendra », a dit Maud Perrin.", "published": "2021-03-12"}


def run(tmp_path: Path, *lines: str) -> list[dict[str, object]]:
    source, target = tmp_path / "articles.jsonl", tmp_path / "claims.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    call_command("extract_claims", "--input", str(source), "--output", str(target))
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_one_record_an_article_in_order(tmp_path: Path) -> None:
    records = run(
        tmp_path, json.dumps(GOOD), "", json.dumps({"id": 7, "text": "", "published": None, "language": "fr"})
    )
    assert [record["id"] for record in records] == ["a1", 7]
    assert records[0]["language"] == "fr"
    (claim,) = records[0]["claims"]  # type: ignore[misc]
    assert claim["allegation"] == "Le pont tiendra"
    assert claim["spans"] == [[2, 17]]
    assert claim["speaker_name"] == "Maud Perrin"
    assert set(claim) >= {"cue", "kind", "stated_on", "event_dates", "due", "places", "hedged", "denied", "relayed_by"}
    assert records[1]["claims"] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: must be an object"),
        ('{"text": "a"}', "line 1: id"),
        ('{"id": "a"}', "line 1: text"),
        ('{"id": "a", "text": "b", "published": "hier"}', "line 1: published"),
        ('{"id": "a", "text": "b", "language": 3}', "line 1: language"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        run(tmp_path, line)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("extract_claims", "--input", str(tmp_path / "nowhere.jsonl"), "--output", "-")


def test_check_language_says_what_it_ran(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_language", "fr")
    assert "sentences" in capsys.readouterr().out
    with pytest.raises(CommandError, match="xx"):
        call_command("check_language", "xx")


def test_an_article_in_a_language_not_known_has_no_claims_and_stops_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "articles.jsonl", tmp_path / "claims.jsonl"
    texts = {"a": "Die Brücke ist seit Freitag gesperrt, sagte der Bürgermeister.", "b": "Il pleut, selon la mairie."}
    source.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()), "utf-8")
    call_command("extract_claims", "--input", str(source), "--output", str(target))
    first, second = map(json.loads, target.read_text("utf-8").splitlines())
    assert (first["language"], first["status"], first["claims"]) == ("de", "no_extractor", [])
    assert (second["language"], len(second["claims"])) == ("fr", 1)
