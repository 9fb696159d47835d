"""Which function does which kind of job. Rooms register theirs in `tasks.py`, at start-up."""

from collections.abc import Callable
from dataclasses import dataclass

from core.jobs.errors import UnknownKind
from core.jobs.running import Running

Work = Callable[[Running], None]


@dataclass(frozen=True)
class Handler:
    """A kind of job: its name, its title in words, the function that does it."""

    kind: str
    title: str
    work: Work


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, title: str) -> Callable[[Work], Work]:
    """Register the function as the one that does jobs of this kind. A kind has one handler."""

    def register(work: Work) -> Work:
        if kind in _handlers:
            raise ValueError(f"The job {kind} has a handler already.")
        _handlers[kind] = Handler(kind, title, work)
        return work

    return register


def find(kind: str) -> Handler:
    """The handler of the kind; UnknownKind when there is none."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(f"Nothing is registered to do the job {kind}.") from None
