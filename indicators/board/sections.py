"""All indicators of a section in one table, and what was written about its month."""

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from core import months
from core.tables import RecordTable, RowList
from core.tables.filters import Asked as Filters
from indicators.board import links
from indicators.board.asked import Asked, asked, neighbours
from indicators.board.filters import StandingFilters
from indicators.board.rows import StandingRow
from indicators.board.tables import SectionTable
from indicators.models import AlsoListed, Peer, Section
from indicators.permissions import VIEW
from indicators.reading.catalogue import Listed, catalogue
from indicators.reading.months import month_state
from indicators.reading.signed import signed_beside
from indicators.reading.standing import Standing, standings

MAY_BE_EMPTY: dict[str, Callable[[StandingRow], object]] = {
    "reference": lambda row: row.reference,
    "signed": lambda row: row.signed,
    "neighbours": lambda row: row.standing.newest(Peer.NEIGHBOURS),
    "england": lambda row: row.standing.newest(Peer.ENGLAND),
    "remark": lambda row: row.standing.remark,
}
"""Columns that are left out where they would say nothing."""


class SectionMonthList(RowList):
    """The section's indicators in a month, at a place."""

    permissions = [VIEW]
    empty = "The catalogue has no indicators in this section this month."
    table_class = SectionTable
    template_name: ClassVar[str] = "indicators/board/section.html"
    found: Asked
    known = False

    @cached_property
    def section(self) -> Section:
        return get_object_or_404(Section, slug=self.kwargs["section"])

    @property
    def month(self) -> dt.date:
        found: dt.date = self.kwargs["month"]
        return found

    def get_title(self) -> str:
        return f"{self.section.name}, {months.label(self.month)}"

    def filtered(self, user: Any, asked_for: QueryDict) -> tuple[Filters | None, Any]:
        """The rows that pass; of a place, those indicators of which something is known there."""
        self.found = asked(user, asked_for.get("place", ""))
        rows = standings(user, of_section(self.section, self.month), self.month, self.found.condition)
        rows = known_there(rows, self.found)
        self.known = any(each.point for each in rows)
        filters = StandingFilters(asked_for, rows, self.found)
        signed = signed_beside(user, rows, self.found.condition)
        return filters, [StandingRow(each, signed.get(each.indicator.pk, "")) for each in filters.qs]

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Filters | None, asked: QueryDict
    ) -> HttpResponse:
        """Without the columns that would be empty."""
        table.place = self.found.place
        for name, says in MAY_BE_EMPTY.items():
            if not any(says(row) for row in table.data.data):
                table.columns.hide(name)
        return super().page(request, table, filters, asked)

    def get_context(self) -> dict[str, Any]:
        user: Any = self.request.user
        return {
            "section": self.section,
            "month": self.month,
            "found": self.found,
            "state": month_state(user, self.month, self.section).section(self.section),
            "known": self.known,
            "neighbours": neighbours(self.found, self.month, "section_month", self.section.slug),
            "links": links.of_section(user, self.month, self.section),
            "to_do": [] if self.known else links.to_get_figures(user),
        }


def of_section(section: Section, month: dt.date) -> list[Listed]:
    """The section's own indicators and those that it lists, too, by their place in it."""
    also = dict(AlsoListed.objects.filter(section=section).values_list("indicator_id", "position"))
    listed = catalogue(month, Q(section=section) | Q(indicator__in=list(also)))

    def place(each: Listed) -> tuple[int, str]:
        return (each.position if each.section_id == section.pk else also[each.pk], each.name)

    return sorted(listed, key=place)


def known_there(rows: list[Standing], found: Asked) -> list[Standing]:
    """All of the whole service; of another place, those of which anything is known there."""
    return rows if found.place is None else [each for each in rows if each.points]
