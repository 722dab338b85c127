"""Dates as a French newsroom writes them, and in English."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from claimtrack import words


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("start", "end", "grain", "french", "english"),
    [
        (date(2018, 9, 8), date(2018, 9, 8), "day", "8 septembre 2018", "8 September 2018"),
        (date(2018, 9, 1), date(2018, 9, 1), "day", "1er septembre 2018", "1 September 2018"),
        (date(2018, 9, 1), date(2018, 9, 30), "month", "septembre 2018", "September 2018"),
        (date(2018, 1, 1), date(2018, 12, 31), "year", "2018", "2018"),
        (
            date(2018, 9, 3),
            date(2018, 9, 9),
            "week",
            "du 3 au 9 septembre 2018",
            "3 to 9 September 2018",
        ),
        (
            date(2018, 10, 1),
            date(2018, 12, 31),
            "quarter",
            "du 1er octobre au 31 décembre 2018",
            "1 October to 31 December 2018",
        ),
        (
            date(2018, 12, 22),
            date(2019, 1, 1),
            "season",
            "du 22 décembre 2018 au 1er janvier 2019",
            "22 December 2018 to 1 January 2019",
        ),
        (date(2018, 9, 8), None, "day", "à partir du 8 septembre 2018", "from 8 September 2018 on"),
        (None, date(2018, 9, 8), "day", "jusqu’au 8 septembre 2018", "until 8 September 2018"),
        (None, None, "", "", ""),
    ],
)
def test_intervals(start: date | None, end: date | None, grain: str, french: str, english: str) -> None:
    with translation.override("fr"):
        assert plain(words.interval(start, end, grain)) == french
    with translation.override("en"):
        assert plain(words.interval(start, end, grain)) == english


def test_times_are_in_the_readers_zone() -> None:
    value = datetime(2018, 9, 8, 22, 5, tzinfo=UTC)
    with translation.override("fr"), timezone.override("Europe/Paris"):
        assert plain(words.moment(value)) == "9 septembre 2018 à 0 h 05"
    with translation.override("en"), timezone.override("America/Toronto"):
        assert plain(words.moment(value)) == "8 September 2018 at 18:05"


def test_what_is_not_certain_is_never_a_hundred_percent() -> None:
    with translation.override("en"):
        assert [words.percent(value) for value in (0, 0.875, 0.999, 1)] == ["0%", "88%", "99%", "100%"]
    with translation.override("fr"):
        assert words.percent(0.5) == "50\u202f%"
