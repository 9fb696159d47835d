"""What the late lists and the queue can be filtered by. Choices are those of the rows within reach."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from caseloads.late.rows import NOBODY, DueRow
from caseloads.late.waiting import Waiting
from caseloads.models import Status
from caseloads.overview.filters import choice, written
from caseloads.rules.timing import Standing
from core.tables import RowFilters, choices_of
from core.tables.filters import Chosen

STANDINGS = [(each.value, each.value.capitalize()) for each in Standing]
ATTRIBUTES = {"service_area": "area_id", "team": "team_id", "worker": "worker_id"}


class StatusFilters(RowFilters):
    """Status, and a case reference, which never stands in an address."""

    private = frozenset({"case_ref"})

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        held = {code for row in rows for code in row.codes}
        return {
            "status": choice("Status", [each for each in Status.choices if each[0] in held]),
            "case_ref": forms.CharField(
                label="Case reference", required=False, help_text="The whole reference, such as CD123456."
            ),
        }

    def passes(self, name: str, row: Any, value: Any) -> bool:
        if name == "status":
            return value in row.codes
        if name == "case_ref":
            return bool(row.case_ref == written(value))
        return super().passes(ATTRIBUTES.get(name, name), row, value)


class DueFilters(StatusFilters):
    """How a child stands, late unless told; where, with whom, of which status.

    A search by case reference finds the child however it stands.
    """

    def __init__(self, data: QueryDict, queryset: Sequence[DueRow]) -> None:
        if "standing" not in data and not data.get("case_ref"):
            data = data.copy()
            data["standing"] = Standing.LATE.value
        super().__init__(data, queryset)

    def fields(self, rows: Sequence[DueRow]) -> dict[str, forms.Field]:
        workers = choices_of(rows, "worker_id", "worker")
        workers.sort(key=lambda each: each[0] == NOBODY)
        return {
            "standing": choice("Standing", STANDINGS),
            "service_area": choice("Service area", choices_of(rows, "area_id", "area")),
            "team": choice("Team", choices_of(rows, "team_id", "team")),
            "worker": choice("Worker", workers),
            **super().fields(rows),
        }

    def chosen(self, query: QueryDict) -> Iterator[Chosen]:
        """Late is where one begins, so it is no filter to take off."""
        late = Standing.LATE.value.capitalize()
        return (each for each in super().chosen(query) if (each.label, each.value) != ("Standing", late))

    def counts(self) -> dict[str, int]:
        """How many of each standing pass the other filters; blank for all of them."""
        data = self.form.data.copy()
        data["standing"] = ""
        passing = type(self)(data, self.rows).qs
        found = {value: sum(row.standing == value for row in passing) for value, _ in STANDINGS}
        return {**found, "": len(passing)}


class WaitingFilters(StatusFilters):
    """Where a child was last, and its status. `worker`: to whom one came to allocate somebody."""

    view_fields = frozenset({"worker"})

    def fields(self, rows: Sequence[Waiting]) -> dict[str, forms.Field]:
        return {
            "service_area": choice("Last service area", choices_of(rows, "area_id", "area")),
            "team": choice("Last team", choices_of(rows, "team_id", "team")),
            **super().fields(rows),
            "worker": forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1),
        }

    def chosen(self, query: QueryDict) -> Iterator[Chosen]:
        """The worker one came for is no filter."""
        return (each for each in super().chosen(query) if each.label != "Worker")
