"""What a page that changes something says of the child first: statuses, who holds it, what is planned."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from caseloads.models import Allocation, Child
from caseloads.reading.dues import statuses_of
from organisation import dated
from organisation.reading import Fact

PRIMARY = Allocation.Kind.PRIMARY


@dataclass(frozen=True)
class Held:
    """A child's allocations that hold the day or are to come, and the last primary one before."""

    child: Child
    statuses: str
    primary: Allocation | None
    seconds: list[Allocation]
    planned: list[Allocation]
    last: Allocation | None

    def facts(self) -> list[Fact]:
        """As lines of a summary."""
        found = [Fact("Statuses", self.statuses or "None today"), self._holder()]
        found += [Fact("Second worker", each.staff.name, _page(each)) for each in self.seconds]
        return [*found, *(Fact("Planned", _planned(each), _page(each)) for each in self.planned)]

    def _holder(self) -> Fact:
        if self.primary is not None:
            since = f"{self.primary.staff.name}, since {dated.words(self.primary.starts_on)}"
            return Fact("Primary worker", since, _page(self.primary))
        if self.last is None or self.last.ends_on is None:
            return Fact("Primary worker", "Nobody yet")
        until = f"Nobody. {self.last.staff.name} was until {dated.words(self.last.ends_on)}"
        return Fact("Primary worker", until, _page(self.last))


def held(child: Child, day: dt.date) -> Held:
    """Of one child. Two queries."""
    statuses = statuses_of([child.pk], day).get(child.pk)
    every = list(child.allocations.select_related("staff").order_by("starts_on", "pk"))
    now = [each for each in every if each.starts_on <= day and (each.ends_on is None or day < each.ends_on)]
    before = [each for each in every if each.kind == PRIMARY and each.ends_on and each.ends_on <= day]
    return Held(
        child=child,
        statuses=statuses.in_words() if statuses else "",
        primary=next((each for each in now if each.kind == PRIMARY), None),
        seconds=[each for each in now if each.kind != PRIMARY],
        planned=[each for each in every if each.starts_on > day],
        last=before[-1] if before else None,
    )


def _planned(allocation: Allocation) -> str:
    role = allocation.get_kind_display().lower()
    return f"{allocation.staff.name} as {role} from {dated.words(allocation.starts_on)}"


def _page(allocation: Allocation) -> str:
    return reverse("caseload_worker", args=[allocation.staff_id])
