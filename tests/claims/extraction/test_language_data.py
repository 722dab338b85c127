"""A language is a folder of data: checked when loaded, shown to work by its own examples."""

import ast
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.extraction import UnknownLanguage, extract, languages
from claims.extraction import language as loader
from claims.extraction.cue_lexicon import BadLanguageData, conjugate
from claims.extraction.selfcheck import check_language, read_marks

FRENCH = loader.FOLDER / "fr"
NEW_CUE = """
[[cue]]
id = "fr.cue.trompeter"
words = ["trompeter"]
class = "say"
frames = ["incise", "que"]
example = "[La foire aura lieu], a trompeté <le maire>."
counter_example = "L'éléphant trompette à l'aube."
why = "A loud way of saying."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the French folder that a test may change."""
    shutil.copytree(FRENCH, tmp_path / "fr")
    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    loader.load_language.cache_clear()
    yield tmp_path / "fr"
    loader.load_language.cache_clear()


@pytest.mark.parametrize("code", sorted(languages()))
def test_every_example_and_counter_example(code: str) -> None:
    count, problems = check_language(code)
    assert problems == []
    assert count >= 90


def test_a_new_cue_is_one_block(folder: Path) -> None:
    sentence = "La foire aura lieu, a trompeté le maire."
    assert not extract(sentence, language="fr", published_on=None)
    loader.load_language.cache_clear()
    with (folder / "cues.toml").open("a", encoding="utf-8") as file:
        file.write(NEW_CUE)
    drafts = extract(sentence, language="fr", published_on=None)
    assert [(draft.allegation, draft.speaker) for draft in drafts] == [("La foire aura lieu", "le maire")]
    assert "fr.cue.trompeter" in drafts[0].trace


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (NEW_CUE.replace('frames = ["incise", "que"]', 'frames = ["sideways"]'), "sideways"),
        (NEW_CUE.replace('why = "A loud way of saying."', ""), "why"),
        (NEW_CUE.replace('words = ["trompeter"]', 'words = "trompeter"'), "words"),
        (NEW_CUE + NEW_CUE, "there twice"),
        (NEW_CUE.replace('words = ["trompeter"]', 'words = ["xyz"]'), "xyz"),
        ("[[cue]\n", "cues.toml"),
    ],
)
def test_a_broken_block_is_named(folder: Path, broken: str, named: str) -> None:
    with (folder / "cues.toml").open("a", encoding="utf-8") as file:
        file.write(broken)
    with pytest.raises(BadLanguageData, match=named):
        loader.load_language("fr")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        extract("Kaixo.", language="eu", published_on=None)


def test_the_longest_ending_conjugates() -> None:
    paradigms = {entry["ending"]: entry for entry in tomllib.loads((FRENCH / "language.toml").read_text())["paradigm"]}
    assert conjugate("annoncer", paradigms)["annonça"] == "finite"
    assert conjugate("suggérer", paradigms)["suggère"] == "finite"
    assert conjugate("dire", paradigms)["dit"] == "participle finite"
    assert "annoncera" not in conjugate("annoncer", paradigms)


def test_marks_must_pair() -> None:
    marked = read_marks("[Il pleut], dit <Ana>.")
    assert (marked.text, marked.allegations, marked.speaker) == ("Il pleut, dit Ana.", [(0, 8)], "Ana")
    with pytest.raises(ValueError, match="pair"):
        read_marks("Il pleut], dit Ana.")


def test_no_french_word_in_code() -> None:
    """Accented words in strings other than docstrings would be rules hidden in code."""
    found = []
    for path in sorted((loader.FOLDER.parent).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            node.body[0].value
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        loose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs | loose:
                if any(sign in "éèêàçùôîû" for sign in node.value) and "-ÿ" not in node.value:
                    found.append(f"{path.name}: {node.value[:40]!r}")
    assert found == []
