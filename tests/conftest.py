"""Fixtures that every test may ask for."""

import datetime as dt

import pytest
from django.conf import settings as configured


def pytest_collection_modifyitems(config, items):
    """Tests on Redis belong to the pass on PostgreSQL, where they fail if either is missing."""
    if configured.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        left_out = [item for item in items if item.get_closest_marker("redis")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def today(settings):
    """The demo's day: 16 October 2023, a Monday. A test may pin another."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 16)
    return settings.PLUMBLINE_TODAY
