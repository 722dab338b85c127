"""Rules in words: people never read the name of one."""

import re
from pathlib import Path

import pytest

import claims.extraction
from claims.presenters.rules import PATTERNS

ENGINE = Path(claims.extraction.__file__).parent
NAMED = re.compile(r'"((?:frame|coref|speaker)\.[a-z_]+)"')
FRAMED = re.compile(r'\bFramed\(\s*"([a-z_]+)"')


def rules() -> list[str]:
    """Return the rules that the engine writes into traces, read from its source."""
    texts = [path.read_text(encoding="utf-8") for path in ENGINE.rglob("*.py")]
    named = {rule for text in texts for rule in NAMED.findall(text)}
    return sorted(named | {f"frame.{name}" for text in texts for name in FRAMED.findall(text)})


def test_there_are_rules() -> None:
    assert {"frame.interview", "frame.noun", "coref.known", "speaker.explicit"} <= set(rules())


@pytest.mark.parametrize("rule", rules())
def test_each_rule_has_words(rule: str) -> None:
    assert PATTERNS[rule]
