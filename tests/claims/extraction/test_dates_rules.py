"""Every rule of `dates.toml` on its own example and counter-examples: what a bug report becomes first."""

import re
from datetime import date

import pytest

from claims.extraction.cue_lexicon import BadLanguageData
from claims.extraction.date_rules import USES, DateRule, load_dates
from claims.extraction.dates import RESOLVERS, SIDES, find_expressions
from claims.extraction.types import UnknownLanguage

FRENCH = load_dates("fr")
IDS = [rule.id for rule in FRENCH.rules]


SIDE = re.compile(rf"\.({'|'.join(SIDES)})$")


def days(text: str) -> list[tuple[str, str]]:
    pairs = [part.partition("/") for part in text.split(";")]
    return [(start, end or start) for start, _, end in pairs]


@pytest.mark.parametrize("rule", FRENCH.rules, ids=IDS)
def test_a_rule_finds_its_example_and_nothing_else(rule: DateRule) -> None:
    start = rule.example.index("[")
    end = rule.example.index("]") - 1
    sentence = rule.example.replace("[", "").replace("]", "")
    found = find_expressions(sentence, [(0, len(sentence))], reference=date.fromisoformat(rule.on), language="fr")
    assert [(str(item.interval.start), str(item.interval.end)) for item in found] == days(rule.gives)
    assert {re.sub(SIDE, "", item.interval.rule) for item in found} == {re.sub(SIDE, "", rule.id)}
    assert {item.interval.span for item in found} == {(start, end)}
    assert {item.use for item in found} == {rule.use}


@pytest.mark.parametrize("rule", FRENCH.rules, ids=IDS)
def test_a_rule_keeps_silent_on_its_counter_examples(rule: DateRule) -> None:
    for sentence in rule.counter.split("|"):
        found = find_expressions(sentence, [(0, len(sentence))], reference=date.fromisoformat(rule.on), language="fr")
        assert [item.interval.text for item in found] == [], sentence


def test_every_rule_names_an_operation_and_a_use_that_exist() -> None:
    assert {rule.resolve for rule in FRENCH.rules} <= set(RESOLVERS)
    assert {rule.use for rule in FRENCH.rules} == set(USES)


def test_a_language_without_a_calendar_says_so() -> None:
    for code in ("xx", "../fr", ""):
        with pytest.raises(UnknownLanguage):
            load_dates(code)


def test_a_class_that_no_word_has_is_named() -> None:
    from claims.extraction.date_rules import _compile, _expand

    with pytest.raises(BadLanguageData, match=r"trial.*no_such_class"):
        _compile("month:no_such_class", "trial", FRENCH.lexicon, {})
    with pytest.raises(BadLanguageData, match=r"trial.*unknown macro"):
        _expand("{no_such_macro}", "trial", {})


def test_what_a_rule_cannot_do_without_is_what_stands_outside_brackets_and_options() -> None:
    from claims.extraction.date_rules import _needs

    def needs(source: str) -> list[str]:
        return ["".join(codes) for codes in _needs(source, FRENCH.lexicon)]

    day, month = (frozenset(FRENCH.lexicon.members(name)) for name in ("day", "month"))
    assert _needs("((part | day) of)? article? day:day (?<!year) month:month (?!day)", FRENCH.lexicon) == (day, month)
    assert needs("(day | month)") == needs("day | month") == needs("article? (year:year)?") == []
