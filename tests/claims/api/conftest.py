"""REST as people who are signed in use it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

API = "/api/v1/"
Call = Callable[..., Any]


@pytest.fixture
def call(client_of: Callable[[str], Client]) -> Call:
    """Return a function that sends JSON as somebody who is signed in."""

    def send(who: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        client = client_of(who)
        client.raise_request_exception = False
        data = json.dumps({} if body is None else body)
        return client.generic(method, API + path, data, content_type="application/json", headers=headers)

    return send


def refused(answer: Any, field: str) -> None:
    """Check that the answer is a 400 that names this field and no other."""
    assert answer.status_code == 400, answer.content
    assert list(answer.json()) == [field], answer.content
