"""The late lists and the queue: a child a row, and what can be done about it beside its reference."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from caseloads.overview.tables import STANDING_COLOURS
from caseloads.recording.coming_back import link
from caseloads.rules.timing import Standing
from core.tables import Column, DateColumn, NumberColumn, RecordTable, TagColumn


class DoColumn(Column):
    """What can be done from the row, leading back to the list as it is; in no export."""

    def __init__(self, words: str, address: str) -> None:
        super().__init__(accessor="pk", verbose_name="To do", orderable=False, exclude_from_export=True)
        self.words, self.address = words, address

    def render(self, record: Any, table: Any) -> SafeString:
        url = link(self.address, record.pk, table.back, worker=table.worker)
        return format_html(
            '<a href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>',
            url, self.words, record.case_ref,
        )  # fmt: skip


class StandingColumn(TagColumn):
    """How the child stands, with a capital."""

    def __init__(self) -> None:
        colours = {standing.capitalize(): colour for standing, colour in STANDING_COLOURS.items()}
        super().__init__(verbose_name="Standing", colours=colours)

    def render(self, value: Standing) -> SafeString:
        return super().render(value.value.capitalize())

    def value(self, value: Standing) -> str:
        return value.value.capitalize()


class Layout(RecordTable.Meta):
    """What is to do stands beside the reference, where a narrow screen shows it, too."""

    sequence = ("case_ref", "do", "...")


class ChildRowTable(RecordTable):
    """What the tables share: where a row's link leads back to, and for whom somebody came."""

    back = ""
    worker: str = ""
    row_header = "case_ref"


class DueTable(ChildRowTable):
    """What is due to children, the most pressing first."""

    case_ref = Column(linkify=lambda record: record.child.get_absolute_url(), verbose_name="Case reference")
    days_late = NumberColumn(verbose_name="Days late", initial_sort_descending=True)
    statuses = Column(verbose_name="Statuses", orderable=False)
    due_on = DateColumn(accessor="due__due_on", verbose_name="Due on")
    last = DateColumn(accessor="due__last", verbose_name="Last")
    standing = StandingColumn()
    worker = Column(verbose_name="Worker", linkify=lambda record: record.worker_url)
    team = Column(verbose_name="Team")
    area = Column(verbose_name="Service area")
    by = Column(verbose_name="By which policy", orderable=False)


class VisitTable(DueTable):
    """Visits."""

    do = DoColumn("Record a visit", "visit_record")
    caption = "Visits, late first"
    Meta = Layout


class SupervisionTable(DueTable):
    """Supervisions."""

    do = DoColumn("Record a supervision", "supervision_record")
    caption = "Supervisions, late first"
    Meta = Layout


class WaitingTable(ChildRowTable):
    """Children whom nobody holds, the longest first."""

    case_ref = Column(linkify=lambda record: record.child.get_absolute_url(), verbose_name="Case reference")
    do = DoColumn("Allocate", "child_allocate")
    days = NumberColumn(verbose_name="Days without", initial_sort_descending=True)
    since = DateColumn(verbose_name="Since")
    statuses = Column(verbose_name="Statuses", orderable=False)
    worker = Column(accessor="child__worker", verbose_name="Last worker")
    team = Column(verbose_name="Last team")
    area = Column(verbose_name="Last service area")
    planned = Column(verbose_name="Planned", orderable=False)

    caption = "Children without a primary worker"
    Meta = Layout
