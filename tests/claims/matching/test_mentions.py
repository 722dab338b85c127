"""Who is mentioned in a text."""

import pytest

from claims.matching.mentions import mentioned, pieces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@claire tu confirmes ?", {"claire"}),
        ("Vu avec @Claire.Dupont, et @paul.", {"claire.dupont", "paul"}),
        ("(@paul) «@léa»", {"paul", "léa"}),
        ("écrire à claire@redaction.example", set()),
        ("@ @. @@", set()),
        ("prix@2 et @2", {"2"}),
        ("", set()),
    ],
)
def test_names_after_an_at(text: str, names: set[str]) -> None:
    assert mentioned(text) == names
    assert "".join(words for words, _ in pieces(text)) == text
    assert {name for _, name in pieces(text) if name} == names
