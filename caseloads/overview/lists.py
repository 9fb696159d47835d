"""The lists: all workers, and all children, within one's reach."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from caseloads.lists import CaseloadList
from caseloads.models import Child
from caseloads.overview.children import Row, current, listed, rows_of
from caseloads.overview.filters import ChildFilters, WorkerFilters, written
from caseloads.overview.picture import WorkerLoad, loads_on
from caseloads.overview.tables import ChildTable, LoadedWorkerTable
from caseloads.reading.policies import Policies
from core import clock
from core.tables import RecordTable
from core.tables.filters import Asked


class Workers(CaseloadList):
    """Everyone who holds a child, or could."""

    title = "Workers and their caseloads"
    empty = (
        "There are no workers to see. They are here once staff are recorded in a team that holds cases, "
        "or children are allocated to them."
    )
    table_class = LoadedWorkerTable
    row_filters_class = WorkerFilters

    def get_rows(self, user: Any, asked: QueryDict) -> list[WorkerLoad]:
        return loads_on(clock.today(), user)


class Children(CaseloadList):
    """Children with a status, or with a worker; a search by case reference finds those of the past, too."""

    title = "Children"
    intro = "Late first, then what is due soonest. A child who is no longer open is found by case reference."
    empty = (
        "There are no children to see. They are here once their statuses are imported and they are "
        "allocated to somebody whom you can see."
    )
    table_class = ChildTable
    row_filters_class = ChildFilters

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Asked | None, asked: QueryDict
    ) -> HttpResponse:
        """A page has the days late beside the day on which something was due."""
        for name in ChildTable.days_late:
            table.columns.hide(name)
        return super().page(request, table, filters, asked)

    def get_rows(self, user: Any, asked: QueryDict) -> list[Row]:
        today = clock.today()
        if reference := written(asked.get("case_ref", "")):
            found = Child.objects.visible_to(user).filter(case_ref=reference)
        else:
            found = current(user, today)
        return rows_of(listed(found), today, Policies.read())
