"""Where the cases of a draw come from: typed, uploaded, or what another part of Plumbline offers.

`register_frame_source` adds one more, such as the open cases, to the page of a draw.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from audits.models import Cycle
from audits.rules import CASE_REFERENCE, case_reference
from audits.rules.sample import Case
from core import months
from core.importing.problems import Problem, Problems, unreadable
from core.importing.rows import Row, columns_of, parse
from core.importing.values import Accepts, listed
from core.spreadsheets import Line, Sheet, Unreadable, read
from organisation.imports.teams import areas, team_names
from organisation.models import TeamRecord
from organisation.names import Names

MOST = 20_000
EXAMPLES = 3


@dataclass(frozen=True)
class FrameSource:
    """A list of cases that need not be typed: its key in the form, its words, and what gives it.

    `called` is how a draw of a cycle names it; by default its label.
    """

    key: str
    label: str
    hint: str
    cases: Callable[[Cycle, Any], Sequence[Case]]
    called: Callable[[Cycle], str] | None = None

    def name(self, cycle: Cycle) -> str:
        """What a draw keeps of where its cases come from."""
        return self.called(cycle) if self.called else self.label


_sources: dict[str, FrameSource] = {}


def register_frame_source(source: FrameSource) -> None:
    """Offer a source on the page of a draw; a key is registered once."""
    if source.key in _sources:
        raise ValueError(f"The source {source.key} is registered twice.")
    _sources[source.key] = source


def registered_sources() -> list[FrameSource]:
    """What is offered besides typing and uploading."""
    return list(_sources.values())


def _reference(text: str) -> str:
    found = case_reference(text)
    if found is None:
        raise ValueError("not a case reference")
    return found


class FrameRow(Row):
    """A case: its reference, the team that holds it, and the service area in which that team sits."""

    case_ref: Annotated[str, BeforeValidator(_reference), Accepts(f"a case reference: {CASE_REFERENCE}")]
    team: Annotated[
        str, Field(max_length=120), Accepts("the name of the team that holds the case; blank if unknown")
    ] = ""
    service_area: Annotated[
        str, Field(max_length=80), Accepts("the name of a service area; blank takes the team’s")
    ] = ""


@dataclass(frozen=True)
class Frame:
    """A list of cases as it was read: the cases, or what is wrong with it."""

    cases: list[Case]
    problems: Problems


def typed(text: str, month: dt.date) -> Frame:
    """Cases as somebody types or pastes them: one a line, a comma, semicolon or tab before the team."""
    headings = [column.heading for column in columns_of(FrameRow)]
    lines = [
        Line(number, [cell.strip() for cell in line.replace("\t", ",").replace(";", ",").split(",")])
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip(" ,;\t")
    ]
    if lines and lines[0].cells[0].casefold().replace("_", " ") in ("case ref", "case reference"):
        lines = lines[1:]
    return _frame(Sheet("the list", headings, 0, lines), month)


def uploaded(content: bytes, name: str, month: dt.date) -> Frame:
    """Cases from a file with the columns case_ref, team and, if it likes, service_area."""
    try:
        return _frame(read(content, name), month)
    except Unreadable as refusal:
        return Frame([], unreadable(refusal))


def _frame(sheet: Sheet, month: dt.date) -> Frame:
    if len(sheet.rows) > MOST:
        problems = Problems()
        words = f"Up to {MOST:,} cases are accepted; there are {len(sheet.rows):,}."
        problems.add_whole(Problem(sheet.headings_row or None, "", "", words))
        return Frame([], problems)
    found = parse(sheet, FrameRow)
    problems = found.problems
    if any("team" in row.absent for row in found.rows[:1]):
        words = "The column team is missing. It holds the name of the team that holds the case."
        problems.add_whole(Problem(sheet.headings_row, "team", "", words))
    places = Places(months.last_day(month))
    cases = []
    for row in [] if problems.whole else found.rows:
        case = places.case(row, len(cases) + 1, problems)
        if case is not None:
            cases.append(case)
    return Frame([] if problems.count else cases, problems)


class Places:
    """The teams and service areas of a day, by name."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        self.teams: Names = team_names()
        self.areas: Names = areas()
        self.seats = dict(TeamRecord.objects.on(day).values_list("team_id", "service_area_id"))

    def case(self, row: FrameRow, position: int, problems: Problems) -> Case | None:
        """The row as a case of the frame; None, and a problem, where a name means nothing."""
        team = self.teams.of(row.team, self.day) if row.team else None
        area = self.areas.of(row.service_area, self.day) if row.service_area else None
        if row.team and team not in self.seats:
            problems.add(Problem(row.number, "team", row.team, self._teams_wanted()))
        elif row.service_area and area is None:
            words = f"The name of a service area on {self.day:%-d %B %Y}, such as SWF; or leave it blank."
            problems.add(Problem(row.number, "service_area", row.service_area, words))
        elif team and area and self.seats[team] != area:
            sits = self.areas.today(self.seats[team])
            words = f"{row.team} is in {sits} on {self.day:%-d %B %Y}: {sits}, or leave it blank."
            problems.add(Problem(row.number, "service_area", row.service_area, words))
        else:
            return Case(position, row.case_ref, self.seats[team] if team else area, team)
        return None

    def _teams_wanted(self) -> str:
        some = sorted(self.teams.today(pk) for pk in self.seats)[:EXAMPLES]
        like = f", such as {listed(some)}" if some else ""
        return f"The name of a team that there is on {self.day:%-d %B %Y}{like}."
