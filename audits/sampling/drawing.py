"""What a draw is given from the records, and what is kept of it so that it can be repeated."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from audits.models import Audit, Cycle, Draw, Expectation, FrameCase
from audits.rules.expecting import owed
from audits.rules.independence import SUPERVISED_MONTHS
from audits.rules.sample import APART_MONTHS, DRAWN, Auditor, Case, Earlier, Sample, Stratum, Wanted
from audits.rules.sampling import draw
from audits.standing import teams_worked_in
from core import clock, months
from organisation.models import RoleHolding, Staff, StaffRecord
from organisation.roles import SEES_SERVICE_AREAS


@dataclass(frozen=True)
class Asked:
    """What the draw of one cycle was asked: numbers, who audits, and which children were audited of late.

    `expected` and `allocated` say by auditor where their room comes from.
    """

    wanted: Wanted
    auditors: tuple[Auditor, ...]
    earlier: Mapping[str, Earlier]
    expected: Mapping[int, int | None]
    allocated: Mapping[int, int]


def first_day(cycle: Cycle) -> dt.date:
    """The first day on which an audit of a child bars another in this cycle."""
    return months.minus_months(min(cycle.month, clock.today()), APART_MONTHS)


def ask(cycle: Cycle, wanted: Wanted, chosen: Collection[int] | None = None) -> Asked:
    """All that a draw for the cycle needs besides the cases; `chosen` auditors stand for those expected."""
    expected = expected_of(cycle) if chosen is None else dict.fromkeys(sorted(chosen))
    allocated = allocated_in(cycle, expected)
    rooms = {key: (number or 0) - allocated[key] for key, number in expected.items()}
    return Asked(wanted, tuple(barred(rooms)), earlier_audits(cycle), expected, allocated)


def expected_of(cycle: Cycle) -> dict[int, int | None]:
    """Who is expected to audit when the cycle is due, and how many; a person's own stands for their role's.

    Where nothing is recorded of anybody, each practice manager, with None.
    """
    day = cycle.due_on
    in_force = list(Expectation.objects.on(day).values_list("role", "staff_id", "audits"))
    by_role = {role: number for role, staff, number in in_force if staff is None}
    personal = {staff: number for role, staff, number in in_force if staff is not None}
    roles = dict(StaffRecord.objects.on(day).order_by("staff_id").values_list("staff_id", "role"))
    found = {key: owed(by_role.get(role), personal.get(key)) for key, role in roles.items()}
    if not in_force:
        return {key: None for key, role in roles.items() if role == "PM"}
    return {key: number for key, number in found.items() if number}


def allocated_in(cycle: Cycle, staff: Iterable[int]) -> Counter[int]:
    """How many audits of the cycle each has already, exempted ones among them, withdrawn ones not."""
    held = cycle.audits.filter(auditor__in=list(staff)).exclude(state=Audit.State.WITHDRAWN)
    return Counter(held.order_by().values_list("auditor_id", flat=True))


def barred(rooms: Mapping[int, int]) -> list[Auditor]:
    """The auditors with the teams that they were in, and the service areas that they led, of late."""
    teams = teams_worked_in(rooms)
    led: dict[int, set[int]] = {}
    today = clock.today()
    holdings = RoleHolding.objects.filter(role__in=SEES_SERVICE_AREAS, starts_on__lte=today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=months.minus_months(today, SUPERVISED_MONTHS))
    )
    for staff, area in holdings.filter(user__staff__in=list(rooms)).values_list(
        "user__staff_id", "service_area_id"
    ):
        led.setdefault(staff, set()).add(area)
    return [
        Auditor(key, room, teams.get(key, frozenset()), frozenset(led.get(key, ())))
        for key, room in sorted(rooms.items())
    ]


def earlier_audits(cycle: Cycle, but: Collection[int] = ()) -> dict[str, Earlier]:
    """Children whose other audits bar them from this cycle, by case reference; `but` these audits."""
    found: dict[str, Earlier] = {}
    others = Audit.objects.exclude(pk__in=but).select_related("cycle").order_by("completed_on", "pk")
    done = others.completed().filter(completed_on__gte=first_day(cycle))
    for audit in done:
        found[audit.case_ref] = Earlier(audit.completed_on)
    for audit in others.filter(cycle=cycle, state__in=Audit.LEFT_OUT):
        found[audit.case_ref] = Earlier(audit.is_due_on, "excused")
    waiting = others.to_do()
    for audit in waiting.exclude(state=Audit.State.ALLOCATED, cycle__state=Cycle.State.CLOSED):
        found[audit.case_ref] = Earlier(audit.is_due_on, "to_do")
    return found


def kept(asked: Asked, frame: Sequence[Case], sample: Sample) -> dict[str, Any]:
    """What a draw keeps in `asked`, as JSON holds it; case references are in its cases alone."""
    wanted = asked.wanted
    seen = [(case.position, asked.earlier.get(case.case_ref)) for case in frame]
    return {
        "since": wanted.since.isoformat(),
        "total": wanted.total,
        "numbers": {str(area): number for area, number in sorted(wanted.numbers.items())},
        "auditors": [
            {
                "staff": each.key,
                "room": each.room,
                "expected": asked.expected[each.key],
                "allocated": asked.allocated[each.key],
                "teams": sorted(each.teams),
                "areas": sorted(each.areas),
            }
            for each in asked.auditors
        ],
        "earlier": [[place, each.day.isoformat(), each.how] for place, each in seen if each],
        "strata": [[s.area, s.team, s.listed, s.able, s.wanted, s.drawn] for s in sample.strata],
    }


def strata_of(draw_: Draw) -> list[Stratum]:
    """The draw's strata as they came out."""
    return [Stratum(*each) for each in draw_.asked["strata"]]


def wanted_of(draw_: Draw) -> Wanted:
    """What the draw was asked for."""
    said = draw_.asked
    numbers = {int(area): number for area, number in said["numbers"].items()}
    return Wanted(dt.date.fromisoformat(said["since"]), said["total"], numbers)


def frame_of(draw_: Draw) -> list[Case]:
    """The cases that the draw was made from."""
    rows = draw_.cases.order_by("position")
    return [Case(*row) for row in rows.values_list("position", "case_ref", "service_area_id", "team_id")]


def repeat(draw_: Draw) -> Sample:
    """The draw once more, from nothing but what was kept of it."""
    said, frame = draw_.asked, frame_of(draw_)
    auditors = [
        Auditor(each["staff"], each["room"], frozenset(each["teams"]), frozenset(each["areas"]))
        for each in said["auditors"]
    ]
    refs = {case.position: case.case_ref for case in frame}
    earlier = {
        refs[place]: Earlier(dt.date.fromisoformat(day), how)
        for place, day, how in said["earlier"]
        if place in refs
    }
    return draw(frame, wanted_of(draw_), auditors, earlier, draw_.seed)


def holds(draw_: Draw, sample: Sample) -> bool:
    """Whether the sample is the draw's: the same digest, and the same places drawn as its cases say."""
    drawn = draw_.cases.filter(instead_of__isnull=True)
    first = drawn.filter(outcome__in=[FrameCase.Outcome.DRAWN, FrameCase.Outcome.SWAPPED_OUT])
    places = {each.case.position for each in sample.cases if each.outcome == DRAWN}
    return sample.digest == draw_.digest and set(first.values_list("position", flat=True)) == places


def auditors_named(draw_: Draw) -> dict[int, Staff]:
    """The draw's auditors by primary key."""
    return Staff.objects.in_bulk([each["staff"] for each in draw_.asked["auditors"]])
