"""What a server administrator copies: every setting is named, a backup can be put back, the units are sound."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from claimtrack.services import postgres

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


def test_the_example_names_every_setting() -> None:
    read = set(re.findall(r'\benv\.\w+\(\s*"(\w+)"', (ROOT / "claimtrack" / "settings.py").read_text()))
    read |= set(re.findall(r'\bread_\w+\(\s*"(\w+)"', (ROOT / "claimtrack" / "settings.py").read_text()))
    named = set(re.findall(r"^#?(\w+)=", (DEPLOY / "claimtrack.env.example").read_text(), re.MULTILINE))
    assert named == read


def run(*argv: str) -> str:
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_backup_brings_back_what_was_lost(tmp_path: Path) -> None:
    url = postgres.default_url(Path(os.environ["CLAIMTRACK_VAR"]))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (words text)")
        connection.execute("INSERT INTO kept VALUES ('déjà dit')")
        backup = run("deploy/backup", str(tmp_path))
        assert Path(backup).stat().st_mode & 0o077 == 0
        connection.execute("UPDATE kept SET words = 'lost'")
        connection.execute("CREATE TABLE younger (id int)")
        run("deploy/restore", backup)
        assert connection.execute("SELECT words FROM kept").fetchall() == [("déjà dit",)]
        connection.execute("DROP TABLE kept, younger")


def test_a_backup_removes_only_what_is_too_old(tmp_path: Path) -> None:
    old, recent, other = tmp_path / "claimtrack-old.dump", tmp_path / "claimtrack-recent.dump", tmp_path / "notes.txt"
    for path, days in ((old, 30), (recent, 2), (other, 30)):
        path.touch()
        os.utime(path, (path.stat().st_mtime - days * 86400,) * 2)
    made = Path(run("deploy/backup", str(tmp_path), "7"))
    assert sorted(tmp_path.iterdir()) == sorted([recent, other, made])


def test_a_backup_that_fails_leaves_no_whole_looking_file(tmp_path: Path) -> None:
    environment = {**os.environ, "CLAIMTRACK_VAR": str(tmp_path / "nothing-runs-here")}
    argv = ["deploy/backup", str(tmp_path / "backups")]
    done = subprocess.run(argv, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert not list((tmp_path / "backups").glob("*.dump"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_every_line(unit: Path, tmp_path: Path) -> None:
    # The programs are not installed at /opt here, which it would complain of.
    here = tmp_path / unit.name
    here.write_text(unit.read_text().replace("/opt/claimtrack/.venv/bin", f"{ROOT}/.venv/bin"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(here)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if unit.name in line]
    assert complaints == []
