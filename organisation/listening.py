"""Who else must know that places or staff changed: rooms further up register it in `AppConfig.ready`.

The figures of a month are given for the places that exist at its end, so a team that began, ended or moved
on some day makes months from that day on stale; and children count where their workers sit, as their
workers' records say. This room knows nothing of figures or children; it only says so.
"""

import datetime as dt
from collections.abc import Collection
from typing import Protocol

from core.history import Actor
from organisation.models import Staff


class Listener(Protocol):
    """Called inside the action that changed places, so that both are kept or neither is."""

    def __call__(self, *, by: Actor, since: dt.date, cause: str) -> None: ...


class StaffListener(Protocol):
    """Called inside the action that changed records of staff, so that both are kept or neither is."""

    def __call__(
        self, *, by: Actor, staff: Collection[Staff], since: dt.date, until: dt.date | None, cause: str
    ) -> None: ...


_listeners: list[Listener] = []
_staff_listeners: list[StaffListener] = []


def when_places_change(listener: Listener) -> None:
    """Register a listener; registering it again changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def when_staff_change(listener: StaffListener) -> None:
    """Register a listener; registering it again changes nothing."""
    if listener not in _staff_listeners:
        _staff_listeners.append(listener)


def places_changed(*, by: Actor, since: dt.date, cause: str) -> None:
    """Tell the listeners that places are otherwise than they were known to be, from a day on."""
    for listener in _listeners:
        listener(by=by, since=since, cause=cause)


def staff_changed(
    *, by: Actor, staff: Collection[Staff], since: dt.date, until: dt.date | None = None, cause: str
) -> None:
    """Tell the listeners that records of staff are otherwise than they were, from a day to a day.

    None where it holds from then on.
    """
    for listener in _staff_listeners:
        listener(by=by, staff=staff, since=since, until=until, cause=cause)
