"""A row of the table in tests/test_permissions.py: one address, and what each role gets there.

    Row("audit", own=lambda w, user: [w.own_audit.pk], other=lambda w, user: [w.other_audit.pk],
        get=allow(QA, HEAD, LEAD, PM), get_other=allow(QA))

`own` and `other` give the address's arguments from the world and the user who asks: a row of one's own
(in one's own team or service area, allocated to oneself, asked for by oneself) and somebody else's; an
address without a row has neither. `get`, `get_other`, `post`, `post_other` give the status by role. Who
is not named lacks the right: a 403; `anonymous` is sent to sign in: a 302. Of `get_other` who is not
named, but reaches their own, gets a 404: somebody else's row is not there. A POST (with `data`) that is
not described must refuse whom the GET refuses. `note` tells rows of one name apart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from organisation.roles import Role
from tests.permissions.world import World

ANON = "anonymous"
PM, QA = Role.PRACTICE_MANAGER.value, Role.QA.value
HEAD, LEAD = Role.HEAD_OF_SERVICE.value, Role.SERVICE_LEAD.value
PERF, SCRUTINY = Role.PERFORMANCE.value, Role.SCRUTINY.value
PANEL, ADMIN = Role.PANEL.value, Role.ADMINISTRATOR.value
SIGNED_IN = (PM, QA, HEAD, LEAD, PERF, SCRUTINY, PANEL, ADMIN)
ROLES = (ANON, *SIGNED_IN)

Args = Callable[[World, Any], list[Any]]
Data = Callable[[World, Any], dict[str, Any]]


def allow(*roles: str, status: int = 200) -> dict[str, int]:
    """These roles get this answer."""
    return dict.fromkeys(roles, status)


@dataclass(frozen=True)
class Ask:
    """One request of the table: by whom, for whose row, and the status that the table says."""

    role: str
    method: str
    whose: str
    args: Args
    expected: frozenset[int]


def _nothing(world: World, user: Any) -> list[Any]:
    return []


def _no_data(world: World, user: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """One address; see the module."""

    name: str
    get: Mapping[str, int] = field(default_factory=dict)
    own: Args = _nothing
    other: Args | None = None
    get_other: Mapping[str, int] = field(default_factory=dict)
    post: Mapping[str, int] = field(default_factory=dict)
    post_other: Mapping[str, int] = field(default_factory=dict)
    data: Data = _no_data
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name}-{self.note}" if self.note else self.name

    def asks(self) -> Iterator[Ask]:
        """Every request that the row says something about."""
        for role in ROLES:
            own = self.get.get(role, _lacks(role))
            yield from _both(role, "own", self.own, own, self.post.get(role))
            if self.other is not None:
                other = self.get_other.get(role, own if own in REFUSALS[role] else 404)
                yield from _both(role, "other", self.other, other, self.post_other.get(role))


REFUSALS = {role: frozenset({302} if role == ANON else {403, 404}) for role in ROLES}


def _lacks(role: str) -> int:
    return 302 if role == ANON else 403


def _both(role: str, whose: str, args: Args, got: int, posted: int | None) -> Iterator[Ask]:
    """The GET, and the POST if it is described or must refuse; a page that takes no POST says 405."""
    yield Ask(role, "GET", whose, args, frozenset({got}))
    if posted is not None:
        yield Ask(role, "POST", whose, args, frozenset({posted}))
    elif got in REFUSALS[role]:
        yield Ask(role, "POST", whose, args, REFUSALS[role] | ({405} if role != ANON else set()))
