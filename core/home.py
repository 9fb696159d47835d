"""A role's home page is its work. Rooms register, in `AppConfig.ready`, what they have to offer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Line:
    """One thing to do: what it is, where it is done, and by when or since when, in words."""

    text: str
    url: str
    detail: str = ""
    late: bool = False


@dataclass(frozen=True)
class Work:
    """A block of the home page: a heading, its lines, where all of them are, what to do without any.

    One that is `urgent` stands out from the others.
    """

    title: str
    lines: list[Line] = field(default_factory=list)
    total: int = 0
    all_url: str = ""
    empty: str = ""
    urgent: bool = False


Provider = Callable[[Any], Work | None]
_providers: list[tuple[int, Provider]] = []


@dataclass(frozen=True)
class Link:
    """A place in the service navigation, for those who hold the permission."""

    text: str
    url_name: str
    permission: str
    order: int


_links: list[Link] = []


def offer(provider: Provider, order: int) -> None:
    """Register work for the home page; the provider answers None for those it does not concern."""
    _providers.append((order, provider))


def navigate(text: str, url_name: str, permission: str, order: int) -> None:
    """Register a link of the service navigation."""
    _links.append(Link(text, url_name, permission, order))


def work_of(user: Any) -> list[Work]:
    """The home page of one person, in order."""
    found = (provider(user) for _, provider in sorted(_providers, key=lambda pair: pair[0]))
    return [work for work in found if work is not None]


def links_of(user: Any) -> list[Link]:
    """The service navigation of one person, in order. A place that several permissions open is there once."""
    allowed = {link.url_name: link for link in _links if link.permission in user.access.permissions}
    return sorted(allowed.values(), key=lambda link: link.order)
