"""The demo council's records as plain rows, and who stands where on a day: no word of the generator's own."""

import datetime as dt
import functools
from collections import defaultdict
from typing import NamedTuple

from demo.council.making import make
from demo.council.rows import Rows
from tests.demo import files

FOREVER = dt.date(9999, 1, 1)


class Span(NamedTuple):
    """A period of something."""

    what: str
    begins: dt.date
    ends: dt.date
    agreed: str = ""

    def holds(self, day: dt.date) -> bool:
        """from <= day < to"""
        return self.begins <= day < self.ends


@functools.cache
def made() -> Rows:
    """The rows of the four files, made once for all tests."""
    return make()


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text) if text else FOREVER


@functools.cache
def statuses() -> dict[str, list[Span]]:
    """Each child's statuses."""
    found = defaultdict(list)
    for ref, status, begins, ends, agreed in made().statuses:
        found[ref].append(Span(status, _day(begins), _day(ends), agreed))
    return found


@functools.cache
def allocations(kind: str = "primary") -> dict[str, list[Span]]:
    """Each child's workers of a kind."""
    found = defaultdict(list)
    for ref, staff_id, its_kind, begins, ends in made().allocations:
        if its_kind == kind:
            found[ref].append(Span(staff_id, _day(begins), _day(ends)))
    return found


@functools.cache
def visits() -> dict[str, list[dt.date]]:
    """The days on which each child was seen, in order."""
    found = defaultdict(list)
    for ref, day, seen, _ in made().visits:
        if seen == "yes":
            found[ref].append(_day(day))
    return found


@functools.cache
def supervisions() -> dict[str, list[dt.date]]:
    """The days on which each child was discussed, in order."""
    found = defaultdict(list)
    for ref, day in made().supervisions:
        found[ref].append(_day(day))
    return found


@functools.cache
def staff() -> dict[str, list[tuple[dt.date, dt.date, files.Row]]]:
    """Each member of staff's records."""
    found = defaultdict(list)
    for row in files.rows("staff.csv"):
        found[row["staff_id"]].append((_day(row["from"]), _day(row["to"]), row))
    return found


def record(staff_id: str, day: dt.date) -> files.Row | None:
    """Somebody's record of a day."""
    return next((row for begins, ends, row in staff()[staff_id] if begins <= day < ends), None)


@functools.cache
def held_on(day: dt.date) -> dict[str, str]:
    """Who holds each child as primary worker on the day."""
    return {ref: span.what for ref, spans in allocations().items() for span in spans if span.holds(day)}


@functools.cache
def standing_on(day: dt.date) -> dict[str, dict[str, Span]]:
    """Each child's statuses of the day."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for ref, spans in statuses().items():
        for span in spans:
            if span.holds(day):
                found[ref][span.what] = span
    return found


def runs(spans: list[Span]) -> list[tuple[dt.date, dt.date]]:
    """Periods that touch or overlap made one."""
    found: list[tuple[dt.date, dt.date]] = []
    for span in sorted(spans, key=lambda span: span.begins):
        if found and span.begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span.ends))
        else:
            found.append((span.begins, span.ends))
    return found


def began(ref: str, status: str, day: dt.date) -> dt.date:
    """When the child's unbroken run of the status on the day began."""
    own = [span for span in statuses()[ref] if span.what == status]
    return next(begins for begins, ends in runs(own) if begins <= day < ends)
