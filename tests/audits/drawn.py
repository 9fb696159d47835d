"""A council small enough to draw by hand: three service areas of two teams each, a manager in each team."""

import datetime as dt
from dataclasses import dataclass

from audits.actions.sampling import make_draw
from audits.models import Audit, Cycle, Draw, Expectation
from audits.rules.sample import Case, Wanted
from audits.sampling.drawing import first_day
from organisation.models import ServiceArea, Staff, Team, User
from tests.factories import (
    CycleFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    UserFactory,
)


@dataclass
class Council:
    """What a test needs by name."""

    cycle: Cycle
    areas: list[ServiceArea]
    teams: list[Team]
    managers: list[Staff]
    qa: User

    def frame(self, each=10, **more) -> list[Case]:
        """So many cases of each team: CD100001 to CD100010 in the first, CD200001 in the second …"""
        held = [(number, team) for number, team in enumerate(self.teams, 1) for _ in range(each)]
        return [
            Case(place, f"CD{number}{(place - 1) % each + 1:05}", self.area_of(team).pk, team.pk)
            for place, (number, team) in enumerate(held, 1)
        ]

    def area_of(self, team: Team) -> ServiceArea:
        return self.areas[self.teams.index(team) // 2]

    def draw(self, total=6, seed="a seed of a test", **more) -> Draw:
        values = {"frame": self.frame(), "wanted": Wanted(first_day(self.cycle), total), "by": self.qa}
        return make_draw(**{"cycle": self.cycle, "source": "Typed", "seed": seed, **values, **more})


def make_council() -> Council:
    """The council, an open cycle, and one audit a month expected of each practice manager."""
    areas = [ServiceAreaFactory(name=name) for name in ("BIT", "CWD", "SWF")]
    teams = [TeamFactory(name=f"{area} {where}", record=area) for area in areas for where in ("East", "West")]
    Expectation.objects.create(role="PM", audits=1, starts_on=dt.date(2023, 1, 1))
    return Council(
        cycle=CycleFactory(month=dt.date(2023, 10, 1)),
        areas=areas,
        teams=teams,
        managers=[StaffFactory(name=f"Manager of {team}", record=team) for team in teams],
        qa=UserFactory(name="Quinn Mockford", roles=["qa"]),
    )


def bars_broken(audits) -> list[Audit]:
    """The audits whose auditor is in the team that holds the case."""
    return [audit for audit in audits if audit.auditor.records.filter(team=audit.team).exists()]
