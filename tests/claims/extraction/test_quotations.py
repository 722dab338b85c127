"""Quotation marks as newsrooms really type them."""

import pytest

from claims.extraction.normalise import normalise
from claims.extraction.quotations import find_quotations


def quoted(text: str) -> list[str]:
    text = normalise(text)
    return [text[slice(*quotation.inner)].strip() for quotation in find_quotations(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Bonjour », dit-il.", ["Bonjour"]),
        ("«Bonjour», dit-il. « Et encore. »", ["Bonjour", "Et encore."]),
        ('"Bonjour", dit-il.', ["Bonjour"]),
        ("“Bonjour”, dit-il.", ["Bonjour"]),
        ("„Bonjour”, dit-il.", ["Bonjour"]),
        ("« Il a dit « non » hier », dit-il.", ["Il a dit « non » hier"]),
        ("« Il a dit “non” hier », dit-il.", ["Il a dit “non” hier"]),
        ("« L'organisation »Phare bleu » a menti », dit-elle.", ["L'organisation »Phare bleu » a menti"]),
        ("« Sans fin, dit-il.", ["Sans fin, dit-il."]),
        ("Une fin sans début », dit-il.", []),
        ("Les « Phares bleus » et les « Vigies ».", ["Phares bleus", "Vigies"]),
        ("d'«incidents» en mer", ["incidents"]),
        ("« Ouvert « deux fois », dit-il.", ["Ouvert « deux fois"]),
        ("''Bonjour'', dit-il.", ["Bonjour"]),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_is_marked() -> None:
    text = "« Sans fin, dit-il."
    assert [quotation.closed for quotation in find_quotations(text, (0, len(text)))] == [False]


def test_normalising_keeps_every_offset() -> None:
    text = "L’«\u00a0été\u00a0»\u202f: “a”\u200b‹b›\u2028c\r\nd"
    assert len(normalise(text)) == len(text)
