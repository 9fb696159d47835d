"""The clinic's lists, with the columns as the clinic names them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from caseloads.full.clinic import Caseload
from caseloads.rules.responding import Answered
from caseloads.tables import FlagsColumn, LimitColumn, PerFteColumn, ShareColumn, flags
from core.tables import Column, DateColumn, NumberColumn, RecordTable, TagColumn
from core.tables.columns import tag
from figures.shown import rounded
from figures.tables import number
from organisation.tables.columns import FteColumn

ANSWER_COLOURS = {
    Answered.NONE.value: "red",
    Answered.OVERDUE.value: "orange",
    Answered.DUE.value: "yellow",
    Answered.RESPONDED.value: "green",
}
ALARM_COLOURS = {"On leave (FTE 0)": "red", "Left": "red", "No staff record": "red"}
LONGEST = 90
WIDE = {"th": {"class": "govuk-!-width-one-third"}}


class NotedColumn(FlagsColumn):
    """What there is to note besides what the list itself says: that so many children are reported."""

    def render(self, record: Any) -> SafeString | str:
        tags = ((tag(words, {words: colour}),) for words, colour in self._besides(record))
        return format_html_join(" ", "{}", tags) or "–"

    def value(self, record: Any) -> str:
        return ", ".join(words for words, _ in self._besides(record))

    def _besides(self, record: Any) -> list[tuple[str, str]]:
        listed = str(record.reported_from)
        return [(words, colour) for words, colour in flags(record) if not words.startswith(listed)]


class AnswerColumn(Column):
    """How the management response stands, until or since when, its beginning, and the way to respond."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            accessor="answered", order_by="urgency", verbose_name="Response", attrs=WIDE, **kwargs
        )

    def render(self, value: Answered, record: Caseload) -> SafeString:
        said = record.response
        if said is None:
            return format_html("{} {}", tag(value, ANSWER_COLOURS), self._link(record, "Respond"))
        when = "since" if value is Answered.OVERDUE else "review on"
        return format_html(
            "{} {} {}<br>{}: {} {}",
            tag(value, ANSWER_COLOURS),
            when,
            f"{said.review_on:%-d\u00a0%B\u00a0%Y}",
            said.by,
            Truncator(said.text).chars(LONGEST),
            self._link(record, "Respond again"),
        )

    def value(self, value: Answered) -> str:
        return value.value

    def _link(self, record: Caseload, words: str) -> SafeString | str:
        if record.respond_url is None:
            return ""
        hidden = format_html('<span class="govuk-visually-hidden"> to the caseload of {}</span>', record.name)
        return format_html('<a href="{}">{}{}</a>', record.respond_url, words, hidden)


class OverByColumn(NumberColumn):
    """How many children too many: as the limit, with a decimal where it has one."""

    def render(self, value: int | Decimal) -> str:
        return f"{self.value(value)}"

    def value(self, value: int | Decimal) -> int | Decimal:
        return number(rounded(Decimal(value), 1))


class AnsweredTable(RecordTable):
    """An export has the whole response besides how it stands: text, by whom, made and reviewed when."""

    def header_values(self) -> list[str]:
        return [*super().header_values(), "Management response", "Responded by", "Responded on", "Review on"]

    def values(self) -> Iterator[list[Any]]:
        for record, row in zip(self.data.data, super().values(), strict=True):
            said = record.response
            yield [*row, *((said.text, said.by.name, said.made_on, said.review_on) if said else [None] * 4)]


class FullTable(RecordTable):
    """Those on the clinic's list; of as many children in the order of the clinic's own."""

    children = NumberColumn(verbose_name="No. of allocations", initial_sort_descending=True)
    qualifying_status = Column(verbose_name="Qualifying status")
    team = Column(verbose_name="Allocated team")
    area = Column(verbose_name="Service area")
    name = Column(verbose_name="Worker", linkify=lambda record: record.url)
    fte = FteColumn()
    per_fte = PerFteColumn(initial_sort_descending=True)
    limit = LimitColumn()
    share = ShareColumn(initial_sort_descending=True)
    noted = NotedColumn()

    row_header = "name"
    default_sort = ("-children",)


class ReportedTable(AnsweredTable, FullTable):
    """20 or more children, with the management response."""

    answered = AnswerColumn()

    caption = "Caseloads reported to the clinic"


class FullTimeTable(FullTable):
    """Those who would be on it at full time."""

    caption = "Would be on the list at full time"
    show_caption = False


class ProtectedTable(AnsweredTable):
    """Protected caseloads that are exceeded."""

    name = Column(verbose_name="Worker", linkify=lambda record: record.url)
    qualifying_status = Column(verbose_name="Qualifying status")
    team = Column(verbose_name="Allocated team")
    area = Column(verbose_name="Service area")
    months_qualified = NumberColumn(verbose_name="Months since qualifying")
    fte = FteColumn()
    limit = LimitColumn()
    children = NumberColumn(verbose_name="No. of allocations", initial_sort_descending=True)
    over_by = OverByColumn(verbose_name="Over by", initial_sort_descending=True)
    answered = AnswerColumn()

    caption = "Protected caseloads exceeded"
    default_sort = ("-over_by",)


class AlarmTable(RecordTable):
    """Children with somebody who cannot be working with them."""

    name = Column(verbose_name="Worker", linkify=lambda record: record.url)
    why = TagColumn(verbose_name="Why", colours=ALARM_COLOURS)
    since = DateColumn(verbose_name="Since")
    children = NumberColumn(verbose_name="No. of allocations", initial_sort_descending=True)
    team = Column(verbose_name="Allocated team")
    area = Column(verbose_name="Service area")
    role = Column(verbose_name="Role")
    staff_id = Column(verbose_name="Staff id")

    caption = "Children held by workers who are away"
    default_sort = ("-children",)
