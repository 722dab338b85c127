"""The people of the tests, and what they have at hand."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from claimtrack.accounts.models import User
from claimtrack.accounts.services import token_create, user_create
from tests.factories import PASSWORD, ApiClient
from tests.web import Site, local_site

# The tests of pages need no collected files.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# What one worker of pytest-xdist keeps in the cache, another neither finds nor clears.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL.replace("db=0", f"db={8 + WORKER}")
# Hashing a password slowly is for attackers to suffer from, not for tests.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ROLES = ("reader", "analyst", "lead", "admin")


@pytest.fixture(autouse=True)
def _no_throttle_memory() -> None:
    cache.clear()


@pytest.fixture
def people(db: None) -> dict[str, User]:
    return {
        role: user_create(username=role, role=role, password=PASSWORD, email=f"{role}@redaction.example")
        for role in ROLES
    }


@pytest.fixture
def analyst(people: dict[str, User]) -> User:
    return people["analyst"]


@pytest.fixture
def lead(people: dict[str, User]) -> User:
    return people["lead"]


@pytest.fixture
def client_of(people: dict[str, User]) -> Callable[[str], Client]:
    """Return a function that gives the browser of a person by role; "stranger" is signed in nowhere."""

    def make(role: str) -> Client:
        client = Client()
        if role != "stranger":
            client.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def script(db: None) -> ApiClient:
    """A script that may post, read and link evidence."""
    return ApiClient(token_create(username="script", scopes=["ingest", "read", "evidence"]))


@pytest.fixture
def script_with(db: None) -> Callable[..., ApiClient]:
    """Return a function that gives a script with just these scopes."""
    return lambda *scopes: ApiClient(token_create(username="script", scopes=scopes))


@pytest.fixture
def site(settings: object) -> Iterator[Site]:
    """Pages of this machine that the newsroom may fetch."""
    with local_site() as site:
        settings.FETCH_ALSO = [site.door]
        yield site
