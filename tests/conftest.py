"""Fixtures that every test may ask for."""

import datetime as dt

import pytest
from django.conf import settings as configured


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Each test in the pass that it belongs to: those on Redis in the one on PostgreSQL, where they fail if
    either is missing; those marked `once`, which no database can change, in the one on SQLite."""
    on_sqlite = configured.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    elsewhere = "redis" if on_sqlite else "once"
    left_out = {item for item in items if item.get_closest_marker(elsewhere)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def today(settings):
    """The demo's day: 16 October 2023, a Monday. A test may pin another."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 16)
    return settings.PLUMBLINE_TODAY
