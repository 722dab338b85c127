"""Which new claim is which old one."""

from hypothesis import given
from hypothesis import strategies as st

from claims.matching.overlap import dice, pair_by_overlap
from claims.matching.relocate import relocate


def test_best_overlap_wins_and_each_is_taken_once() -> None:
    old = [([[0, 100]], []), ([[100, 200]], [])]
    new = [([[5, 205]], []), ([[0, 98]], [])]
    assert pair_by_overlap(old, new) == [(0, 1), (1, 0)]


def test_claims_of_the_same_words_keep_their_cues() -> None:
    first, second = ([[0, 50]], [[60, 65]]), ([[0, 50]], [[80, 90]])
    assert pair_by_overlap([first, second], [second, first]) in ([(0, 1), (1, 0)], [(1, 0), (0, 1)])


def test_neighbours_are_strangers() -> None:
    assert pair_by_overlap([([[0, 100]], [])], [([[60, 200]], [])]) == []


def test_an_earlier_short_claim_does_not_hide_a_later_one() -> None:
    assert pair_by_overlap([([[90, 200]], [])], [([[0, 10]], []), ([[95, 200]], [])]) == [(0, 1)]


SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), min_size=1, max_size=3).map(
    lambda pairs: [[start, start + length] for start, length in pairs][:1]
)


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_pairs_are_one_to_one_and_overlap(old: list[list[list[int]]], new: list[list[list[int]]]) -> None:
    pairs = pair_by_overlap([(spans, []) for spans in old], [(spans, []) for spans in new])
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(dice(old[i], new[j]) >= 0.5 for i, j in pairs)


def test_words_are_followed_to_where_they_stand_now() -> None:
    old = "Il pleut. Le pont est fermé, dit-elle."
    new = "Mise à jour.\n\nIl pleut. Le  pont\nest fermé, dit-elle."
    (start, end), *_ = relocate(old, new, [[10, 27]]) or []
    assert new[start:end] == "Le  pont\nest fermé"


def test_of_two_places_the_nearer_one_is_taken() -> None:
    old = "x" * 50 + " fermé"
    new = "fermé " + "x" * 50 + " fermé"
    assert relocate(old, new, [[51, 56]]) == [[57, 62]]


def test_words_that_are_gone_are_not_found() -> None:
    assert relocate("Le pont est fermé.", "Le pont est ouvert.", [[0, 17]]) is None
