"""Whatever is sent to REST, the answer is never a 500."""

import os

import pytest
import schemathesis
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.checks import not_a_server_error

from claimtrack.accounts.services import token_create
from tests.factories import a_claim, a_source

EXAMPLES = 500 if "CLAIMTRACK_SOAK" in os.environ else 15
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.django_db(transaction=True)
def test_no_call_is_answered_500(case: schemathesis.Case, live_server: LiveServer, api_token: str) -> None:
    headers = {"Authorization": f"Token {api_token}"}
    case.call_and_validate(base_url=live_server.url, headers=headers, checks=[not_a_server_error])


@pytest.fixture
def api_token(transactional_db: None) -> str:
    a_claim()
    a_source()
    return token_create(username="script", scopes=["ingest", "read", "evidence"])
