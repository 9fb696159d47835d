"""Who else must know that places changed: rooms further up register it in `AppConfig.ready`.

The figures of a month are given for the places that exist at its end, so a team that began, ended or moved
on some day makes months from that day on stale. This room knows nothing of figures; it only says so.
"""

import datetime as dt
from typing import Protocol

from core.history import Actor


class Listener(Protocol):
    """Called inside the action that changed places, so that both are kept or neither is."""

    def __call__(self, *, by: Actor, since: dt.date, cause: str) -> None: ...


_listeners: list[Listener] = []


def when_places_change(listener: Listener) -> None:
    """Register a listener; registering it again changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def places_changed(*, by: Actor, since: dt.date, cause: str) -> None:
    """Tell the listeners that places are otherwise than they were known to be, from a day on."""
    for listener in _listeners:
        listener(by=by, since=since, cause=cause)
