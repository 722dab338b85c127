"""Commands from the shell."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Status
from claims.models import Claim
from claimtrack.accounts.models import ApiToken, User
from tests.factories import TEXT, ApiClient, an_article

pytestmark = pytest.mark.django_db


def run(name: str, *args: object, **options: object) -> str:
    out = StringIO()
    call_command(name, *map(str, args), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_create_token_prints_one_token_and_nothing_else() -> None:
    printed = run("create_token", "agence", "--scope", "ingest", "--scope", "read")
    token = printed.strip()
    assert printed == token + "\n"
    assert ApiClient(token).get("/api/v1/claims/").status_code == 200
    assert User.objects.get(username="agence").role == "script"
    assert token not in json.dumps(list(ApiToken.objects.values("digest", "token_key", "name")))


def test_create_token_refuses_an_unknown_scope() -> None:
    with pytest.raises(CommandError):
        run("create_token", "agence", "--scope", "everything")
    assert not User.objects.exists()


def test_articles_come_in_from_folders_and_a_second_run_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "pont.txt").write_text("Un pont fermé\n\n" + TEXT, encoding="utf-8")
    lines = [
        {"id": "1", "outlet": "Autre", "text": TEXT, "published": "2024-05-03"},
        {"id": "2", "text": TEXT + " Fin.", "published_at": "2024-05-03T10:00:00+02:00"},
    ]
    (tmp_path / "deux.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    first = run("ingest_articles", tmp_path, "--outlet", "Le Phare")
    again = run("ingest_articles", tmp_path, "--outlet", "Le Phare")
    assert "deux.jsonl: 2 new" in first
    assert "pont.txt: 1 new" in first
    assert "deux.jsonl: 2 known" in again
    assert Article.objects.count() == 3
    assert Article.objects.get(external_id="pont.txt").revision.title == "Un pont fermé"


def test_what_cannot_be_taken_in_is_named_and_the_rest_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe pas du texte")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "Il pleut."}\n{\n[]\n{"text": "", "outlet": "X"}\n{"text": {}}\n')
    out = StringIO()
    with pytest.raises(CommandError, match="5 not taken in"):
        call_command("ingest_articles", str(tmp_path), outlet="Le Phare", stdout=out, stderr=StringIO())
    report = out.getvalue()
    assert "b.jsonl:2: not JSON" in report
    assert "b.jsonl:4: text:" in report
    assert "byte 0" in report
    assert Article.objects.count() == 1


def test_reextract_takes_some_all_or_the_failed(django_capture_on_commit_callbacks: object) -> None:
    article, other = an_article(extracted=True), an_article(outlet="Autre", extracted=True)
    Article.objects.filter(pk=other.pk).update(status=Status.FAILED, failure="x")
    assert run("reextract", "--failed").startswith("1 articles")
    other.refresh_from_db()
    assert (other.status, other.failure) == (Status.RECEIVED, "")
    Claim.objects.filter(article=article).update(cue="autre")
    printed = run("reextract", article.pk, "--dry-run")
    assert "3 changed" in printed
    assert Claim.objects.filter(article=article, cue="autre").count() == 3
    for wrong in ([], [10**6], [article.pk, "--all"]):
        with pytest.raises(CommandError):
            run("reextract", *wrong)


def test_the_sample_is_not_mixed_into_a_real_newsroom(analyst: User) -> None:
    with pytest.raises(CommandError, match="people of its own"):
        run("load_sample")
    assert not Article.objects.exists()
    assert User.objects.count() == 4
