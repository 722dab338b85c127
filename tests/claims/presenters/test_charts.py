"""Figures as pictures."""

import pytest

from claims.presenters import charts


def a_bin(day: str, **states: int) -> dict[str, object]:
    return {"from": day, "to": day, "new": 0, "accepted": 0, "rejected": 0} | states


def test_bars_stand_on_each_other_and_the_tallest_fills_the_picture() -> None:
    flow = charts.flow([a_bin("2024-10-01", accepted=1, new=3), a_bin("2024-10-02"), a_bin("2024-10-03", rejected=2)])
    assert flow.highest == 4
    assert [(part.kind, part.y, part.height) for part in flow.blocks] == [
        ("accepted", "120", "40"),
        ("new", "0", "120"),
        ("rejected", "80", "80"),
    ]
    assert [part.x for part in flow.blocks] == ["0", "0", "400"]
    assert [(column.counts, column.total) for column in flow.columns] == [
        ([1, 0, 3], 4),
        ([0, 0, 0], 0),
        ([0, 2, 0], 2),
    ]


def test_no_claims_make_no_bars() -> None:
    assert charts.flow([a_bin("2024-10-01")]).blocks == []
    assert charts.flow([]).columns == []
    assert charts.bars([]) == [] and charts.times({"total": 0, "within": [0, 0, 0, 0]}) == []


def test_verdicts_by_how_long_they_took() -> None:
    bars = charts.times({"total": 10, "within": [2, 2, 7, 9]})
    assert [(bar.number, bar.share) for bar in bars] == [(2, "40"), (0, "0"), (5, "100"), (2, "40"), (1, "20")]


@pytest.mark.parametrize(
    ("right", "fixed", "wrong", "rate"), [(8, 1, 1, 0.9), (1, 1, 0, None), (0, 0, 3, 0.0), (3, 0, 0, 1.0)]
)
def test_a_rate_only_from_a_few_decisions_on(right: int, fixed: int, wrong: int, rate: float | None) -> None:
    [row] = charts.accuracy([["Le Phare", right, fixed, wrong]])
    assert row.rate == rate
    assert sum(float(part.width) for part in row.blocks) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, ""), (7 * 60, "7 m"), (2 * 3600, "2 h"), (47 * 3600, "47"), (49 * 3600, "2")]
)
def test_a_time_in_words(seconds: float | None, words: str) -> None:
    assert charts.span(seconds).replace("\u00a0", " ").startswith(words)
