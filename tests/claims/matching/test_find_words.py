"""Words that somebody pasted are found where they stand, whatever became of spaces and accents on the way."""

import pytest

from claims.matching.find_words import find_words

TEXT = "« L’e\u0301te\u0301 sera  sec », a dit 🌉 Paul.\n\nL'été sera\nsec, selon Anne. Fin."


def found(words: str, text: str = TEXT) -> list[list[str]]:
    return [[text[start:end] for start, end in spans] for spans in find_words(text, words)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("l'été", []),
        ("L’été sera sec", [["L’e\u0301te\u0301 sera  sec"], ["L'été sera\nsec"]]),
        ("  Paul. ", [["Paul."]]),
        ("L'été\nAnne", [["L’e\u0301te\u0301", "Anne"], ["L'été", "Anne"]]),
        ("Paul\nL'été sera\nsec", [["Paul", "L'été sera", "sec"]]),
        ("Anne\nPaul", []),
        ("🌉", [["🌉"]]),
        (" \n ", []),
        ("", []),
    ],
)
def test_places(words: str, places: list[list[str]]) -> None:
    assert found(words) == places


def test_not_more_than_asked_for() -> None:
    assert len(find_words("a " * 1000, "a")) == 50
