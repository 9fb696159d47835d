"""The names by which files know indicators and sections: each is one thing's, however it is spelt."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from core.importing.problems import Problem
from core.importing.rows import Row
from indicators.rules.called import folded

R = TypeVar("R", bound=Row)


def taken(
    rows: Sequence[R],
    *,
    column: str,
    whose: Callable[[R], str],
    names: Callable[[R], Iterable[str]],
    known: Mapping[str, str],
) -> Iterator[Problem]:
    """The problems of names that are another's already, or in an earlier row.

    `known` gives by folded name whose it is; `column` is where `whose` stands.
    """
    owners, where = dict(known), dict.fromkeys(known, "")
    for row in rows:
        for name in names(row):
            owner = owners.setdefault(folded(name), whose(row))
            place = where.setdefault(folded(name), f" (row {row.number})")
            if owner != whose(row):
                at = "name" if folded(name) == folded(getattr(row, "name", "")) else "also_called"
                words = f"A name of nothing else: files know {owner}{place} by it. Is this the same {column}?"
                yield Problem(row.number, at, name, words)
