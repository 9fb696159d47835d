"""The clinic's lists: 20 or more, protected caseloads exceeded, alarms."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from caseloads.full import alarms
from caseloads.full.alarms import Alarm
from caseloads.full.clinic import About, Caseload, Clinic
from caseloads.full.days import day_of, month_query
from caseloads.full.filters import MonthFilters, ReportedFilters, ResponseFilters
from caseloads.full.tables import AlarmTable, FullTimeTable, ProtectedTable, ReportedTable
from caseloads.lists import CaseloadList
from caseloads.models import Child
from caseloads.rules.responding import Answered
from core import clock
from core.tables import RecordTable
from core.tables.filters import Asked


@dataclass(frozen=True)
class Tile:
    """One of the clinic's lists: how many are on it, what it is, what to note of it, where it is."""

    count: int
    label: str
    note: str
    url: str
    here: bool


class ClinicList(CaseloadList):
    """One of the clinic's lists, of today or as at the last day of a month, with the way to the others."""

    url_name: ClassVar[str]
    clinic: Clinic
    filters: Any

    def get_rows(self, user: Any, asked: QueryDict) -> list[Any]:
        self.clinic = Clinic.read(user, day_of(asked))
        return self.rows_of(user)

    def rows_of(self, user: Any) -> list[Any]:
        """What there is to filter."""
        raise TypeError(f"{type(self).__name__} does not say what it lists.")

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        self.filters, rows = super().filtered(user, asked)
        return self.filters, rows

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Asked | None, asked: QueryDict
    ) -> HttpResponse:
        """A page leaves to the file what the team's name and the filter say: the service area."""
        table.columns.hide("area")
        return super().page(request, table, filters, asked)

    def get_title(self) -> str:
        """The list's name, with the day if it isn't today's: an export is called so."""
        day = self.clinic.day
        return self.title if self.is_today else f"{self.title} on {day:%-d %B %Y}"

    @property
    def is_today(self) -> bool:
        """Whether the list is of today."""
        return self.clinic.day == clock.today()

    def get_context(self) -> dict[str, Any]:
        return {"clinic": self.clinic, "is_today": self.is_today, "tiles": self.tiles()}

    def tiles(self) -> list[Tile]:
        """The clinic's lists on this day."""
        found = self.clinic
        held = sum(each.children for each in found.alarms)
        said = f"{held} {'child' if held == 1 else 'children'} held" if held else ""
        full = [
            (Reported, found.reported, f"{found.reported_from} or more"),
            (Protected, found.protected, "Protected and exceeded"),
        ]
        tiles = [self._tile(page, len(rows), label, _unanswered(rows)) for page, rows, label in full]
        return [*tiles, self._tile(Alarms, len(found.alarms), "On leave, left or unknown", said)]

    def _tile(self, page: type["ClinicList"], count: int, label: str, note: str) -> Tile:
        query = "" if self.is_today else f"?{urlencode(month_query(self.clinic.day))}"
        return Tile(count, label, note, reverse(page.url_name) + query, here=isinstance(self, page))


class Reported(ClinicList):
    """20 or more children: the list as the clinic has it."""

    url_name = "caseloads_reported"
    template_name = "caseloads/reported.html"
    row_filters_class = ReportedFilters
    table_class = ReportedTable
    empty = "Nobody whom you can see holds so many children. Whoever does appears here."

    def rows_of(self, user: Any) -> list[Caseload]:
        return self.clinic.of(About.REPORTED)

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        filters, rows = super().filtered(user, asked)
        self.table_class = FullTimeTable if self.filters.shows_full_time else ReportedTable
        return filters, rows

    @property
    def title(self) -> str:  # type: ignore[override]
        """It is a policy from how many on."""
        begun = f"{self.clinic.reported_from} or more children"
        return f"{begun} at full time" if self.filters.shows_full_time else begun

    def get_context(self) -> dict[str, Any]:
        part = (
            None if self.filters.shows_full_time else FullTimeTable(self.filters.full_time, exclude=("area",))
        )
        query = self.request.GET.copy()
        query["show"] = "full_time"
        return {
            **super().get_context(),
            "full_time": part,
            "full_time_query": query.urlencode(),
            "to_close": self.clinic.to_close(About.REPORTED),
        }


class Protected(ClinicList):
    """Protected caseloads that are exceeded."""

    title = "Protected caseloads exceeded"
    url_name = "caseloads_protected"
    template_name = "caseloads/protected.html"
    row_filters_class = ResponseFilters
    table_class = ProtectedTable
    empty = "Nobody whom you can see is over their protected caseload. Whoever is over it appears here."

    def rows_of(self, user: Any) -> list[Caseload]:
        return self.clinic.of(About.PROTECTED)

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "to_close": self.clinic.to_close(About.PROTECTED)}


class Alarms(ClinicList):
    """Children with somebody who is on leave, has left or has no staff record."""

    title = "Children held by workers who are away"
    url_name = "caseload_alarms"
    template_name = "caseloads/alarms.html"
    row_filters_class = MonthFilters
    table_class = AlarmTable
    empty = "No child that you can see is held by somebody who is on leave or has left."
    without_worker = 0

    def rows_of(self, user: Any) -> list[Alarm]:
        if self.is_today:  # as the queue is
            children = Child.objects.visible_to(user).open_on(self.clinic.day)
            self.without_worker = children.without_worker_on(self.clinic.day).count()
        return alarms.of(self.clinic)

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "without_worker": self.without_worker}


def _unanswered(caseloads: list[Caseload]) -> str:
    """'8 without a response, 1 review overdue'."""
    found = [each.answered for each in caseloads]
    none, overdue = found.count(Answered.NONE), found.count(Answered.OVERDUE)
    said = [f"{none} without a response" if none else "", f"{overdue} overdue for review" if overdue else ""]
    return ", ".join(filter(None, said))
