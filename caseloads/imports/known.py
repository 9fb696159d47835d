"""What rows about children are checked against: read for the file's own children, and no others.

A file of one month beside ten years of records reads that month of its children, some thousands at a time.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import QuerySet

from caseloads.models import Child
from core.importing.held import Held
from core.importing.problems import Problem
from core.importing.scope import Days, Scope

AT_ONCE = 2_000
T = TypeVar("T")

Records = dict[Hashable, Held]


@dataclass(frozen=True)
class KnownOfChildren:
    """The file's children that are known, and what is recorded of them, by the key of this kind of file."""

    children: Mapping[str, int]
    records: Mapping[Hashable, Held] = field(default_factory=dict)
    days: Days | None = None


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """So many at once as a statement takes well."""
    listed = list(items)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]


@dataclass(frozen=True)
class Reading:
    """Where this kind of record is read, and by which of its days; the scope says how much of it."""

    scope: Scope[Any]
    records: QuerySet[Any]
    on: str

    def children(self) -> dict[str, int]:
        """The primary keys of the children concerned by case reference; their rows locked for a taking.

        Whoever records something of a child by hand locks it too, and so do two files at once, in one order.
        """
        refs = {row.case_ref for row in self.scope.rows}
        refs.update(self._replaced().values_list("child__case_ref", flat=True).distinct())
        found: dict[str, int] = {}
        for some in chunks(sorted(refs)):
            children = Child.objects.filter(case_ref__in=some).order_by("case_ref")
            if self.scope.lock:
                children = children.select_for_update()
            found.update(children.values_list("case_ref", "pk"))
        return found

    def of(
        self, children: Mapping[str, int], *fields: str, between: tuple[dt.date, dt.date] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Primary key, case reference and fields of each record that the rows may meet.

        Those of the children, on days between two where they are given; and those of the days of which the
        file is all there is. Some come twice.
        """
        values = ("pk", "child__case_ref", *fields)
        plain = self.records.order_by()
        if between is not None:
            plain = plain.filter(**{f"{self.on}__range": between})
        for pks in chunks(children.values()):
            yield from plain.filter(child__in=pks).values_list(*values)
        yield from self._replaced().values_list(*values)

    def _replaced(self) -> QuerySet[Any]:
        days = self.scope.days
        if days is None:
            return self.records.none()
        return self.records.order_by().filter(**{f"{self.on}__range": (days.first, days.last)})


def unknown_child(row: Any, known: KnownOfChildren) -> Iterator[Problem]:
    """The problem of a row whose child is not known, if it isn't."""
    if row.case_ref not in known.children:
        words = "A case_ref that is known: import statuses first, with which a child begins."
        yield Problem(row.number, "case_ref", row.case_ref, words)
