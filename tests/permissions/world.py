"""The world in which the permission table is asked: two service areas, two teams, a user of each role.

`own` is what lies in the service area SWF and its team, where the practice manager works, and of which
the head of service and the service lead are so; `other` lies in BIT. Each room's part of the world is
made by its own module in this folder.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core.history import Service
from organisation import actions
from organisation.models import ServiceArea, Staff, Team, User
from organisation.roles import SEES_SERVICE_AREAS, Role
from tests.factories import PASSWORD, ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory

THE_TEST = Service("the test")
APRIL = dt.date(2023, 4, 1)


@dataclass
class Side:
    """One half of the world; rooms add what they need by name."""

    area: ServiceArea
    team: Team
    staff: Staff
    more: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["more"][name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class World:
    """Everything that a row may name."""

    own: Side
    other: Side
    users: dict[str, User]
    stranger: User
    more: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["more"][name]
        except KeyError:
            raise AttributeError(name) from None


def _side(name: str) -> Side:
    area = ServiceAreaFactory(name=name)
    team = TeamFactory(name=f"{name} team", record=area)
    return Side(area, team, StaffFactory(name=f"Manager of {name}", record=team))


def make() -> World:
    """Two service areas, two teams, a user of each role, and somebody whose rows are nobody else's."""
    own, other = _side("SWF"), _side("BIT")
    users = {}
    for role in Role.values:
        area = {"roles__service_area": own.area} if role in SEES_SERVICE_AREAS else {}
        staff = own.staff if role == Role.PRACTICE_MANAGER else None
        users[role] = UserFactory(name=f"The {role}", roles=[role], staff=staff, **area)
        users[role].set_password(PASSWORD)
        users[role].save()
    stranger = UserFactory(name="The stranger", roles=["qa"])
    actions.invite(by=THE_TEST, user=stranger)
    return World(own, other, users, stranger)
