"""What a place holds: the sums of its workers, with the same measures as a worker's own."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.urls import reverse

from caseloads.overview.children import NOBODY, UNALLOCATED
from caseloads.overview.picture import Picture, WorkerLoad
from caseloads.rules import limits as rules

NO_RECORD = "Workers without a staff record"
TOTAL = "Total"
QUERIES = {"area": "service_area", "team": "team"}
"""How the lists' filters name a place."""


@dataclass(frozen=True)
class Load:
    """A place's caseloads. `held` leaves out whom nobody holds, `within` counts against `limits`.

    Case holders are those who hold a child; the FTE and the limits are theirs. A worker without an FTE or
    a limit adds nothing to the limits, nor their children to what is counted against them.
    """

    name: str
    url: str = ""
    query: str | None = ""
    children: int = 0
    held: int = 0
    holders: int = 0
    fte: Decimal = Decimal(0)
    within: int = 0
    limits: Decimal = Decimal(0)
    reported: int = 0
    would_be_reported: int = 0
    over: int = 0
    over_protected: int = 0
    late_visits: int = 0
    late_supervisions: int = 0
    alarms: int = 0
    in_alarm: int = 0

    @property
    def per_fte(self) -> Decimal | None:
        """Children held per 1 FTE of those who hold them; None without an FTE."""
        return rules.per_fte(self.held, self.fte)

    @property
    def share(self) -> Decimal | None:
        """Of the case holders' limits together, in per cent; None where there are none."""
        return Decimal(100 * self.within) / self.limits if self.limits else None


def load_of(name: str, workers: Iterable[WorkerLoad], url: str = "", query: str | None = "") -> Load:
    """The sums of the workers. `query` finds them in the lists: 'team=3'; None where no list can."""
    holding = [each for each in workers if each.children]
    limited = [(each.children, each.limit.own) for each in holding if each.limit and each.limit.own]
    held = sum(each.children for each in holding)
    return Load(
        name=name,
        url=url,
        query=query,
        children=held,
        held=held,
        holders=len(holding),
        fte=sum((each.fte or Decimal(0) for each in holding), Decimal(0)),
        within=sum(children for children, _ in limited),
        limits=sum((own for _, own in limited), Decimal(0)),
        reported=sum(each.is_reported for each in holding),
        would_be_reported=sum(each.would_be_reported for each in holding),
        over=sum(each.is_over for each in holding),
        over_protected=sum(each.is_over_protected for each in holding),
        late_visits=sum(each.late_visits for each in holding),
        late_supervisions=sum(each.late_supervisions for each in holding),
        alarms=sum(bool(each.alarm) for each in holding),
        in_alarm=sum(each.children for each in holding if each.alarm),
    )


def total(loads: Iterable[Load], query: str = "") -> Load:
    """The sums of the places."""
    found = list(loads)
    numbers: dict[str, Any] = {each.name: each.type for each in fields(Load) if each.type in (int, Decimal)}
    sums = {name: kind(sum(getattr(load, name) for load in found)) for name, kind in numbers.items()}
    return Load(TOTAL, query=query, **sums)


def unallocated(shown: Picture) -> Load:
    """Those whom nobody holds, as a place of their own."""
    visits, talks = shown.late_unallocated
    return Load(
        UNALLOCATED,
        query=f"worker={NOBODY}",
        children=len(shown.unallocated),
        late_visits=visits,
        late_supervisions=talks,
    )


def of_areas(shown: Picture, open_to: frozenset[int] | None) -> list[Load]:
    """A load a service area, the fullest first; only those `open_to` the reader are linked (None: all)."""
    return _loads(shown.workers, "area", open_to)


def of_teams(shown: Picture) -> list[Load]:
    """A load a team, the fullest first."""
    return _loads(shown.workers, "team", None)


def _loads(workers: Iterable[WorkerLoad], kind: str, open_to: frozenset[int] | None) -> list[Load]:
    groups: dict[tuple[int | None, str], list[WorkerLoad]] = {}
    for each in workers:
        groups.setdefault((getattr(each, f"{kind}_id"), getattr(each, kind)), []).append(each)
    loads = [
        load_of(
            name or NO_RECORD,
            members,
            url=reverse(f"caseload_{kind}", args=[pk]) if pk and (open_to is None or pk in open_to) else "",
            query=f"{QUERIES[kind]}={pk}" if pk else None,
        )
        for (pk, name), members in groups.items()
    ]
    return sorted(loads, key=lambda load: (-(load.per_fte or 0), load.name.casefold()))
