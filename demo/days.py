"""Other days than the demo's own, for what is done on a day."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def on(day: dt.date) -> Iterator[None]:
    """Take it to be this day, as the demo takes it to be another than the real one anyway."""
    pinned = settings.PLUMBLINE_TODAY
    settings.PLUMBLINE_TODAY = day
    try:
        yield
    finally:
        settings.PLUMBLINE_TODAY = pinned
