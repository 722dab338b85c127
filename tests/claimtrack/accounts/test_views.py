"""Signing in and out, passwords, the profile."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from claimtrack.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str = PASSWORD, **fields: str) -> int:
    return client.post(reverse("sign-in"), {"username": username, "password": password, **fields}).status_code


def test_signing_in_and_out(people: dict[str, User]) -> None:
    client = Client()
    assert sign_in(client, "analyst") == 302
    assert client.get("/").status_code == 200
    assert client.get(reverse("sign-out")).status_code == 405
    client.post(reverse("sign-out"))
    assert client.get("/")["Location"].startswith(reverse("sign-in"))


def test_signing_in_leads_where_one_wanted_to_go_but_never_outside(people: dict[str, User]) -> None:
    for wanted, given in (("/claims/", "/claims/"), ("https://ailleurs.example/", "/")):
        response = Client().post(reverse("sign-in"), {"username": "analyst", "password": PASSWORD, "next": wanted})
        assert response["Location"] == given


def test_a_wrong_password_tells_nothing_about_the_account(people: dict[str, User]) -> None:
    pages = [
        Client().post(reverse("sign-in"), {"username": name, "password": "faux"}).content.decode()
        for name in ("analyst", "personne")
    ]
    shown = [re.search(r'role="alert">(.*?)</div>', page, re.S) for page in pages]
    assert shown[0] and shown[1] and shown[0][1] == shown[1][1]


def test_too_many_wrong_passwords_lock_the_name_for_a_while(people: dict[str, User]) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, "analyst", "faux") == 200
    assert sign_in(client, "analyst", "faux") == 429
    response = client.post(reverse("sign-in"), {"username": "analyst", "password": PASSWORD})
    assert response.status_code == 429
    assert "Trop de mots de passe faux" in response.content.decode()
    assert sign_in(client, "lead") == 302


def test_a_password_is_changed(client_of: Callable[[str], Client]) -> None:
    client = client_of("analyst")
    new = "un autre secret bien long"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("password-change"), fields)["Location"] == reverse("password-change-done")
    assert client.get("/").status_code == 200
    assert sign_in(Client(), "analyst", new) == 302


@pytest.mark.parametrize("new", ["court", "password1234", "123456789012345", "analyst@redaction"])
def test_a_weak_password_is_refused(new: str, client_of: Callable[[str], Client]) -> None:
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = client_of("analyst").post(reverse("password-change"), fields).content.decode()
    assert 'id="id_new_password2_error"' in page


def test_a_forgotten_password_is_set_anew_by_mail(people: dict[str, User]) -> None:
    client = Client()
    client.post(reverse("password-reset"), {"email": "analyst@redaction.example"})
    (message,) = mail.outbox
    assert "mot de passe" in message.subject and "analyst" in message.body
    link = re.search(r"http://testserver(\S+)", message.body)
    assert link
    form = client.get(link[1], follow=True)
    new = "un autre secret bien long"
    done = client.post(form.redirect_chain[-1][0], {"new_password1": new, "new_password2": new})
    assert done["Location"] == reverse("password-reset-done")
    assert sign_in(client, "analyst", new) == 302
    assert "plus valable" in Client().get(link[1], follow=True).content.decode()


def test_an_unknown_address_gets_no_mail_and_the_same_answer(people: dict[str, User]) -> None:
    response = Client().post(reverse("password-reset"), {"email": "personne@ailleurs.example"})
    assert response["Location"] == reverse("password-reset-sent")
    assert mail.outbox == []


def test_the_profile_holds_name_language_and_zone(client_of: Callable[[str], Client], analyst: User) -> None:
    client = client_of("analyst")
    fields = {"first_name": "Maud", "last_name": "Terrier", "language": "en", "time_zone": "America/Toronto"}
    page = client.post(reverse("profile"), fields, follow=True).content.decode()
    analyst.refresh_from_db()
    assert (str(analyst), analyst.time_zone) == ("Maud Terrier", "America/Toronto")
    assert "Saved." in page and '<html lang="en">' in page


@pytest.mark.parametrize(("field", "value"), [("time_zone", "Mars/Olympus"), ("language", "xx"), ("role", "admin")])
def test_the_profile_takes_nothing_else(
    field: str, value: str, client_of: Callable[[str], Client], analyst: User
) -> None:
    fields = {"first_name": "", "last_name": "", "language": "fr", "time_zone": ""}
    response = client_of("analyst").post(reverse("profile"), fields | {field: value})
    analyst.refresh_from_db()
    assert analyst.role == "analyst"
    assert response.status_code == (302 if field == "role" else 400)
