"""Marks stand exactly where the spans say: claims are written <1 …> in the text and the answer is read back."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.presenters.marks import LANES, segments, stretches

Spans = dict[int, list[list[int]]]


def read(marked: str) -> tuple[str, Spans]:
    """Return the text and spans of "a [1 b [2 c 2] 1]": a claim opened twice has two spans."""
    text, spans = "", {}
    for part in re.split(r"(\[\d |(?: \d)\])", marked):
        if opening := re.fullmatch(r"\[(\d) ", part):
            spans.setdefault(int(opening[1]), []).append([len(text), -1])
        elif closing := re.fullmatch(r" (\d)\]", part):
            spans[int(closing[1])][-1][1] = len(text)
        else:
            text += part
    return text, spans


def words_of(text: str, spans: Spans) -> dict[int, str]:
    """Return what is marked for each claim, as the page would show it."""
    cut = segments(text, 0, len(text), stretches(spans.items()))
    assert "".join(segment.text for segment in cut) == text
    return {pk: "".join(segment.text for segment in cut if pk in segment.claims) for pk in spans}


@pytest.mark.parametrize(
    "marked",
    [
        "Il dit que [1 le pont est fermé 1].",
        "[1 Le pont [2 est fermé 2] depuis lundi 1].",  # nested
        "[1 Le pont [2 est fermé 1] depuis lundi 2].",  # overlapping
        "[1 Le pont 1], dit-il, [1 est fermé 1].",  # two spans
        "[1 [2 [3 Tout 3] 2] 1]",  # the same words three times
        "[1 Le pont 1][2  est fermé 2]",  # touching
        "« [1 L’e\u0301te\u0301 🌉 sera 🧑‍🚒 long 1] » \u202eab\u202c [2 ابجد 2]",  # accents that combine, astral, RTL
        "Rien.",
    ],
)
def test_marks_stand_where_the_claims_are(marked: str) -> None:
    text, spans = read(marked)
    expected = {pk: "".join(text[a:b] for a, b in ranges) for pk, ranges in spans.items()}
    assert words_of(text, spans) == expected


def test_each_claim_begins_once() -> None:
    text, spans = read("[1 Le pont 1], dit [2 la préfète, [1 est fermé 1] 2].")
    cut = segments(text, 0, len(text), stretches(spans.items()))
    assert [pk for segment in cut for pk in segment.begins] == [1, 2]


def test_overlapping_claims_get_lanes_of_their_own() -> None:
    _text, spans = read("[1 a [2 b 1] c 2] [3 d 3]")
    lanes = {mark.claim: mark.lane for mark in stretches(spans.items())}
    assert lanes == {1: 0, 2: 1, 3: 0}


def test_the_lowest_underline_is_outermost() -> None:
    text, spans = read("[1 a [2 b 2] c 1]")
    inner = next(s for s in segments(text, 0, len(text), stretches(spans.items())) if len(s.claims) == 2)
    assert inner.claims == (2, 1)


def test_a_mark_that_reaches_beyond_the_page_is_clipped() -> None:
    cut = segments("abcdef", 2, 4, stretches([(7, [[0, 6]])]))
    assert [(s.text, s.claims, s.begins) for s in cut] == [("cd", (7,), ())]


ranges = st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True).map(sorted)
some_claims = st.dictionaries(st.integers(1, 9), ranges, max_size=9)


@given(some_claims)
def test_any_claims_keep_the_text_and_their_words(claims: dict[int, list[int]]) -> None:
    text = "".join(chr(0x1F600 + i) for i in range(41))
    spans = {pk: [list(pair) for pair in list(pairwise(edges))[::2]] for pk, edges in claims.items()}
    expected = {pk: "".join(text[a:b] for a, b in found) for pk, found in spans.items()}
    assert words_of(text, spans) == expected
    assert all(mark.lane < LANES for mark in stretches(spans.items()))
