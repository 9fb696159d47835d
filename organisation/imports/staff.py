"""A file of staff."""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from core.importing.changes import Changes, Held, compare, filled, since
from core.importing.keys import apart, day, ends_after_it_starts, once
from core.importing.problems import Problem, Problems
from core.importing.removing import kept, removals
from core.importing.rows import Row
from core.importing.scope import Days, Scope
from core.importing.values import Accepts, Day, Fraction, OneOf
from organisation.imports.teams import team_names
from organisation.models import Staff, StaffRecord
from organisation.names import Names, fold

_STATUSES = OneOf(("SW", "NQSW", "ASYE"))
_ROLES = ("SW", "NQSW", "ASYE", "PM", "PA", "FP", "IRO")


_ROLE_WORDS = Accepts("a role of up to 20 characters, such as SW, PM, PA or FP")


def _role(text: str) -> str:
    """A role that DOMAIN names in its capitals, another as the council writes it."""
    return text.upper() if text.upper() in _ROLES else text


class StaffRow(Row):
    """Somebody's role, qualifying status, team and FTE from a day to a day."""

    staff_id: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=160)]
    role: Annotated[str, Field(max_length=20), AfterValidator(_role), _ROLE_WORDS]
    qualifying_status: Annotated[str, BeforeValidator(_STATUSES), _STATUSES.accepts] = ""
    team: Annotated[str, Field(max_length=120)]
    fte: Fraction
    qualified_on: Day | None = None
    starts_on: Day = Field(alias="from")
    ends_on: Day | None = Field(None, alias="to")

    def own_problems(self) -> Iterator[Problem]:
        """It ends after it starts."""
        yield from ends_after_it_starts(self.number, self.starts_on, self.ends_on)


@dataclass(frozen=True)
class KnownStaff:
    """The teams and staff that there are, and what the staff's records say."""

    teams: Names
    pks: dict[str, int]
    records: dict[Hashable, Held]
    days: Days | None = None

    def owner(self, row: StaffRow) -> str:
        """The row's member of staff, by staff id."""
        return fold(row.staff_id)

    def key(self, row: StaffRow) -> tuple[str, dt.date]:
        """Staff id and from."""
        return fold(row.staff_id), row.starts_on

    def team(self, row: StaffRow) -> int | None:
        """The row's team, if it exists on the day the row begins."""
        team = self.teams.of(row.team, row.starts_on)
        return team if team and self.teams.exists_on(team, row.starts_on) else None

    def checked_team(self, row: StaffRow) -> int:
        """The team of a row that was found good."""
        team = self.team(row)
        if team is None:
            raise LookupError("The row was not checked.")
        return team


_FIELDS = (
    "staff__name",
    "role",
    "qualifying_status",
    "team__name",
    "fte",
    "qualified_on",
    "starts_on",
    "ends_on",
)
_MAY_BE_MISSING = {
    "qualifying_status": "qualifying_status",
    "qualified_on": "qualified_on",
    "to": "ends_on",
}
_WORDS = ("name", "role", "qualifying_status", "team", "FTE", "qualified_on", "from", "to")
"""What history calls them."""


def known_staff(scope: Scope[StaffRow]) -> KnownStaff:
    """Everything that rows are checked against, in three queries; locked for a taking."""
    if scope.lock:
        list(Staff.objects.select_for_update().order_by("pk").values_list("pk"))
    records: dict[Hashable, Held] = {}
    for pk, staff_id, *said in StaffRecord.objects.order_by().values_list("pk", "staff__staff_id", *_FIELDS):
        who, held = fold(staff_id), dict(zip(_WORDS, said, strict=True))
        held["FTE"] = f"{held['FTE'].normalize():f}"
        records[who, held["from"]] = Held(pk, held)
    pks = {fold(staff_id): pk for staff_id, pk in Staff.objects.values_list("staff_id", "pk")}
    return KnownStaff(team_names(), pks, records, scope.days)


def check_staff(rows: Sequence[StaffRow], known: KnownStaff, problems: Problems) -> list[StaffRow]:
    """The good rows: one a person and day, in a team that exists, one name a person."""
    same = once(rows, known.key, "staff_id and from", problems)
    good = [filled(row, known.records.get(known.key(row)), _MAY_BE_MISSING) for row in same]
    first: dict[str, StaffRow] = {}
    for row in good:
        first.setdefault(known.owner(row), row)
    wrong = [
        problem
        for row in good
        for problem in (*_team_problems(row, known), *_name_problems(row, first[known.owner(row)]))
    ]
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    return apart(
        [row for row in good if row.number not in spoilt],
        key=known.key,
        period=lambda row: (row.starts_on, row.ends_on),
        held=kept(good, known),
        rule="One record of a member of staff for each day",
        problems=problems,
    )


def _team_problems(row: StaffRow, known: KnownStaff) -> Iterator[Problem]:
    if known.team(row) is not None:
        return
    team = known.teams.of(row.team, row.starts_on)
    words = f"A team that exists on {day(row.starts_on)}. "
    if team is None:
        words += "No team of this name is known: import teams first."
    else:
        ends = known.teams.ends(team)
        until = f" to {day(ends)}" if ends else ""
        words += f"This one exists from {day(known.teams.begins(team))}{until}."
    yield Problem(row.number, "team", row.team, words)


def _name_problems(row: StaffRow, first: StaffRow) -> Iterator[Problem]:
    if row.name != first.name:
        words = f"One name for each staff_id; row {first.number} calls {row.staff_id} {first.name}."
        yield Problem(row.number, "name", row.name, words)


def plan_staff(rows: Sequence[StaffRow], known: KnownStaff) -> Changes[StaffRow]:
    """What the rows add and correct."""

    def values(row: StaffRow) -> dict[str, Any]:
        team = known.team(row)
        return {
            "name": row.name,
            "role": row.role,
            "qualifying_status": row.qualifying_status,
            "team": known.teams.today(team) if team else row.team,
            "FTE": f"{row.fte.normalize():f}",
            "qualified_on": row.qualified_on,
            "from": row.starts_on,
            "to": row.ends_on,
        }

    return compare(
        rows,
        known.records,
        key=known.key,
        label=lambda row: since(row.name, row.starts_on),
        values=values,
        removed=removals(rows, known, lambda key, held: since(held.values["name"], held.values["from"])),
    )
