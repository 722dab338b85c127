"""`create_person`: how a newsroom's first admin comes in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from claimtrack.accounts.management.commands import create_person
from claimtrack.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def run(*args: str) -> str:
    out = StringIO()
    call_command("create_person", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person at the terminal types, one entry a question."""
    answers: list[str] = []

    def answer(question: str) -> str:
        return answers.pop(0)

    monkeypatch.setattr(create_person, "getpass", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return answers


def sign_in(name: str, password: str) -> bool:
    answer = Client().post("/account/sign-in/", {"username": name, "password": password})
    return answer.status_code == 302


def test_the_first_admin_signs_in_with_the_printed_password() -> None:
    printed = run("claire", "--role", "admin", "--email", "claire@redaction.example", "--random-password")
    claire = User.objects.get(username="claire")
    assert printed == printed.strip() + "\n"
    assert (claire.role, claire.email, claire.is_staff) == ("admin", "claire@redaction.example", True)
    assert sign_in("claire", printed.strip())


def test_an_analyst_gets_the_password_typed_twice(typed: list[str]) -> None:
    typed += [PASSWORD, PASSWORD]
    assert run("maud", "--role", "analyst") == ""
    assert not User.objects.get(username="maud").is_staff
    assert sign_in("maud", PASSWORD)


@pytest.mark.parametrize("answers", [[PASSWORD, PASSWORD + "!"], ["trop court"] * 2, ["password1234"] * 2])
def test_a_bad_password_makes_nobody(typed: list[str], answers: list[str]) -> None:
    typed += answers
    with pytest.raises(CommandError):
        run("maud", "--role", "analyst")
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused_and_the_account_stays() -> None:
    first = run("maud", "--role", "analyst", "--random-password").strip()
    with pytest.raises(CommandError):
        run("maud", "--role", "admin", "--random-password")
    assert User.objects.get().role == "analyst"
    assert sign_in("maud", first)


def test_without_a_terminal_it_says_how_to_go_on() -> None:
    with pytest.raises(CommandError, match="--random-password"):
        run("maud", "--role", "analyst")


def test_a_script_is_no_person() -> None:
    with pytest.raises(CommandError):
        run("agence", "--role", "script", "--random-password")
