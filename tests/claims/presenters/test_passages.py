import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.presenters.passages import context, page_of, pages, paragraphs, sentences_around


def texts(content: str) -> list[str]:
    return [content[a:b] for a, b in paragraphs(content)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Un.\n\nDeux.", ["Un.", "Deux."]),
        ("Un,\nsuite.\n \nDeux.\n", ["Un,\nsuite.", "Deux."]),
        ("Un.\r\n\r\nDeux.\r\n", ["Un.", "Deux."]),
        ("\n\n  En retrait.\n\n\n\n", ["  En retrait."]),
        ("", []),
    ],
)
def test_paragraphs_end_at_blank_lines(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


@given(st.text(alphabet="ab \n", max_size=300), st.integers(3, 60))
def test_pages_cover_the_content_without_gap(content: str, length: int) -> None:
    ranges = pages(content, length)
    assert "".join(content[a:b] for a, b in ranges) == content
    assert all(b - a <= length for a, b in ranges)


def test_pages_end_with_paragraphs() -> None:
    content = "Un mot.\n\n" * 10
    assert all(content[a:b].endswith("\n\n") for a, b in pages(content, 40))


def test_a_claim_leads_to_its_page() -> None:
    ranges = pages("x" * 100, 30)
    assert [page_of(ranges, offset) for offset in (0, 29, 30, 99, 500)] == [0, 0, 1, 3, 3]


def test_context_holds_whole_neighbours_and_cuts_long_paragraphs_at_words() -> None:
    content = "Court.\n\n" + "mot " * 400 + "ICI " + "mot " * 400 + "\n\nLoin."
    start = content.index("ICI")
    ((a, b),) = context(content, start, start + 3, around=60)
    assert content[a:b].startswith("mot") and content[a:b].endswith("mot")
    assert "ICI" in content[a:b] and b - a < 140
    near = context("Un.\n\nICI\n\nTrois.", 5, 8, around=60)
    assert len(near) == 3


def test_two_megabytes_of_blanks_hold_no_paragraph() -> None:
    assert paragraphs(" " * 2_000_000) == []


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("Un. Deux. ICI même. Quatre. Cinq.", "ICI même", ["Deux. ICI même. Quatre. "]),
        ("Un. ICI.\n\nAilleurs. Loin.", "ICI", ["Un. ICI."]),
        ("Loin.\n\nICI, a dit M. Xi. Et puis. Fin.", "ICI", ["ICI, a dit M. Xi. Et puis. "]),
        ("Un. Deux ICI.\n\nLÀ trois. Quatre. Cinq.", "ICI.\n\nLÀ", ["Un. Deux ICI.", "LÀ trois. Quatre. "]),
        ("« Un ! » Deux « ICI ? » a-t-il dit. Trois.", "ICI", ["« Un ! » Deux « ICI ? » a-t-il dit. Trois."]),
        ("Mot " * 100 + "fin. ICI.", "ICI", ["ICI."]),
        ("ICI", "ICI", ["ICI"]),
    ],
)
def test_a_claim_stands_between_the_sentences_beside_it(content: str, words: str, expected: list[str]) -> None:
    start = content.index(words)
    assert [content[a:b] for a, b in sentences_around(content, start, start + len(words))] == expected


@given(st.text(alphabet="aA.» \n", min_size=1, max_size=80), st.data())
def test_sentences_around_words_hold_them(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    kept = {i for a, b in sentences_around(content, start, end) for i in range(a, b)}
    assert {i for i in range(start, end) if not content[i].isspace()} <= kept


def test_blanks_without_end_are_read_once() -> None:
    """Read again from each of them, these would take hours."""
    content = "La digue a cédé, a dit Léa Verger." + " " * 200_000 + "« " * 50_000 + "et puis rien."
    assert sentences_around(content, 0, 20)[0][0] == 0
