"""The lists that are worked down: late visits, late supervisions, children whom nobody holds."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict

from caseloads.late.filters import STANDINGS, DueFilters, WaitingFilters
from caseloads.late.rows import DueRow, What, due_rows
from caseloads.late.tables import ChildRowTable, SupervisionTable, VisitTable, WaitingTable
from caseloads.late.waiting import Waiting, waiting
from caseloads.lists import CaseloadList
from caseloads.permissions import RECORD
from caseloads.recording.coming_back import here
from caseloads.rules.timing import Standing
from core import clock
from core.tables import RecordTable
from core.tables.filters import Asked


class WorkList(CaseloadList):
    """A list from whose rows something is done; who may only look sees no links to do it."""

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Asked | None, asked: QueryDict
    ) -> HttpResponse:
        """The page; each row leads to what is to do, and from there back here."""
        user: Any = request.user
        if isinstance(table, ChildRowTable):
            table.back, table.worker = here(request), self.worker(filters)
        if not user.may(RECORD):
            table.columns.hide("do")
        return super().page(request, table, filters, asked)

    def worker(self, filters: Asked | None) -> str:
        """For whom somebody came to the list; blank for nobody."""
        return ""


class Due(WorkList):
    """What is due to children, late unless another standing is asked for."""

    what: ClassVar[What]
    titles: ClassVar[dict[str, str]]
    """By standing; all of them under blank."""
    standing: str = Standing.LATE.value
    template_name = "caseloads/due.html"
    row_filters_class = DueFilters

    def get_rows(self, user: Any, asked: QueryDict) -> list[DueRow]:
        [rows] = due_rows(user, clock.today(), self.what)
        return rows

    def get_title(self) -> str:
        return self.titles.get(self.standing, self.title)

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        """The heading, and an export's name, say which standing it is."""
        filters, rows = super().filtered(user, asked)
        self.standing = filters.form.cleaned_data.get("standing", "") if filters else ""
        return filters, rows

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Asked | None, asked: QueryDict
    ) -> HttpResponse:
        """With how many there are of each standing, each a way to its list."""
        self.standings = []
        if isinstance(filters, DueFilters) and request.method == "GET" and filters.form.is_valid():
            now, counts = filters.form.cleaned_data["standing"], filters.counts()
            for value, words in [*STANDINGS, ("", "All")]:
                query = request.GET.copy()
                query.pop("page", None)
                query["standing"] = value
                self.standings.append((words, counts[value], query.urlencode(), value == now))
        return super().page(request, table, filters, asked)

    def get_context(self) -> dict[str, Any]:
        return {"standings": self.standings}


def _titles(noun: str) -> dict[str, str]:
    named = {each.value: f"{noun} {each.value}" for each in Standing}
    return {**named, Standing.LATE.value: f"Late {noun.lower()}", "": f"{noun} due to children"}


class LateVisits(Due):
    """Visits."""

    what = "visit"
    title = "Late visits"
    titles = _titles("Visits")
    intro = "Children by when they are to be seen, by the frequencies in force today. An attempt is no visit."
    empty = "No child that you can see is late for a visit. Choose another standing above to see what is due."
    table_class = VisitTable


class LateSupervisions(Due):
    """Supervisions."""

    what = "supervision"
    title = "Late supervisions"
    titles = _titles("Supervisions")
    intro = "Children by when they are to be discussed in supervision, by the frequencies in force today."
    empty = (
        "No child that you can see is late for supervision. Choose another standing above to see what is due."
    )
    table_class = SupervisionTable


class Unallocated(WorkList):
    """The queue of children whom nobody holds."""

    title = "Unallocated children"
    intro = "Children with a status today and no primary worker, those who have waited longest first."
    empty = "No child that you can see is without a primary worker. Whoever is left without one appears here."
    table_class = WaitingTable
    row_filters_class = WaitingFilters

    def get_rows(self, user: Any, asked: QueryDict) -> list[Waiting]:
        return waiting(user, clock.today())

    def worker(self, filters: Asked | None) -> str:
        form = getattr(filters, "form", None)
        return str(form.cleaned_data.get("worker") or "") if form is not None and form.is_valid() else ""
