"""Searching good practice and areas for improvement. What is searched for never stands in an address."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from audits.learning.searching import ORDERS, PointFilters, points_for
from audits.learning.tables import PointTable
from audits.permissions import SET_RULES, VIEW
from audits.rules.learning import stems_asked
from core import exports
from core.tables import RecordFilters, RecordList, RecordTable
from core.tables.exporting import AT_ONCE

TOO_MANY = (
    f"A search of more than {AT_ONCE:,} points cannot be taken away. Enter more words, or choose a cycle."
)


class Search(RecordList):
    """The points of completed audits within the reader's reach.

    The whole question is sent together, so that words, filters, page and order hold at once. Filters alone
    may stand in an address, as links to here have them.
    """

    permissions = [VIEW]
    title = "Search good practice and areas for improvement"
    table_class = PointTable
    filters_class = PointFilters
    template_name = "audits/search.html"
    empty = (
        "There is no point to search yet. Once an audit within your reach is completed, its points of good "
        "practice and its areas for improvement are here."
    )

    def get_records(self, user: Any) -> QuerySet[Any]:
        return points_for(user)

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Keep the list of tags", reverse("tags"))] if user.may(SET_RULES) else []

    def get_context(self) -> dict[str, Any]:
        return {"orders": ORDERS}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.copy()
        asked.pop("words", None)
        return self.answer(request, asked)

    def answer(self, request: HttpRequest, asked: QueryDict) -> HttpResponse:
        """The page, or the file: of a search it is made at once, since no job may hold its words."""
        kind = asked.get("export", "")
        if request.method != "POST" or kind not in exports.FORMATS:
            return super().answer(request, asked)
        filters, _ = self.filtered(request.user, asked)
        table = self.table(request.user, asked)
        if filters is None or not filters.form.is_valid():
            return super().answer(request, asked)
        if table.count_up_to(AT_ONCE + 1) > AT_ONCE:
            filters.form.add_error(None, TOO_MANY)
            return self.page(request, table, filters, asked)
        return exports.download(*exports.as_file(kind, self.title, table.header_values(), table.values()))

    def page(
        self, request: HttpRequest, table: RecordTable, filters: RecordFilters | None, asked: QueryDict
    ) -> HttpResponse:
        """The page, with the words that were asked for marked."""
        understood = filters is not None and filters.form.is_valid()
        if isinstance(table, PointTable) and understood:
            table.asked = frozenset(stems_asked(asked.get("words", "")))
        if request.method == "POST":
            table.sorted_by = None  # its links would lose the words: the order is asked in the form
        return super().page(request, table, filters, asked)
