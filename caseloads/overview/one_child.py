"""One child's page: statuses, workers, what is due by which policy, visits and supervisions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from caseloads.actions.ending import is_over
from caseloads.models import Allocation, Child, Status
from caseloads.models.placing import staff_within_reach_of
from caseloads.reading.dues import ChildDue, dues_of
from caseloads.reading.policies import Policies
from caseloads.rules.spans import merged
from organisation.dated import words


@dataclass(frozen=True)
class ToDo:
    """An allocation that somebody can end, or that has ended and can be put right."""

    pk: int
    since: dt.date
    words: str

    @property
    def from_words(self) -> str:
        return words(self.since)


@dataclass(frozen=True)
class Held:
    """A status or a worker of the child from a day to a day; `until` is None while it holds.

    `to_do` are the allocations that it is made of, the newest first.
    """

    name: str
    since: dt.date
    until: dt.date | None
    detail: str = ""
    url: str = ""
    to_do: tuple[ToDo, ...] = ()

    @property
    def from_words(self) -> str:
        return words(self.since)

    @property
    def until_words(self) -> str:
        return words(self.until) if self.until else ""


@dataclass(frozen=True)
class Page:
    """What the page shows of the child today and before; visits and supervisions are read beside it."""

    day: dt.date
    due: ChildDue | None
    statuses: list[Held]
    primary: list[Held]
    second: list[Held]

    @property
    def holder(self) -> Held | None:
        """The primary worker of the day."""
        held = (each for each in self.primary if each.since <= self.day)
        return next((each for each in held if each.until is None or self.day < each.until), None)


def page_of(child: Child, user: Any, day: dt.date) -> Page:
    """The child's page. Eleven queries at most."""
    due = dues_of([child.pk], day, Policies.read()).get(child.pk)
    allocations = list(child.allocations.select_related("staff"))
    reach = _within_reach(user, {each.staff_id for each in allocations})
    kinds = Allocation.Kind
    return Page(
        day,
        due,
        statuses_of(child),
        workers_of([each for each in allocations if each.kind == kinds.PRIMARY], reach, day),
        workers_of([each for each in allocations if each.kind == kinds.SECONDARY], reach, day),
    )


def statuses_of(child: Child) -> list[Held]:
    """The child's statuses, the newest first; periods that touch are one, with what was agreed last."""
    by_status: dict[str, list[Any]] = defaultdict(list)
    for record in child.statuses.all():
        by_status[record.status].append(record)
    found = []
    for code, records in by_status.items():
        for since, until in merged((each.starts_on, each.ends_on) for each in records):
            last = max(
                (each for each in records if _within(each, since, until)), key=lambda each: each.starts_on
            )
            found.append(Held(_named(code), since, until, last.agreed_visit))
    return _newest_first(found)


def _named(status: str) -> str:
    """'Looked after (CLA)'; 'Assessment'."""
    label = Status(status).label
    return label if label.upper() == status else f"{label} ({status})"


def workers_of(allocations: list[Allocation], reach: set[int], day: dt.date) -> list[Held]:
    """Who held the child, the newest first; a worker's periods that touch are one. Linked within reach."""
    by_staff: dict[int, list[Allocation]] = defaultdict(list)
    for each in allocations:
        by_staff[each.staff_id].append(each)
    found = []
    for pk, records in by_staff.items():
        url = reverse("caseload_worker", args=[pk]) if pk in reach else ""
        for since, until in merged((each.starts_on, each.ends_on) for each in records):
            own = [each for each in records if _within(each, since, until)]
            own.sort(key=lambda each: each.starts_on, reverse=True)
            to_do = tuple(
                ToDo(each.pk, each.starts_on, "Put right" if is_over(each, day) else "End") for each in own
            )
            found.append(Held(own[0].staff.name, since, until, own[0].reason, url, to_do))
    return _newest_first(found)


def _within(record: Any, since: dt.date, until: dt.date | None) -> bool:
    return bool(since <= record.starts_on and (until is None or record.starts_on < until))


def _newest_first(found: Iterable[Held]) -> list[Held]:
    return sorted(found, key=lambda each: (each.until is None, each.since), reverse=True)


def _within_reach(user: Any, staff: set[int]) -> set[int]:
    """Of the staff, those whose page the user may open. One query."""
    if user.access.sees_all_services:
        return staff
    return set(staff_within_reach_of(user.access).filter(staff__in=staff).values_list("staff", flat=True))
