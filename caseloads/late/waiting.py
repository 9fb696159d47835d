"""The queue: open children whom nobody holds as primary worker, since when, and who held them last."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from caseloads.models import Allocation, Child, ChildStatus, Status
from caseloads.reading.placed import Placed, placed
from caseloads.rules.spans import Span, began


@dataclass(frozen=True)
class Waiting:
    """A child whom nobody holds. Worker, team and service area are those of who held it last, if anybody."""

    child: Placed
    codes: tuple[str, ...]
    since: dt.date
    days: int
    planned: str = ""
    """'Kim Inventon from 1 November 2023', where somebody is to hold it."""

    @property
    def pk(self) -> int:
        return self.child.pk

    @property
    def case_ref(self) -> str:
        return self.child.case_ref

    @property
    def team_id(self) -> int | None:
        return self.child.team_id

    @property
    def team(self) -> str:
        return self.child.team

    @property
    def area_id(self) -> int | None:
        return self.child.area_id

    @property
    def area(self) -> str:
        return self.child.area

    @property
    def statuses(self) -> str:
        """'CP, CLA'."""
        return ", ".join(self.codes)


def waiting(user: Any, day: dt.date) -> list[Waiting]:
    """Those within the user's reach, the longest first. Six queries, however many there are."""
    children = Child.objects.visible_to(user).open_on(day).without_worker_on(day).order_by("case_ref")
    found = placed(children.values_list("pk", "case_ref"), day)
    pks = [each.pk for each in found]
    open_, planned = _open(pks, day), _planned(pks, day)
    rows = [
        Waiting(child, codes, since, (day - since).days, planned.get(child.pk, ""))
        for child in found
        for codes, begun in [open_[child.pk]]
        for since in [max(begun, child.until) if child.until else begun]
    ]
    return sorted(rows, key=lambda row: (row.since, row.child.case_ref))


def _open(children: list[int], day: dt.date) -> dict[int, tuple[tuple[str, ...], dt.date]]:
    """By child its statuses of the day, and since when it has had any without a break. One query."""
    spans: dict[int, list[Span]] = defaultdict(list)
    codes: dict[int, set[str]] = defaultdict(set)
    begun = ChildStatus.objects.filter(child__in=children, starts_on__lte=day).order_by()
    for child, status, starts_on, ends_on in begun.values_list("child_id", "status", "starts_on", "ends_on"):
        spans[child].append((starts_on, ends_on))
        if ends_on is None or day < ends_on:
            codes[child].add(status)
    return {
        child: (tuple(code for code in Status.values if code in codes[child]), since)
        for child, found in spans.items()
        if (since := began(found, day))
    }


def _planned(children: list[int], day: dt.date) -> dict[int, str]:
    """By child, who is to hold it and from when. One query."""
    later = Allocation.objects.filter(
        child__in=children, kind=Allocation.Kind.PRIMARY, starts_on__gt=day
    ).order_by("-starts_on")
    return {
        child: f"{name} from {starts_on:%-d %B %Y}"
        for child, name, starts_on in later.values_list("child_id", "staff__name", "starts_on")
    }
