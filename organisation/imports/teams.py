"""A file of teams."""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from core.importing.changes import Changes, Held, compare, filled, since
from core.importing.keys import apart, day, ends_after_it_starts, once
from core.importing.problems import Problem, Problems
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import Day, YesNo
from core.periods import ALWAYS
from organisation.models import ServiceArea, ServiceAreaName, Team, TeamRecord
from organisation.names import Called, Names, fold
from organisation.rules import Span


class TeamRow(Row):
    """A team's service area and kind from a day to a day."""

    team: Annotated[str, Field(max_length=120)]
    service_area: Annotated[str, Field(max_length=80)]
    case_holding: YesNo
    statutory: YesNo
    starts_on: Day = Field(ALWAYS, alias="from")
    ends_on: Day | None = Field(None, alias="to")

    def own_problems(self) -> Iterator[Problem]:
        """It ends after it starts."""
        yield from ends_after_it_starts(self.number, self.starts_on, self.ends_on)


@dataclass(frozen=True)
class KnownTeams:
    """The service areas and teams that there are, and what the teams' records say."""

    areas: Names
    teams: Names
    records: dict[Hashable, Held]

    def owner(self, row: TeamRow) -> Hashable:
        """The row's team by its primary key; one that is new by its name."""
        return self.teams.of(row.team, row.starts_on) or fold(row.team)

    def key(self, row: TeamRow) -> tuple[Hashable, dt.date]:
        """Team and from."""
        return self.owner(row), row.starts_on

    def area(self, row: TeamRow) -> int | None:
        """The row's service area, if there is one."""
        return self.areas.of(row.service_area, row.starts_on)


def known_teams(scope: Scope[TeamRow]) -> KnownTeams:
    """Everything that rows are checked against, in four queries; locked for a taking."""
    if scope.lock:
        list(ServiceArea.objects.select_for_update().order_by("pk").values_list("pk"))
        list(Team.objects.select_for_update().order_by("pk").values_list("pk"))
    records: dict[Hashable, Held] = {}
    for record in TeamRecord.objects.select_related("service_area"):
        records[record.team_id, record.starts_on] = Held(record.pk, _said(record))
    return KnownTeams(areas(), team_names(), records)


def areas() -> Names:
    """The service areas by every name they had."""
    rows = ServiceAreaName.objects.values_list(
        "service_area_id", "service_area__name", "name", "starts_on", "ends_on"
    )
    return Names(Called(pk, today, name, Span(start, end)) for pk, today, name, start, end in rows)


def team_names() -> Names:
    """The teams by every name they had."""
    rows = TeamRecord.objects.values_list("team_id", "team__name", "name", "starts_on", "ends_on")
    return Names(Called(pk, today, name, Span(start, end)) for pk, today, name, start, end in rows)


def _said(record: TeamRecord) -> dict[str, Any]:
    return {
        "name": record.name,
        "service_area": record.service_area.name,
        "holds_cases": record.case_holding,
        "statutory": record.statutory,
        "from": record.starts_on,
        "to": record.ends_on,
    }


def check_teams(rows: Sequence[TeamRow], known: KnownTeams, problems: Problems) -> list[TeamRow]:
    """The good rows: one a team and day, in a service area that has not ended."""
    same = once(rows, known.key, "team and from", problems)
    good = [filled(row, known.records.get(known.key(row)), {"to": "ends_on"}) for row in same]
    ended = [problem for row in good for problem in _area_problems(row, known)]
    problems.add_all(ended)
    spoilt = {problem.row for problem in ended}
    return apart(
        [row for row in good if row.number not in spoilt],
        key=known.key,
        period=lambda row: (row.starts_on, row.ends_on),
        held=known.records,
        rule="One record of a team for each day",
        problems=problems,
    )


def _area_problems(row: TeamRow, known: KnownTeams) -> Iterator[Problem]:
    area = known.area(row)
    ends = known.areas.ends(area) if area else None
    if ends is not None and (row.ends_on or dt.date.max) > ends:
        words = f"A service area that lasts as long as the row says; {row.service_area} ends on {day(ends)}."
        yield Problem(row.number, "service_area", row.service_area, words)


def plan_teams(rows: Sequence[TeamRow], known: KnownTeams) -> Changes[TeamRow]:
    """What the rows add and correct. A name that differs in its case or spaces only is the same name."""
    spelled: dict[str, str] = {}

    def area_name(row: TeamRow) -> str:
        area = known.area(row)
        return (
            known.areas.today(area) if area else spelled.setdefault(fold(row.service_area), row.service_area)
        )

    def values(row: TeamRow) -> dict[str, Any]:
        held = known.records.get(known.key(row))
        same = held is not None and fold(held.values["name"]) == fold(row.team)
        return {
            "name": held.values["name"] if held and same else row.team,
            "service_area": area_name(row),
            "holds_cases": row.case_holding,
            "statutory": row.statutory,
            "from": row.starts_on,
            "to": row.ends_on,
        }

    return compare(
        rows, known.records, key=known.key, label=lambda row: since(row.team, row.starts_on), values=values
    )
