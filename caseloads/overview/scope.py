"""Whose caseloads a page is about: everybody's, those of service areas, those of teams."""

from dataclasses import dataclass
from typing import Any

from caseloads.reading.holding import Seats, Worker
from organisation.models import ServiceArea, Team


@dataclass(frozen=True)
class Scope:
    """Service areas and teams by primary key; `everything` is the whole service."""

    everything: bool = False
    areas: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()

    def holds(self, team: int | None, area: int | None) -> bool:
        """Whether somebody who sits there on the day belongs to it."""
        return self.everything or team in self.teams or area in self.areas


def reach_of(user: Any) -> Scope:
    """All that the user may see, as `workers_on` has it."""
    access = user.access
    return Scope(access.sees_all_services, access.service_area_ids, access.team_ids)


def sees(user: Any, worker: Worker) -> bool:
    """Whether the worker is within the user's reach."""
    return reach_of(user).holds(worker.team_id, worker.area_id)


def area_scope(user: Any, area: ServiceArea) -> Scope | None:
    """The service area's, for those who see all of it; None for others."""
    access = user.access
    may = access.sees_all_services or area.pk in access.service_area_ids
    return Scope(areas=frozenset({area.pk})) if may else None


def team_scope(user: Any, team: Team, seats: Seats) -> Scope | None:
    """The team's, for those who see it; None for others."""
    may = reach_of(user).holds(team.pk, seats.area(team.pk)[0])
    return Scope(teams=frozenset({team.pk})) if may else None
