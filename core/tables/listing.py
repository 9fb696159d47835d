"""The list page: filter, sort, pages, count, export. A room says which records, and in which table."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views import View

from core import exports
from core.permissions import RequiresMixin
from core.tables import exporting
from core.tables.filters import Asked, RecordFilters, RowFilters
from core.tables.pages import PER_PAGE, BoundedPaginator, pagination
from core.tables.table import RecordTable


class RecordList(RequiresMixin, View):
    """A list of records.

    class AuditList(RecordList):
        permissions = [SEE_AUDITS]
        title = "Audits"
        table_class = AuditTable
        filters_class = AuditFilters
        empty = "No audits yet. Open a cycle and allocate the first."

        def get_records(self, user):
            return Audit.objects.visible_to(user).select_related("team")

    A filter of RecordFilters.private is asked by POST and answered at once; all else stands in the address.
    `get_records` and `get_title` may use self.kwargs, but not self.request: a long export has none.
    """

    title: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    empty: ClassVar[str] = "There is nothing here yet."
    table_class: type[RecordTable]
    filters_class: type[RecordFilters] | None = None
    template_name: ClassVar[str] = "components/record_list.html"
    may_export: ClassVar[bool] = True
    http_method_names = ["get", "head", "post"]

    def get_records(self, user: Any) -> QuerySet[Any]:
        """The records that this user may see: always `visible_to(user)`."""
        raise TypeError(f"{type(self).__name__} does not say which records it lists.")

    def get_empty(self) -> str:
        """What the page says where there is nothing at all: why, and what to do."""
        return self.empty

    def get_title(self) -> str:
        """The page's heading and the export's name."""
        return self.title

    def make_table(self, records: Any) -> RecordTable:
        """The table of the records; one that must be told more than they know is made otherwise."""
        return self.table_class(records)

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        """What one can do from here: words and address of each button."""
        return []

    def get_context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(request, request.GET)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A search for something that must not stand in an address."""
        return self.answer(request, request.POST)

    def answer(self, request: HttpRequest, asked: QueryDict) -> HttpResponse:
        """The page, or the file if one was asked for."""
        filters, records = self.filtered(request.user, asked)
        table = self.make_table(records)
        table.sort_by(asked.get("sort", ""), QueryDict() if request.method == "POST" else request.GET)
        kind = asked.get("export", "")
        understood = filters is None or filters.form.is_valid()
        if self.may_export and request.method == "GET" and kind in exports.FORMATS and understood:
            return exporting.answer(request, self, table, kind)
        return self.page(request, table, filters, asked)

    def table(self, user: Any, asked: QueryDict) -> RecordTable:
        """All records as asked, in order: what an export takes, also where there is no request."""
        _, records = self.filtered(user, asked)
        table = self.make_table(records)
        table.sort_by(asked.get("sort", ""))
        return table

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        """The filters as asked and what they let through: nothing, if one of them makes no sense."""
        records = self.get_records(user)
        if self.filters_class is None:
            return None, records
        filters = self.filters_class(asked, queryset=records)
        return filters, filters.qs if filters.form.is_valid() else records.none()

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Asked | None, asked: QueryDict
    ) -> HttpResponse:
        """The page with one page of the list."""
        paginator = BoundedPaginator(table.data.data, PER_PAGE)
        shown = paginator.nearest(asked.get("page", "1"))
        table.data.data = shown.object_list
        table.caption, table.show_caption = table.caption or self.get_title(), False
        searching = request.method == "POST"
        context = {
            "title": self.get_title(),
            "intro": self.intro,
            "empty": self.get_empty(),
            "table": table,
            "filters": filters,
            "form": filters.form if filters else None,
            "chosen": list(filters.chosen(request.GET)) if filters and filters.form.is_valid() else [],
            "page": shown,
            "paginator": paginator,
            "pagination": None if searching else pagination(shown, request.GET),
            "exports": [] if searching or not paginator.count else self._exports(request),
            "actions": self.get_actions(request.user),
            "searching": searching,
            **self.get_context(),
        }
        return render(request, self.template_name, context)

    def _exports(self, request: HttpRequest) -> list[tuple[str, str]]:
        links: list[tuple[str, str]] = []
        if not self.may_export:
            return links
        for kind, words in (("csv", "CSV"), ("xlsx", "Excel")):
            query = request.GET.copy()
            query.pop("page", None)
            query["export"] = kind
            links.append((words, query.urlencode()))
        return links


class RowList(RecordList):
    """A list whose rows are worked out for each request, not read from one table.

    `get_rows` answers them all, by what was asked (a day, say); it takes a fixed number of queries.
    """

    row_filters_class: type[RowFilters]

    def get_rows(self, user: Any, asked: QueryDict) -> list[Any]:
        """The rows that this user may see."""
        raise TypeError(f"{type(self).__name__} does not say what it lists.")

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        """The filters as asked and the rows that pass them."""
        filters = self.row_filters_class(asked, self.get_rows(user, asked))
        return filters, filters.qs
