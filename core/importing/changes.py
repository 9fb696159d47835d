"""What taking a file would change, worked out before anything is written."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from core.history.wording import words
from core.importing.held import Held
from core.importing.keys import day
from core.importing.removing import Removal
from core.importing.rows import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """A row that adds a record, or corrects the one with the primary key `pk`."""

    row: R
    key: Any
    label: str
    after: dict[str, Any]
    before: dict[str, Any] | None = None
    pk: int | None = None

    @property
    def sentence(self) -> str:
        """'SWF West 1 from 1 April 2023: statutory from yes to no.'"""
        if self.before is None:
            return self.label
        parts = [
            f"{name.replace('_', ' ')} from {words(old)} to {words(self.after[name])}"
            for name, old in self.before.items()
        ]
        return f"{self.label}: {', '.join(parts)}"


@dataclass(frozen=True)
class Changes(Generic[R]):
    """All that a file would change, and how many of its rows say what is recorded already."""

    added: list[Change[R]] = field(default_factory=list)
    corrected: list[Change[R]] = field(default_factory=list)
    unchanged: int = 0
    removed: Sequence[Removal] = ()

    def __bool__(self) -> bool:
        return bool(self.count)

    @property
    def count(self) -> int:
        """How many records are added, corrected or removed."""
        return len(self.added) + len(self.corrected) + len(self.removed)

    @property
    def all(self) -> list[Change[R]]:
        """Added and corrected, by the file's row."""
        return sorted([*self.added, *self.corrected], key=lambda change: change.row.number)

    @property
    def digest(self) -> str:
        """Equal for equal changes: what a person saw is what is taken."""
        digest = hashlib.sha256()
        for change in self.all:
            digest.update(_said(change.label, change.before, change.after))
        for removal in self.removed:
            digest.update(_said("removed", removal.label, dict(removal.before)))
        return digest.hexdigest()

    def in_words(self) -> str:
        """'3 would be added' is the caller's; this is '3 added, 1 corrected, 30 left as they were'."""
        parts = [f"{len(self.added):,} added", f"{len(self.corrected):,} corrected"]
        parts += [f"{len(self.removed):,} removed"] if self.removed else []
        return ", ".join([*parts, f"{self.unchanged:,} left as they were"])


def _said(*values: Any) -> bytes:
    return f"{json.dumps(values, default=str)}\n".encode()


def compare(
    rows: Iterable[R],
    held: Mapping[Hashable, Held],
    *,
    key: Callable[[R], Hashable],
    label: Callable[[R], str],
    values: Callable[[R], dict[str, Any]],
    removed: Sequence[Removal] = (),
) -> Changes[R]:
    """Each row against the record of its key: new, different, or the same.

    `values` are the row's columns but for its key, by the words that history uses; `held` has the same.
    `removed` are the records that vanish, as `core.importing.removing` finds them.
    """
    changes: Changes[R] = Changes()
    unchanged = 0
    for row in rows:
        whose, after = key(row), values(row)
        there = held.get(whose)
        if there is None:
            changes.added.append(Change(row, whose, label(row), after))
            continue
        different = [name for name in after if after[name] != there.values[name]]
        if not different:
            unchanged += 1
            continue
        before = {name: there.values[name] for name in different}
        now = {name: after[name] for name in different}
        changes.corrected.append(Change(row, whose, label(row), now, before, there.pk))
    return Changes(changes.added, changes.corrected, unchanged, removed)


def filled(row: R, held: Held | None, fields: Mapping[str, str]) -> R:
    """The row with what is recorded in its columns that the file does not have: of them it says nothing.

    `fields` gives the row's field by the heading of each column that may be missing, by which
    `held.values` go as well.
    """
    if held is None or row.absent.isdisjoint(fields):
        return row
    recorded = {name: held.values[heading] for heading, name in fields.items() if heading in row.absent}
    return row.model_copy(update=recorded)


def since(name: str, starts_on: dt.date) -> str:
    """'SWF West 1 from 1 April 2023'."""
    return f"{name} from {day(starts_on)}"
