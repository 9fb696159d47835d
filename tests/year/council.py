"""A small council for the year: nine service areas, twelve teams with a manager each, two of the QA unit."""

import datetime as dt
from dataclasses import dataclass, field

from audits.models import Question, ToolVersion
from organisation.models import ServiceArea, Staff, Team, User
from tests.factories import (
    QuestionFactory,
    SectionFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    ToolVersionFactory,
    UserFactory,
)

AREAS = {
    "C&FF": 2, "BIT": 2, "SWF": 2, "CWD": 1, "PTC": 1, "YPS": 1, "ICAS": 1, "Fostering": 1, "Adoption": 1,
}  # fmt: skip
CASE_HOLDING = {"C&FF", "BIT", "SWF", "CWD", "PTC", "YPS"}
FOCUS_5 = ("chronology", "case_summary", "cultural_genogram", "supervision", "visit")


@dataclass
class Manager:
    """A practice manager: the team that is theirs, and the person who signs in."""

    staff: Staff
    user: User
    team: Team
    area: ServiceArea


@dataclass
class Council:
    """Everybody and every place, and the tool that the audits are answered on."""

    tool: ToolVersion
    qa: User
    other_qa: User
    areas: list[ServiceArea] = field(default_factory=list)
    managers: list[Manager] = field(default_factory=list)
    leads: dict[int, User] = field(default_factory=dict)

    def manager_of(self, staff_id: int) -> Manager:
        """Who a member of staff is."""
        return next(one for one in self.managers if one.staff.pk == staff_id)


def found(day: dt.date) -> Council:
    """The council, there long before the day."""
    council = Council(
        tool=_tool(),
        qa=UserFactory(name="Quinn Mockford", roles=["qa"]),
        other_qa=UserFactory(name="Ali Inventon", roles=["qa"]),
    )
    for name, teams in AREAS.items():
        area = ServiceAreaFactory(name=name)
        council.areas.append(area)
        council.leads[area.pk] = UserFactory(
            name=f"Lead of {name}", roles=["service_lead"], roles__service_area=area
        )
        for number in range(1, teams + 1):
            team = TeamFactory(
                name=f"{name} {number}", record=area, record__case_holding=name in CASE_HOLDING
            )
            staff = StaffFactory(name=f"Manager of {team}", record=team)
            user = UserFactory(name=staff.name, staff=staff, roles=["practice_manager"])
            council.managers.append(Manager(staff, user, team, area))
    return council


def _tool() -> ToolVersion:
    tool = ToolVersionFactory(code="year", title="The year's tool")
    focus = SectionFactory(version=tool, code="focus5", title="Focus 5", audience="case_holding", position=1)
    for position, code in enumerate(FOCUS_5):
        QuestionFactory(section=focus, code=code, text=code, position=position)
    child = SectionFactory(version=tool, code="child", title="The child", position=2)
    QuestionFactory(section=child, code="seen", text="Was the child seen?", position=1)
    QuestionFactory(section=child, code="depth", text="How deep?", kind=Question.Kind.SCALE, position=2)
    return tool
