"""The page of one indicator, and what it says as a file."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import cached_property

from core import history, months
from core.tables import RecordTable, RowList
from core.tables.filters import Asked
from figures import registry
from figures.models import Restatement, Source
from figures.shown import NOTHING_WAS_KNOWN
from indicators.describing import definition
from indicators.models import Peer
from indicators.one import drawing
from indicators.one.about import About, about
from indicators.one.filters import OneFilters
from indicators.one.picture import Picture, newest, picture
from indicators.one.tables import MonthTable
from indicators.permissions import CATALOGUE, VIEW
from indicators.reading.numbers import of_place
from indicators.reading.signed import signed
from indicators.reading.standing import Compared
from publications import svg

RECENT = 20


class OneIndicator(RowList):
    """One indicator at a place up to a month: what it says, and what that means."""

    permissions = [VIEW]
    table_class = MonthTable
    template_name = "indicators/one/indicator.html"
    empty = (
        "Nothing is known of this yet. Its figures are here once they are imported, or a month is rolled up."
    )
    picture: Picture | None = None

    @cached_property
    def about(self) -> About:
        return about(self.kwargs["slug"])

    def get_title(self) -> str:
        return self.about.entries[-1].name

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        """The place and month that were asked for, and the months up to it."""
        filters = OneFilters(asked, user=user, about=self.about)
        if not filters.form.is_valid():
            return filters, []
        place = filters.place()
        if place is None:
            return filters, []
        month = filters.month() or newest(user, self.about, place)
        self.picture = picture(user, self.about, place, month)
        return filters, self.picture.rows

    def page(
        self, request: HttpRequest, table: RecordTable, filters: Asked | None, asked: QueryDict
    ) -> HttpResponse:
        """A page leaves out the columns of which no month says anything; a file has them all."""
        rows = self.picture.rows if self.picture else []
        for name in ("target", "rag", "marked", "beside"):
            if not any(getattr(row, name) is not None and getattr(row, name) != "" for row in rows):
                table.columns.hide(name)
        return super().page(request, table, filters, asked)

    def get_context(self) -> dict[str, Any]:
        user: Any = self.request.user
        known: dict[str, Any] = {"about": self.about, "may_change": user.may(CATALOGUE)}
        if self.picture is None:
            return known
        found = self.picture
        then = signed(user, [found.standing], of_place(found.place))
        chart = drawing.chart(found)
        entry = self.about.entry(found.month)
        return {
            **known,
            "picture": found,
            "standing": found.standing,
            "entry": entry,
            "listed_then": self.about.is_listed(found.month),
            "drawn": svg.draw([chart])[0] if found.months else None,
            "no_limits": drawing.why_no_limits(found),
            "limits": drawing.in_words(found, found.control.limits) if found.control.limits else "",
            "compared": _by_year(found),
            "definition": definition(entry),
            "restated": restated(user, found),
            "signed": next((each for each in then if each.differs), None),
            "lines": history.of(self.about.indicator),
        }


def _by_year(found: Picture) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each year's benchmarks: whose, how much; the newest year first."""
    ordered: Sequence[Compared] = sorted(found.standing.benchmarks, key=lambda each: (-each.year, each.peer))
    shown = found.indicator.shown_level
    return [
        (
            f"{year}/{(year + 1) % 100:02}",
            [(Peer(each.peer).label, shown(each.value)) for each in compared],
        )
        for year, compared in groupby(ordered, key=lambda each: each.year)
    ]


def restated(user: Any, found: Picture) -> list[dict[str, Any]]:
    """The figures of the place that somebody had stood by and that are others now, the newest first."""
    rows = (
        Restatement.objects.filter(figure__indicator=found.about.indicator, figure__place=found.place)
        .select_related("figure__indicator", "before")
        .order_by("-figure__known_at", "-pk")
    )
    for slugs, withheld in registry.withheld(user):
        rows = rows.exclude(figure__indicator__slug__in=slugs, figure__month__in=withheld)
    shown = found.indicator.shown
    return [
        {
            "month": months.label(row.figure.month),
            "url": row.figure.get_absolute_url(),
            "before": shown(row.before.value, row.before.missing) if row.before else NOTHING_WAS_KNOWN,
            "now": shown(row.figure.value, row.figure.missing),
            "source": Source(row.figure.source).label,
            "known_at": row.figure.known_at,
            "reason": row.reason,
        }
        for row in rows[:RECENT]
    ]
