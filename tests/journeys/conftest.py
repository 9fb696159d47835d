"""Journeys are made in the browser of tests/browser."""

from pathlib import Path

import pytest

from tests.audits.world import make_world
from tests.browser.conftest import browser, open_page, sign_in, signed_in

__all__ = ["browser", "open_page", "sign_in", "signed_in"]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.once)


@pytest.fixture
def world(transactional_db):
    return make_world()
