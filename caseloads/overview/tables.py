"""The tables of the overview: places, workers with what is late, children with what is due."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from caseloads.overview import addresses
from caseloads.overview.places import Load
from caseloads.rules.timing import Due, Standing
from caseloads.tables import PerFteColumn, ShareColumn, WorkerTable
from core.tables import Column, DateColumn, NumberColumn, RecordTable
from core.tables.columns import tag
from organisation.tables.columns import FteColumn

STANDING_COLOURS = {
    Standing.LATE.value: "red",
    Standing.SOON.value: "yellow",
    Standing.NOT_YET.value: "grey",
}


class CountColumn(NumberColumn):
    """How many, linked to the list of them where there are any."""

    def __init__(self, address: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(linkify=self._link, **kwargs)
        self.address = address

    def _link(self, record: Any, value: int) -> str | None:
        return self.address(record.query) if value and record.query is not None else None


class LoadTable(RecordTable):
    """Places: the same measures as a worker's, then how many there is something to note of."""

    name = Column(linkify=lambda record: record.url or None, verbose_name="Place")
    children = CountColumn(addresses.children, verbose_name="Children")
    holders = CountColumn(addresses.holders, verbose_name="Case holders")
    fte = FteColumn()
    per_fte = PerFteColumn()
    share = ShareColumn()
    reported = CountColumn(addresses.reported)
    over = CountColumn(addresses.over, verbose_name="Over limit")
    late_visits = CountColumn(addresses.late_visits, verbose_name="Late visits")
    late_supervisions = CountColumn(addresses.late_supervisions, verbose_name="Late supervisions")
    alarms = CountColumn(addresses.alarms, verbose_name="Alarms")

    class Meta(RecordTable.Meta):
        orderable = False

    def __init__(self, loads: Iterable[Load], *, kind: str, reported_from: int, total: Load | None) -> None:
        super().__init__(list(loads))
        self.columns["name"].column.verbose_name = kind
        self.columns["reported"].column.verbose_name = f"{reported_from} or more"
        self.total = total


class LoadedWorkerTable(WorkerTable):
    """Workers, with how many of their children are late."""

    late_visits = CountColumn(addresses.late_visits, verbose_name="Late visits", initial_sort_descending=True)
    late_supervisions = CountColumn(
        addresses.late_supervisions, verbose_name="Late supervisions", initial_sort_descending=True
    )

    class Meta(WorkerTable.Meta):
        sequence = ("...", "flags")


class DueColumn(Column):
    """Until when something is in time, and how it stands; an export has the day alone."""

    def render(self, value: Due) -> SafeString:
        day = f"{value.due_on:%-d %B %Y}"
        if value.standing is Standing.IN_TIME:
            return format_html("{}", day)
        late = f"{value.days_late} {'day' if value.days_late == 1 else 'days'} late"
        words = late if value.days_late else value.standing.value.capitalize()
        return format_html("{} {}", day, tag(words, {words: STANDING_COLOURS[value.standing.value]}))

    def value(self, value: Due) -> dt.date:
        return value.due_on


class ChildTable(RecordTable):
    """Children: who they are with since when, and what is due of visits and supervisions."""

    case_ref = Column(linkify=True, verbose_name="Case reference")
    statuses = Column(verbose_name="Statuses", orderable=False)
    worker = Column(verbose_name="Worker", linkify=lambda record: record.worker_url)
    team = Column(verbose_name="Team")
    since = DateColumn(verbose_name="Held since")
    last_visit = DateColumn(accessor="visit__last", verbose_name="Last visit")
    visit = DueColumn(order_by="visit__due_on", verbose_name="Visit due")
    visit_late = NumberColumn(accessor="visit__days_late", verbose_name="Visit: days late")
    last_supervision = DateColumn(accessor="supervision__last", verbose_name="Last supervision")
    supervision = DueColumn(order_by="supervision__due_on", verbose_name="Supervision due")
    supervision_late = NumberColumn(accessor="supervision__days_late", verbose_name="Supervision: days late")

    caption = "Children"
    days_late = ("visit_late", "supervision_late")
    """What stands beside the day on a page, and in columns of its own in an export."""

    class Meta(RecordTable.Meta):
        sequence: tuple[str, ...] = ("...",)
