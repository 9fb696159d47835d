"""Two teams of a service area and one of another, their managers, and workers who hold so many children."""

import datetime as dt
from dataclasses import dataclass

from caseloads.actions.responses import respond
from caseloads.models import Allocation, Child, ChildStatus
from organisation.models import ServiceArea, Staff, StaffRecord, Team, User
from tests.factories import BEGINNING, ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory

REVIEW = dt.date(2023, 11, 16)
TEXT = "Two children move to the duty team by Friday."


@dataclass
class Full:
    """Who is there, by name."""

    area: ServiceArea
    west: Team
    east: Team
    bit: Team
    lead: User
    manager: User
    elsewhere: User
    performance: User


def make() -> Full:
    """Nobody holds a child yet."""
    area, other = ServiceAreaFactory(name="SWF"), ServiceAreaFactory(name="BIT")
    west, east = TeamFactory(name="SWF West 1", record=area), TeamFactory(name="SWF East 1", record=area)
    bit = TeamFactory(name="BIT East 1", record=other)
    return Full(
        area=area,
        west=west,
        east=east,
        bit=bit,
        lead=UserFactory(name="Lee Leadsworth", roles=["service_lead"], roles__service_area=area),
        manager=_manager("Sam Placewell", west),
        elsewhere=_manager("Kit Faraway", bit),
        performance=UserFactory(name="Pat Figures", roles=["performance"]),
    )


def _manager(name: str, team: Team) -> User:
    staff = StaffFactory(name=name, record=team)
    return UserFactory(name=name, staff=staff, roles=["practice_manager"])


def worker(team: Team, children: int = 0, name: str = "", **record) -> Staff:
    """A social worker of the team with so many children in need; `record` is the staff's."""
    values = {"role": "SW", "qualifying_status": "SW", **record}
    named = {"name": name} if name else {}
    staff = StaffFactory(record=team, **named, **{f"record__{key}": value for key, value in values.items()})
    hold(staff, children)
    return staff


def hold(staff: Staff, children: int, since: dt.date = BEGINNING) -> None:
    """So many more children of theirs."""
    begun = Child.objects.count()
    made = Child.objects.bulk_create(Child(case_ref=f"CF{begun + n:06}") for n in range(children))
    ChildStatus.objects.bulk_create(ChildStatus(child=each, status="CIN", starts_on=since) for each in made)
    Allocation.objects.bulk_create(Allocation(child=each, staff=staff, starts_on=since) for each in made)


def let_go(staff: Staff, children: int, on: dt.date) -> None:
    """So many of their children are no longer theirs from the day."""
    open_ones = list(Allocation.objects.filter(staff=staff, ends_on=None).values_list("pk", flat=True))
    Allocation.objects.filter(pk__in=open_ones[:children]).update(ends_on=on)


def becomes(staff: Staff, on: dt.date, **record) -> None:
    """From the day their record says something else."""
    last = staff.records.latest("starts_on")
    StaffRecord.objects.filter(pk=last.pk).update(ends_on=on)
    same = {
        name: getattr(last, name) for name in ("role", "qualifying_status", "team", "fte", "qualified_on")
    }
    StaffRecord.objects.create(staff=staff, starts_on=on, **{**same, **record})


def answered(made: Full, staff: Staff, by: User | None = None, about: str = "reported", **said):
    """A response to their caseload, the lead's unless said otherwise, on top of the newest."""
    newest = staff.caseload_responses.filter(about=about).first()
    seen = newest.pk if newest else 0
    wanted = {"text": TEXT, "review_on": REVIEW, "seen": seen, **said}
    return respond(by=by or made.lead, staff=staff, about=about, **wanted)
