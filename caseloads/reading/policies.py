"""The policies in force on any day: read once, in four queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from caseloads.models import CaseloadLimit, ClosureDay, SupervisionFrequency, VisitFrequency
from caseloads.rules.defaults import AS_AGREED, SUPERVISION_MONTHS, VISITS
from caseloads.rules.limits import Limit, reported_from
from caseloads.rules.timing import Frequency
from core.working_days import WorkingDays


@dataclass(frozen=True)
class Policies:
    """Every dated policy, and what holds where none is set."""

    supervisions: tuple[SupervisionFrequency, ...]
    visits: tuple[VisitFrequency, ...]
    caseload_limits: tuple[CaseloadLimit, ...]
    calendar: WorkingDays

    @classmethod
    def read(cls) -> Self:
        """All that is recorded. Four queries."""
        return cls(
            tuple(SupervisionFrequency.objects.all()),
            tuple(VisitFrequency.objects.all()),
            tuple(CaseloadLimit.objects.select_related("service_area", "team")),
            WorkingDays(ClosureDay.objects.values_list("day", flat=True)),
        )

    def supervision(self, status: str, day: dt.date) -> Frequency:
        """How often children of the status are discussed in supervision."""
        found = _holding((row for row in self.supervisions if row.status == status), day)
        months = found.months if found else SUPERVISION_MONTHS[status]
        return Frequency(months, "months", exclusive=True)

    def visit(self, status: str, day: dt.date, agreed: Frequency | None = None) -> Frequency | None:
        """How often children of the status are visited; None where nothing is asked.

        What was agreed for the child goes first, where the policy lets it.
        """
        found = _holding((row for row in self.visits if row.status == status), day)
        if agreed is not None and (found.as_agreed if found else status in AS_AGREED):
            return agreed
        return Frequency(found.count, found.unit) if found else VISITS.get(status)

    def limits(self, day: dt.date) -> list[Limit]:
        """The caseload limits in force."""
        return [
            Limit(
                kind=row.kind,
                children=row.children,
                service_area=row.service_area_id,
                team=row.team_id,
                protects=row.protects,
                children_at_end=row.children_at_end,
                months=row.months,
            )
            for row in self.caseload_limits
            if _holds(row, day)
        ]

    def reported_from(self, day: dt.date) -> int:
        """From how many children a caseload is reported to the clinic worker by worker."""
        return reported_from(self.limits(day))


def _holds(row: Any, day: dt.date) -> bool:
    return bool(row.starts_on <= day and (row.ends_on is None or day < row.ends_on))


def _holding(rows: Iterable[Any], day: dt.date) -> Any:
    return next((row for row in rows if _holds(row, day)), None)
