"""The pages for bad days need neither database nor session nor person."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from claimtrack.middleware import server_error


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["500.html", "503.html", "403_csrf.html"])
def test_nothing_is_asked_of_the_database(name: str, language: str) -> None:
    # Without the mark for a database, pytest-django refuses any query.
    with translation.override(language):
        page = render_to_string(name, request=RequestFactory().get("/claims/"))
    assert f'<html lang="{language}">' in page
    assert "<h1>" in page


def test_an_error_is_answered_with_its_page() -> None:
    try:
        raise ValueError("exemple")
    except ValueError:
        response = server_error(RequestFactory().get("/claims/"))
    assert response.status_code == 500
    assert b"exemple" not in response.content
