"""No text makes the reading of dates raise, and it takes time in proportion to the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.calendar_days import easter, months, third, unit_around
from claims.extraction.dates import due_date, find_dates, find_expressions

WORDS = """le la du de d' l' au à en et entre depuis dans fin mi- nuit soir lundi mardi mai mars été 1er 3 31 30 2019
    0000 9999 1000 999 XXe siècle an années semaine mois dernier prochaine Noël Pâques premier trimestre - / . , ( )
    h heures sera jusqu' ce hier aujourd'hui « 😀 ٣ ²"""
WORD_LIST = [*WORDS.split(), "il y a", "a été", "\n"]
french = st.lists(st.sampled_from(WORD_LIST), max_size=25).map(" ".join)
references = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), french), references)
def test_any_text_on_any_day(content: str, reference: date | None) -> None:
    found = find_expressions(content, [(0, len(content))], reference=reference, language="fr")
    due_date(found, reference)
    for item in found:
        start, end = item.interval.start, item.interval.end
        assert content[slice(*item.interval.span)] == item.interval.text
        assert (start is None) == (end is None)
        assert start is None or end is None or start <= end


@settings(max_examples=50, deadline=None)
@given(french, st.integers(0, 60), st.integers(0, 60))
def test_any_span(content: str, start: int, end: int) -> None:
    assert isinstance(find_dates(content, [(start, end)], reference=date(2025, 3, 12), language="fr"), list)


@pytest.mark.parametrize(
    "piece", ["du 3 au ", "3 mai 2019 ", "lundi ", "les 3, 4, ", "fin de la fin de ", "2019 ", "mai "]
)
def test_long_monotony_is_read_to_its_end(piece: str) -> None:
    content = piece * 3000
    for item in find_dates(content, [(0, len(content))], reference=date(2025, 3, 12), language="fr"):
        assert content[slice(*item.span)] == item.text


@given(st.dates(), st.sampled_from(["week", "month", "quarter", "half", "year", "decade", "century"]))
def test_a_unit_holds_its_day(day: date, unit: str) -> None:
    if not date(200, 1, 1) <= day <= date(9800, 1, 1):
        return
    start, end = unit_around(unit, day)
    assert start <= day <= end
    for portion in ("start", "middle", "end"):
        first, last = third((start, end), portion, unit)
        assert start <= first <= last <= end


def test_known_days() -> None:
    assert [easter(year).isoformat() for year in (1999, 2016, 2024, 2025)] == [
        "1999-04-04",
        "2016-03-27",
        "2024-03-31",
        "2025-04-20",
    ]
    assert months(2024, 2, 1)[1] == date(2024, 2, 29)
    assert unit_around("century", date(2000, 6, 1)) == (date(1901, 1, 1), date(2000, 12, 31))
