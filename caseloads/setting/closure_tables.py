"""The tables of the days on which nobody works."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from caseloads.models import ClosureDay
from core.tables import Column, RecordTable
from organisation import dated


class ClosureTable(RecordTable):
    """The days on which the council is closed besides."""

    day = Column(orderable=False, verbose_name="Day")
    reason = Column(orderable=False, verbose_name="Reason")
    remove = Column(orderable=False, accessor="pk", verbose_name="Change")

    caption = "Closure days"

    def __init__(self, rows: Sequence[ClosureDay], *, may_change: bool) -> None:
        super().__init__(rows, exclude=() if may_change else ("remove",))

    class Meta(RecordTable.Meta):
        pass

    def render_day(self, value: dt.date) -> str:
        return f"{value:%A} {dated.words(value)}"

    def render_remove(self, record: ClosureDay) -> SafeString:
        return format_html(
            '<a class="govuk-link" href="{}">Remove<span class="govuk-visually-hidden"> {}</span></a>',
            reverse("closure_day_remove", args=[record.pk]),
            record,
        )


class HolidayTable(RecordTable):
    """England's bank holidays of a year."""

    day = Column(orderable=False, verbose_name="Day", accessor="0")
    name = Column(orderable=False, verbose_name="Bank holiday", accessor="1")

    def __init__(self, year: int, days: Sequence[tuple[dt.date, str]]) -> None:
        super().__init__([{"0": f"{day:%A %-d %B}", "1": name} for day, name in days])
        self.caption = f"Bank holidays of England in {year}"

    class Meta(RecordTable.Meta):
        pass
