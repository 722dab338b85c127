"""While the database is out of reach every answer is 503 with Retry-After."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from tests.factories import TEXT, ApiClient


@pytest.fixture
def database_down(script: ApiClient, transactional_db: None) -> Iterator[None]:
    """The database's socket is not where it was."""
    options = connection.settings_dict["OPTIONS"]
    former = dict(options)
    connection.close()
    options["host"] = "/nonexistent"
    yield
    connection.close()
    options.update(former)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("database_down")
def test_a_post_is_answered_503_with_retry_after(script: ApiClient) -> None:
    response = script.post("/api/v1/articles/", {"outlet": "Le Phare", "text": TEXT})
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response.json()["detail"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("database_down")
@pytest.mark.parametrize("path", ["/", "/claims/", "/healthz/", "/api/v1/claims/", "/admin/"])
def test_pages_are_answered_503_too(path: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    response = client.get(path)
    assert response.status_code == 503, path
    assert response["Retry-After"]
