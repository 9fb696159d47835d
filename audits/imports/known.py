"""What a file of audits is checked against: places, people, cycles, tools, and the audits there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from audits.imports.held import Recorded, recorded_audits
from audits.imports.rows import FOCUS_5_FIELDS, AuditRow
from audits.models import Audit, Cycle, Question, ToolVersion
from audits.standing import teams_worked_in
from core import clock, months
from core.importing.changes import Held
from core.importing.headings import Column
from core.importing.scope import Scope
from organisation.imports.teams import areas, team_names
from organisation.models import Staff, TeamRecord
from organisation.names import Names, fold
from organisation.rules import Span


@dataclass(frozen=True)
class Asked:
    """A question as a file's value is checked: its kind and its choices."""

    pk: int
    kind: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class KnownAudits:
    """Everything that rows are checked against. The file's own cycles need not be there yet."""

    areas: Names
    teams: Names
    sits: Mapping[int, Sequence[tuple[Span, int]]]
    holding: Mapping[int, Sequence[Span]]
    staff: Mapping[str, int]
    cycles: Mapping[dt.date, tuple[int, int]]
    tools: Mapping[int, Mapping[str, Asked]]
    codes: Mapping[str, int]
    today: dt.date
    used: Sequence[tuple[dt.date, int]] = ()
    """The versions that were put into use: from which month, the one put into use last first."""

    worked: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The teams that each member of staff was in within the last 12 months."""

    recorded: Mapping[Hashable, Recorded] = field(default_factory=dict)

    def key(self, row: AuditRow) -> tuple[dt.date, str, str]:
        """Cycle, case reference and auditor."""
        return row.cycle, row.case_ref, fold(row.auditor)

    def area(self, row: AuditRow) -> int | None:
        """The service area of this name at the cycle's end."""
        return self.areas.of(row.service_area, months.last_day(row.cycle))

    def team(self, row: AuditRow) -> int | None:
        """The team of this name at the cycle's end; None where the row names none, or none is known."""
        return self.team_called(row.team, row.cycle)

    def team_called(self, name: str, month: dt.date) -> int | None:
        """The team of the name at the month's end."""
        return self.teams.of(name, months.last_day(month)) if name else None

    def auditor(self, row: AuditRow) -> int | None:
        """The auditor, by staff id."""
        return self.staff.get(fold(row.auditor))

    def seat(self, team: int, month: dt.date) -> int | None:
        """The service area in which the team sits at the month's end, or sat within it."""
        last, records = months.last_day(month), self.sits.get(team, ())
        held = [area for span, area in records if span.holds(last)]
        within = [area for span, area in records if span.starts_on <= last and (span.ends_on or last) > month]
        return next(iter([*held, *within]), None)

    def holds_cases(self, row: AuditRow) -> bool:
        """Whether the row's team (without one: a team of its service area) holds cases at the month's end."""
        last, team, area = months.last_day(row.cycle), self.team(row), self.area(row)
        teams = [team] if team else [each for each in self.holding if self.seat(each, row.cycle) == area]
        return any(span.holds(last) for each in teams for span in self.holding.get(each, ()))

    def is_own_work(self, row: AuditRow) -> bool:
        """Whether the row allocates work that is to be done yet to somebody of the audited team."""
        to_be_done = row.completed_on is None and months.last_day(row.cycle) >= self.today
        return to_be_done and self.team(row) in self.worked.get(self.auditor(row) or 0, frozenset())

    def tool(self, row: AuditRow) -> int | None:
        """The version that the row's audit was answered on; of a new one that of its cycle."""
        recorded = self.recorded.get(self.key(row))
        return recorded.tool if recorded else self.tool_of(row.cycle)

    def asked(self, row: AuditRow) -> Mapping[str, Asked]:
        """The questions that the row may answer, by code."""
        return self.tools.get(self.tool(row) or 0, {})

    def tool_of(self, month: dt.date) -> int | None:
        """The version of the cycle's tool; of a new cycle the one in use, else the newest up to its month."""
        if month in self.cycles:
            return self.cycles[month][1]
        in_use = [version for first, version in self.used if first <= month]
        if in_use:
            return in_use[0]
        up_to = [code for code in self.codes if code <= months.key(month)]
        code = max(up_to, default=min(self.codes, default=""))
        return self.codes.get(code)

    @property
    def held(self) -> dict[Hashable, Held]:
        """The audits there are, for comparing."""
        return {key: Held(each.pk, each.values) for key, each in self.recorded.items()}


def _versions_in_use() -> list[tuple[dt.date, int]]:
    versions = ToolVersion.objects.in_use_for(dt.date.max)
    return [(version.used_from, version.pk) for version in versions if version.used_from]


def known_audits(scope: Scope[AuditRow]) -> KnownAudits:
    """Read all of it in a fixed number of queries.

    For a taking, the cycles and audits are locked first: a submission or moderation waits until it is over.
    """
    cycles = Cycle.objects.monthly().order_by("pk")
    if scope.lock:
        cycles = cycles.select_for_update()
        list(cycles.values_list("pk"))
        list(Audit.objects.order_by("pk").select_for_update().values_list("pk"))
    sits, holding = _seats()
    return KnownAudits(
        areas=areas(),
        teams=team_names(),
        sits=sits,
        holding=holding,
        staff={fold(staff_id): pk for staff_id, pk in Staff.objects.values_list("staff_id", "pk")},
        cycles={month: (pk, tool) for pk, month, tool in cycles.values_list("pk", "month", "tool_id")},
        tools=_questions(),
        codes=dict(ToolVersion.objects.values_list("code", "pk")),
        used=_versions_in_use(),
        today=clock.today(),
        worked=teams_worked_in(Staff.objects.values_list("pk", flat=True)),
        recorded=recorded_audits(),
    )


def _seats() -> tuple[dict[int, list[tuple[Span, int]]], dict[int, list[Span]]]:
    """Where each team sits from a day to a day, and when it holds cases."""
    sits: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    holding: dict[int, list[Span]] = defaultdict(list)
    for team, start, end, area, holds in TeamRecord.objects.values_list(
        "team_id", "starts_on", "ends_on", "service_area_id", "case_holding"
    ):
        sits[team].append((Span(start, end), area))
        if holds:
            holding[team].append(Span(start, end))
    return sits, holding


def _questions() -> dict[int, dict[str, Asked]]:
    """Each version's questions by code."""
    tools: dict[int, dict[str, Asked]] = defaultdict(dict)
    for pk, version, code, kind, choices in Question.objects.order_by("pk").values_list(
        "pk", "version_id", "code", "kind", "choices"
    ):
        tools[version][code] = Asked(pk, kind, tuple(choices))
    return tools


def question_columns() -> list[Column]:
    """A column for each question of any version, but for the Focus 5, which every file may have."""
    found: dict[str, str] = {}
    for questions in _questions().values():
        for code, asked in questions.items():
            if code not in FOCUS_5_FIELDS:
                found[code] = accepts(asked)
    return [Column(code, words, required=False, field="") for code, words in sorted(found.items())]


def accepts(asked: Asked) -> str:
    """What a question's column accepts, in words."""
    if asked.kind == Question.Kind.YES_NO_NA:
        return "yes, no or na"
    if asked.kind == Question.Kind.SCALE:
        return "a whole number from 1 to 5"
    return ", ".join(asked.choices) if asked.kind == Question.Kind.CHOICE else "text"
