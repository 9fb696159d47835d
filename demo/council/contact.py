"""Visits and supervisions as they come about: at intervals by the child's status, soon after it begins."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from random import Random

from demo.council.audited import Audited
from demo.council.children import Child, Status
from demo.council.days import LAST, next_working, ordinal, working
from demo.council.timescales import Timescale, supervised, visited

FIRST_VISIT, FIRST_SUPERVISION = ordinal("2022-08-08") or 0, ordinal("2022-07-04") or 0
LONG_BEFORE = 130
"""Visits that are agreed for rarer times are looked back on for longer."""
VISIT_EVERY = {
    "EH": (17, 25),
    "ASSESSMENT": (15, 22),
    "CIN": (14, 20),
    "CIN_CWD": (28, 38),
    "CP": (8, 13),
    "CLA": (28, 38),
    "CL": (44, 60),
}
RARER = {"3 months": (68, 86), "6 months": (140, 172)}
SUPERVISION_EVERY = {
    "EH": (52, 66),
    "ASSESSMENT": (26, 31),
    "CIN": (52, 62),
    "CIN_CWD": (54, 61),
    "CP": (26, 30),
    "CLA": (56, 70),
    "CL": (80, 96),
}
SOON = {"ASSESSMENT": 8, "CP": 9, "CLA": 8}
OLD_AGE = 25
"""A late visit or supervision is up to so many days late on the day of an audit."""


@dataclass
class Contact:
    """A child's visits or supervisions: days in order. No day between `kept` is touched any more."""

    days: list[int] = field(default_factory=list)
    tried: list[int] = field(default_factory=list)
    kept: tuple[int, int] = (0, 0)

    def between(self, first: int, last: int) -> bool:
        """Whether there is one from the first to the last day, both in."""
        return bisect_left(self.days, first) < bisect_right(self.days, last)

    def add(self, day: int) -> None:
        """One more, if there is none that day."""
        if not self.between(day, day):
            insort(self.days, day)

    def remove(self, first: int, last: int) -> list[int]:
        """Take away those from the first to the last day, both in; which they were."""
        start, end = bisect_left(self.days, first), bisect_right(self.days, last)
        gone = self.days[start:end]
        del self.days[start:end]
        return gone


def visits(child: Child, random: Random) -> Contact:
    """The child's visits, before any is late."""
    found = Contact()
    for status, ends in _segments(child):
        every = RARER.get(status.agreed, VISIT_EVERY[status.status])
        begins = FIRST_VISIT - LONG_BEFORE if status.agreed in RARER else FIRST_VISIT
        soon = SOON.get(status.status, every[0])
        _series(found, status.starts, ends, begins, every, soon, random)
    return found


def supervisions(child: Child, random: Random) -> Contact:
    """The child's supervisions, before any is late."""
    found = Contact()
    for status, ends in _segments(child):
        every = SUPERVISION_EVERY[status.status]
        _series(found, status.starts, ends, FIRST_SUPERVISION, every, every[0], random)
    return found


def _segments(child: Child) -> list[tuple[Status, int]]:
    """The statuses one after another; where two hold the same days, the later one's intervals go."""
    found = []
    for place, status in enumerate(child.statuses):
        ends = status.ends or LAST + 1
        if place + 1 < len(child.statuses):
            ends = min(ends, child.statuses[place + 1].starts)
        found.append((status, ends))
    return found


def _series(
    found: Contact,
    starts: int,
    ends: int,
    begins: int,
    every: tuple[int, int],
    soon: int,
    random: Random,
) -> None:
    """Working days from some day soon after the start (or after the beginning of records) to the end."""
    if starts >= begins - every[1]:
        day = starts + random.randrange(soon + 1)
    else:
        day = begins + random.randrange(every[0])
    if found.days and day - found.days[-1] < 4:
        day = found.days[-1] + every[0]
    while day < ends and day <= LAST:
        day = next_working(day)
        if day < ends and day <= LAST:
            found.days.append(day)
        day += random.randrange(every[0], every[1] + 1)


def as_audited(child: Child, audited: Audited, seen: Contact, discussed: Contact, random: Random) -> None:
    """Have the records say of the audit's day what they shall say."""
    for said, timescale, contact in (
        (audited.visit, visited(child, audited.day), seen),
        (audited.supervision, supervised(child, audited.day), discussed),
    ):
        if said is not None and timescale is not None:
            _say(said, timescale, contact, audited.day, random)


def _say(said: bool, timescale: Timescale, contact: Contact, day: int, random: Random) -> None:
    earliest = timescale.earliest(day)
    first = earliest if said else earliest - random.randrange(2, OLD_AGE)
    contact.kept = (first, day)
    if not said:
        contact.tried += contact.remove(first, day)[-1:]
    elif not contact.between(earliest, day):
        days = working(max(earliest, timescale.began), day) or (day,)
        contact.add(random.choice(days))
