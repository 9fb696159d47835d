"""The day that policies are judged by. Nothing else asks the system what day it is.

`now()` is the real time, for stamps: when a thing was saved, sent, known. `today()` is the policy's
day: the real one in London, or the day that PLUMBLINE_TODAY pins for the demo.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> dt.datetime:
    """The present moment, aware, for stamps."""
    return timezone.now()


def pinned() -> dt.date | None:
    """The day that the demo takes it to be, or None."""
    day: dt.date | None = settings.PLUMBLINE_TODAY
    return day


def today() -> dt.date:
    """The policy's day in London."""
    return pinned() or now().astimezone(LONDON).date()
