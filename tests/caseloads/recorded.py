"""A small team to allocate in: a manager, workers with children, a child to allocate."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from caseloads.models import CaseloadLimit, Child
from organisation.models import ServiceArea, Staff, Team, User
from tests.factories import (
    BEGINNING,
    ChildFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    UserFactory,
)

TODAY = dt.date(2023, 10, 16)


def day(text):
    return dt.date.fromisoformat(text)


@dataclass
class Office:
    """SWF West 1 with its manager, and a team elsewhere with another."""

    area: ServiceArea
    team: Team
    manager: User
    other_team: Team
    other_manager: User
    kim: Staff
    lee: Staff
    child: Child
    more: dict = field(default_factory=dict)

    def worker(self, name, children=0, team=None, **record):
        """A social worker of the team, with so many children."""
        said = {"role": "SW", "fte": Decimal(1), **record}
        staff = StaffFactory(
            name=name, record=team or self.team, **{f"record__{key}": value for key, value in said.items()}
        )
        self.children(staff, children)
        return staff

    def children(self, staff, number, **more):
        return [ChildFactory(status="CIN", worker=staff, **more) for _ in range(number)]

    def supported(self, name, children):
        """Somebody in the supported year who qualified this month: protected at 8."""
        CaseloadLimit.objects.get_or_create(
            kind="protected", protects="ASYE", children=8, children_at_end=15, months=24, starts_on=BEGINNING
        )
        return self.worker(name, children, qualifying_status="ASYE", qualified_on=dt.date(2023, 10, 2))


def make_office() -> Office:
    """Kim holds the child since the beginning; Lee holds nobody; the general limit is 17."""
    area = ServiceAreaFactory(name="SWF")
    team, other = TeamFactory(name="SWF West 1", record=area), TeamFactory(name="BIT East")
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    kim, lee = (
        StaffFactory(name=name, record=team, record__role="SW") for name in ("Kim Inventon", "Lee Madeup")
    )
    return Office(
        area=area,
        team=team,
        manager=UserFactory(
            name="Robin Testerton", roles=["practice_manager"], staff=StaffFactory(name="Robin", record=team)
        ),
        other_team=other,
        other_manager=UserFactory(
            name="Ali Inventon", roles=["practice_manager"], staff=StaffFactory(name="Ali", record=other)
        ),
        kim=kim,
        lee=lee,
        child=ChildFactory(case_ref="CH490004", status="CIN", worker=kim),
    )
