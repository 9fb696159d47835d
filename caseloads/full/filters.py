"""What the clinic's lists can be filtered by. Choices are those of the workers within the reader's reach."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from caseloads.full.clinic import Caseload
from caseloads.full.days import month_field
from caseloads.overview.filters import PlaceFilters, choice
from caseloads.rules.responding import Answered
from core.tables import choices_of
from core.tables.filters import Chosen
from organisation.models.staff import QualifyingStatus

LISTED, FULL_TIME = "listed", "full_time"
WITH = "with"
RESPONSES = [
    (WITH, "With a response"),
    *((answered.name.lower(), answered.value) for answered in Answered if answered is not Answered.RESPONDED),
]


class MonthFilters(PlaceFilters):
    """Where, and as at which month's end. A clinic may look at several service areas together."""

    view_fields = frozenset({"month"})

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        areas = forms.MultipleChoiceField(
            label="Service area",
            choices=choices_of(rows, "area_id", "area"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        return {**super().fields(rows), "month": month_field(), "service_area": areas}

    def passes(self, name: str, row: Any, value: Any) -> bool:
        if name == "service_area":
            return str(row.area_id) in value
        return super().passes(name, row, value)


class ResponseFilters(MonthFilters):
    """The same, qualifying status, and how the response stands.

    The rows are of all workers within reach, so that a place without anybody on the list can be chosen.
    """

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        held = {row.qualifying_status for row in rows}
        statuses = [each for each in QualifyingStatus.choices if each[0] in held]
        return {
            **super().fields(rows),
            "qualifying_status": choice("Qualifying status", statuses),
            "response": choice("Response", RESPONSES),
        }

    def passes(self, name: str, row: Caseload, value: Any) -> bool:
        if name != "response":
            return super().passes(name, row, value)
        return row.response is not None if value == WITH else row.answered.name.lower() == value

    def on_list(self, row: Caseload) -> bool:
        """Whether the row is on the list."""
        return row.is_over_protected

    @cached_property
    def passing(self) -> list[Any]:
        """The workers that pass, on the list or not."""
        return super().qs

    @property
    def qs(self) -> list[Any]:
        return [row for row in self.passing if self.on_list(row)]


class ReportedFilters(ResponseFilters):
    """The same, and whether those on the list are shown or those who would be on it at full time."""

    view_fields = frozenset({"month", "show"})

    def __init__(self, data: QueryDict, queryset: Sequence[Caseload]) -> None:
        if not data.get("show"):
            data = data.copy()
            data["show"] = LISTED
        super().__init__(data, queryset)

    def chosen(self, query: QueryDict) -> Iterator[Chosen]:
        """The list itself is where one begins, so it is no filter to take off."""
        return (each for each in super().chosen(query) if each.label != "Show" or self.shows_full_time)

    def fields(self, rows: Sequence[Any]) -> dict[str, forms.Field]:
        shown = [(LISTED, "On the list"), (FULL_TIME, "Would be on it at full time")]
        show = forms.ChoiceField(label="Show", choices=shown, required=False, widget=forms.RadioSelect)
        return {**super().fields(rows), "show": show}

    def passes(self, name: str, row: Caseload, value: Any) -> bool:
        """Nobody is asked for a response to what would be: a filter of responses leaves it alone."""
        return (name == "response" and row.would_be_reported) or super().passes(name, row, value)

    def on_list(self, row: Caseload) -> bool:
        return row.would_be_reported if self.shows_full_time else row.is_reported

    @property
    def full_time(self) -> list[Any]:
        """Those who would be on the list at full time."""
        return [row for row in self.passing if row.would_be_reported]

    @property
    def shows_full_time(self) -> bool:
        """Whether those were asked for who would be on the list at full time."""
        return self.form.is_valid() and self.form.cleaned_data["show"] == FULL_TIME
