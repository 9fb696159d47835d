"""What vanishes: the records of some days of which a file is said to be all there is (`--replace`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from core.history.wording import words
from core.importing.held import Held, Key, day_of
from core.importing.rows import Row
from core.importing.scope import Days

R_contra = TypeVar("R_contra", bound=Row, contravariant=True)


@dataclass(frozen=True)
class Removal:
    """A record that vanishes, and all that it said."""

    key: Key
    pk: int
    label: str
    before: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """'CD490004 visited on 4 October 2023: seen yes'."""
        said = [
            f"{name.replace('_', ' ')} {words(value)}"
            for name, value in self.before.items()
            if value not in ("", None)
        ]
        return f"{self.label}: {', '.join(said)}" if said else self.label


class Dated(Protocol[R_contra]):
    """What a kind of file with dated keys knows: its records by key, and the days that it replaces."""

    @property
    def records(self) -> Mapping[Any, Held]: ...

    @property
    def days(self) -> Days | None: ...

    def key(self, row: R_contra) -> Key: ...


def kept(rows: Iterable[R_contra], known: Dated[R_contra]) -> Mapping[Any, Held]:
    """The records that stay or are corrected."""
    vanishing = _gone(rows, known)
    if not vanishing:
        return known.records
    return {key: held for key, held in known.records.items() if key not in vanishing}


def removals(
    rows: Iterable[R_contra], known: Dated[R_contra], label: Callable[[Any, Held], str]
) -> list[Removal]:
    """The records that vanish, in the order of their keys' days. `label` calls one by its key and record."""
    vanishing = sorted(_gone(rows, known).items(), key=lambda item: (day_of(item[0]), item[1].pk))
    return [Removal(key, held.pk, label(key, held), held.values) for key, held in vanishing]


def _gone(rows: Iterable[R_contra], known: Dated[R_contra]) -> dict[Any, Held]:
    """Those whose key's day is one of those replaced, and whose key no row has."""
    days = known.days
    if days is None:
        return {}
    there = {known.key(row) for row in rows}
    return {key: held for key, held in known.records.items() if day_of(key) in days and key not in there}
