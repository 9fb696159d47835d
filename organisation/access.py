"""What one signed-in person may do and whose rows are theirs, worked out once a request."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core import clock, permissions
from organisation.roles import SEES_ALL_SERVICES, SEES_SERVICE_AREAS, SEES_TEAMS

if TYPE_CHECKING:
    from organisation.models import User


@dataclass(frozen=True)
class Access:
    """Roles held today, the permissions that come with them, and the reach of `visible_to`."""

    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    service_area_ids: frozenset[int] = frozenset()
    team_ids: frozenset[int] = frozenset()
    staff_id: int | None = None
    sees_all_services: bool = field(default=False)
    led: frozenset[tuple[int, dt.date | None]] = frozenset()
    """The service areas that one leads or led, each with the day on which that ended."""

    def led_since(self, day: dt.date) -> frozenset[int]:
        """The service areas that one led on some day since."""
        return frozenset(area for area, ends_on in self.led if ends_on is None or ends_on > day)


def access_of(user: "User") -> Access:
    """The user's access today: one query for the roles, two more for those who see their teams."""
    today = clock.today()
    begun = user.role_holdings.filter(starts_on__lte=today)
    every = list(begun.values_list("role", "service_area_id", "ends_on"))
    held = [(role, area) for role, area, ends_on in every if ends_on is None or ends_on > today]
    roles = frozenset(role for role, _ in held)
    return Access(
        roles=roles,
        permissions=permissions.held_by(roles),
        service_area_ids=frozenset(area for role, area in held if area and role in SEES_SERVICE_AREAS),
        team_ids=_teams_of(user) if roles & SEES_TEAMS else frozenset(),
        staff_id=user.staff_id,
        led=frozenset((area, end) for role, area, end in every if area and role in SEES_SERVICE_AREAS),
        sees_all_services=bool(roles & SEES_ALL_SERVICES),
    )


def _teams_of(user: "User") -> frozenset[int]:
    """The teams one is in today, and those that ended and became one of these."""
    if user.staff_id is None:
        return frozenset()
    from organisation.models.staff import StaffRecord  # the models themselves ask for access

    records = StaffRecord.objects.on(clock.today()).filter(staff=user.staff_id)
    own = frozenset(records.values_list("team_id", flat=True))
    return own.union(*with_predecessors(own).values())


def with_predecessors(teams: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each team those that ended and became it.

    What a team left behind when it was merged or split is for whoever goes on with its work. A team that goes
    on beside what was split off keeps what is its own. One query, however long the line.
    """
    asked = set(teams)
    if not asked:
        return {}
    from organisation.models.places import Succession, TeamRecord  # the models themselves ask for access

    today = clock.today()
    there = TeamRecord.objects.on(today).values("team")
    became = Succession.objects.filter(on__lte=today).exclude(predecessor__in=there)
    pairs = list(became.values_list("predecessor_id", "successor_id"))
    return {team: _before(team, pairs) for team in asked}


def _before(team: int, pairs: list[tuple[int, int]]) -> frozenset[int]:
    found, newest = {team}, {team}
    while newest:
        newest = {before for before, after in pairs if after in newest} - found
        found |= newest
    return frozenset(found - {team})
