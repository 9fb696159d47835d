"""Who does things: a person who is signed in, or a process."""

from dataclasses import dataclass
from typing import Any, Protocol


class Actor(Protocol):
    """What an action needs to know of whoever asks for it. `organisation.User` is one, `Service` another."""

    @property
    def pk(self) -> Any: ...

    @property
    def name(self) -> Any: ...

    def may(self, permission: Any) -> bool: ...


@dataclass(frozen=True)
class Service:
    """A process, by the name that history shows: Service("the nightly roll-up"). It may do anything."""

    name: str
    pk: None = None

    def may(self, permission: Any) -> bool:
        return True


def checked(by: Any) -> Any:
    """The actor, or TypeError: nothing is done by nobody, nor by a user who isn't signed in."""
    signed_in = getattr(by, "pk", None) is not None and bool(getattr(by, "name", None))
    if signed_in or isinstance(by, Service):
        return by
    raise TypeError(f"An action is done by a user or a Service, not by {by!r}.")
