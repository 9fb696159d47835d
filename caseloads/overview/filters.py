"""What the lists of workers and children can be filtered by. Choices are those of the rows within reach."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from caseloads.models import Status
from caseloads.overview.children import NOBODY, Row
from caseloads.overview.picture import WorkerLoad, is_late
from caseloads.rules.references import case_reference
from core.tables import RowFilters, choices_of
from organisation.models.staff import QualifyingStatus

NO_STATUS = "none"
ANYBODY = "any"
"""Whom the filter of workers finds under this: every child that somebody holds."""
PLACES = {"service_area": "area_id", "team": "team_id", "worker": "worker_id"}
"""Which of a row's attributes the filters of places ask for."""


class PlaceFilters(RowFilters):
    """Where."""

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        return {
            "service_area": choice("Service area", choices_of(rows, "area_id", "area")),
            "team": choice("Team", choices_of(rows, "team_id", "team")),
        }

    def passes(self, name: str, row: Any, value: Any) -> bool:
        return super().passes(PLACES.get(name, name), row, value)


class WorkerFilters(PlaceFilters):
    """Where, in which role, and what there is to note of the caseload."""

    SHOW: ClassVar[dict[str, str]] = {
        "holding": "Those who hold children",
        "over": "Over their limit",
        "reported": "20 or more children",
        "full_time": "20 or more at full time",
        "alarm": "On leave, gone or unknown",
        "late": "With a late visit or supervision",
        "free": "Those who hold nobody",
    }

    def fields(self, rows: Sequence[WorkerLoad]) -> dict[str, forms.Field]:
        held = {row.qualifying_status for row in rows}
        statuses = [each for each in QualifyingStatus.choices if each[0] in held]
        return {
            **super().fields(rows),
            "role": choice("Role", choices_of(rows, "role", "role")),
            "qualifying_status": choice("Qualifying status", statuses),
            "show": choice("Show", list(self.SHOW.items())),
        }

    def passes(self, name: str, row: WorkerLoad, value: Any) -> bool:
        if name != "show":
            return super().passes(name, row, value)
        found = {
            "holding": row.children,
            "over": row.is_over,
            "reported": row.is_reported,
            "full_time": row.would_be_reported,
            "alarm": row.alarm,
            "late": row.late_visits or row.late_supervisions,
            "free": not row.children,
        }
        return bool(found[value])


class ChildFilters(PlaceFilters):
    """Where, with whom, of which status, what is late; a case reference, which stands in no address."""

    private = frozenset({"case_ref"})
    view_fields = frozenset({"case_ref"})
    LATE: ClassVar[dict[str, str]] = {
        "any": "A visit or a supervision",
        "visit": "A visit",
        "supervision": "A supervision",
        "no": "Nothing",
    }

    def fields(self, rows: Sequence[Row]) -> dict[str, forms.Field]:
        held = {code for row in rows for code in row.codes}
        statuses = [(code, label) for code, label in Status.choices if code in held]
        return {
            **super().fields(rows),
            "worker": choice("Worker", with_anybody(choices_of(rows, "worker_id", "worker"))),
            "status": choice("Status", [*statuses, (NO_STATUS, "No status")]),
            "late": choice("Late", list(self.LATE.items())),
            "case_ref": forms.CharField(
                label="Case reference", required=False, help_text="The whole reference, such as CD123456."
            ),
        }

    def passes(self, name: str, row: Row, value: Any) -> bool:
        if name == "status":
            return value in row.codes if value != NO_STATUS else not row.codes
        if name == "worker" and value == ANYBODY:
            return row.worker_id != NOBODY
        if name == "late":
            visit, talk = is_late(row.visit), is_late(row.supervision)
            found = {"any": visit or talk, "visit": visit, "supervision": talk, "no": not (visit or talk)}
            return found[value]
        return super().passes(name, row, value)


def nobody_last(workers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The workers by name, and after them that nobody holds the child."""
    return sorted(workers, key=lambda each: each[0] == NOBODY)


def with_anybody(workers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Anybody, then the workers by name, then nobody."""
    return [(ANYBODY, "Anybody"), *nobody_last(workers)] if workers else []


def written(text: str) -> str:
    """The case reference as it is written, whatever its case and spaces."""
    return case_reference(text) or text.strip()


def choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """A choice among what the rows have, which may be left open."""
    return forms.ChoiceField(label=label, choices=choices, required=False)
