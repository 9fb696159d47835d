"""Nightly jobs. Beat only ticks; the database knows what was started on which day, in London's time."""

import datetime as dt

DEFAULT_TIME = dt.time(2, 0)

_nightly: dict[str, dt.time] = {}


def nightly(kind: str, at: dt.time = DEFAULT_TIME) -> None:
    """Have a job of this kind started once a day, from this time in London on; in `AppConfig.ready`.

    When nothing ran at that time, it is started at the first tick after it.
    """
    _nightly[kind] = at


def due_at(moment: dt.datetime) -> list[str]:
    """The kinds whose time has come on the moment's day. The moment is London's."""
    return sorted(kind for kind, at in _nightly.items() if moment.time() >= at)
