"""Every string that people read is translated, and well set."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.conf import settings

from claimtrack.catalogs import collect, compile_all, read, update

FRENCH = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"
COLLECTED = collect(settings.BASE_DIR)
CATALOG = read(FRENCH)
MESSAGES = [message for message in COLLECTED if message.id]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def strings(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def french_of(message: Message) -> Message | None:
    return CATALOG.get(message.id, message.context)


def ident(message: Message) -> str:
    return strings(message.id)[0][:60]


@pytest.mark.parametrize("message", MESSAGES, ids=ident)
def test_translated_with_the_same_placeholders(message: Message) -> None:
    translated = french_of(message)
    assert translated is not None, "run `make messages`"
    assert not translated.fuzzy
    for english, text in zip(strings(message.id), strings(translated.string), strict=True):
        assert text, "not translated"
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(english))


@pytest.mark.parametrize("message", MESSAGES, ids=ident)
def test_set_as_a_french_newsroom_sets_it(message: Message) -> None:
    translated = french_of(message)
    for given in strings(translated.string if translated else ""):
        text = PLACEHOLDER.sub("x", given)
        assert not re.search(r" [:;!?»%]|« |'", text), "no-break spaces and ’"
        assert not re.search(r"[^\s\u00a0\u202f«(][;!?]|\w:(\s|$)", text), "a no-break space before : ; ! ?"
        assert "!" not in text, "no exclamation marks"


def test_nothing_is_left_over() -> None:
    known = {(message.context, str(message.id)) for message in MESSAGES}
    assert not [message.id for message in CATALOG if message.id and (message.context, str(message.id)) not in known]


def test_there_is_something_to_translate() -> None:
    assert len(MESSAGES) > 300
    assert COLLECTED.get("Evidence") and COLLECTED.get("retired", "claim")


def test_collecting_keeps_what_is_translated_and_compiling_makes_it_readable(tmp_path: Path) -> None:
    target = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True)
    target.write_bytes(FRENCH.read_bytes())
    assert update(target, COLLECTED) == []
    assert read(target).get("Claims").string == "Affirmations"
    assert [path.name for path in compile_all(tmp_path)] == ["django.mo"]
    assert compile_all(tmp_path) == []
    assert update(tmp_path / "de" / "LC_MESSAGES" / "django.po", COLLECTED)
