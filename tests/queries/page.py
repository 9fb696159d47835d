"""A page in the table of tests/test_queries.py: how often it asks the database, whatever it shows.

    Page("teams", ADMIN, 9, fill=teams)

`fill(world, numbers)` makes a row for each of the numbers, in the world of tests/permissions/world.py;
`args` gives the address's arguments, `query` what stands behind the question mark.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.world import World


@dataclass(frozen=True)
class Page:
    """One page, as one role asks for it, and the committed number of its queries."""

    name: str
    role: str
    queries: int
    fill: Callable[[World, Iterable[int]], object]
    args: Callable[[World], list[Any]] = lambda world: []
    query: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name}-{self.note}" if self.note else self.name
