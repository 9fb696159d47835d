"""Fixtures that every test may ask for."""

import datetime as dt

import pytest
from _pytest.nodeid import coerce_node_id
from django.conf import settings as configured
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis

# A busy machine is slow, not wrong: how long one example takes fails no test.
hypothesis.register_profile("plumbline", deadline=None)
hypothesis.load_profile("plumbline")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Each test in the pass that it belongs to: those on Redis in the one on PostgreSQL, where they fail if
    either is missing; those that no database can change, in the one on SQLite."""
    on_sqlite = configured.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    elsewhere = _needs_redis if on_sqlite else _needs_no_database
    left_out = {item for item in items if elsewhere(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]
    if getattr(config.option, "loadgroup", False):
        _keep_groups_together(items)


def _keep_groups_together(items):
    """What xdist 3.8 does itself, but in an attribute that pytest 9.2 no longer reads."""
    for item in items:
        for mark in item.iter_markers("xdist_group"):
            item._id = coerce_node_id(f"{item.nodeid.partition('@')[0]}@{mark.args[0]}")


def _needs_redis(item):
    return item.get_closest_marker("redis") is not None


def _needs_no_database(item):
    """Marked `once`, or asks for no database at all: a rule, a text, a file."""
    asks = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("redis")
    asks = asks or issubclass(item.cls or object, TransactionTestCase)
    return item.get_closest_marker("once") is not None or not (asks or marked)


@pytest.fixture(autouse=True)
def today(settings):
    """The tests' day: 16 October 2023, a Monday. A test may pin another."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 16)
    return settings.PLUMBLINE_TODAY


@pytest.fixture(autouse=True)
def cheap_hashes(settings):
    """What Argon2 costs on purpose, 0.2 s a password, no test needs to pay but those about it."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ]
