"""Schemathesis asks the API what its description allows, and what not: each answer is as described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from indicators.api.endpoints import described
from tests.indicators.keyed import secret
from tests.indicators.made import entry, series, target

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EACH = 8


@pytest.fixture
def one_connection(db):
    """The test's own, which the end of a request does not close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def description(one_connection):
    """The description, which calls the application without a network."""
    listed = entry()
    target(listed, 250)
    series("referrals.number", [300, 290, 310])
    schema = schemathesis.openapi.from_dict(described(), config=SchemathesisConfig())
    schema.app = get_wsgi_application()
    return schema


OPERATIONS = sorted(described()["paths"])


@pytest.mark.parametrize("mode", list(GenerationMode), ids=["as-described", "otherwise"])
@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_is_as_described(description, path, mode):
    operation = description[path]["GET"]
    presented = secret()

    @settings(
        max_examples=EACH,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {presented}"})

    answers()
