"""What the clock starts: nightly jobs, and those that each tick starts when there is something to do.

Beat only ticks; the database knows what was started on which day, in London's time, and what is open.
"""

import datetime as dt
from collections.abc import Callable, Iterator

DEFAULT_TIME = dt.time(2, 0)

When = Callable[[], bool]
_nightly: dict[str, dt.time] = {}
_each_tick: dict[str, When] = {}


def nightly(kind: str, at: dt.time = DEFAULT_TIME) -> None:
    """Have a job of this kind started once a day, from this time in London on; in `AppConfig.ready`.

    When nothing ran at that time, it is started at the first tick after it.
    """
    _nightly[kind] = at


def due_at(moment: dt.datetime) -> list[str]:
    """The kinds whose time has come on the moment's day. The moment is London's."""
    return sorted(kind for kind, at in _nightly.items() if moment.time() >= at)


def each_tick(kind: str, *, when: When) -> None:
    """Have a job of this kind started within a minute whenever `when()` says that there is work.

    None is started while one waits or runs. `when` is asked each minute: it looks at an index, no more.
    """
    _each_tick[kind] = when


def checks() -> Iterator[tuple[str, When]]:
    """The kinds that each tick asks about, and what it asks."""
    yield from sorted(_each_tick.items())
