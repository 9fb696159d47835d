"""Fixtures that every test may ask for."""

import datetime as dt

import pytest


@pytest.fixture(autouse=True)
def today(settings):
    """The demo's day: 16 October 2023, a Monday. A test may pin another."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 16)
    return settings.PLUMBLINE_TODAY
