"""The tables of a month: a section's figures, how far each section is, what differs since sign-off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.tables import Column, RecordTable, TagColumn
from core.tables.columns import NUMERIC
from indicators.reading.months import Headline, SectionState
from indicators.reading.standing import Standing
from indicators.templatetags.signs import direction_tag, rag_tag, variation_tag

LINK = '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> of {}</span></a>'
BREAK = mark_safe("<br>")
YES, NO = "Written", "Not written"
COLOURS = {"Confirmed": "green", "Not confirmed": "grey", YES: "green", NO: "grey"}


@dataclass(frozen=True)
class FigureRow:
    """A figure of the section as the table shows it: all that it means is its standing's."""

    standing: Standing
    signed: str

    @property
    def name(self) -> str:
        return self.standing.indicator.name

    @property
    def figure(self) -> str:
        return self.standing.shown()

    @property
    def target(self) -> str:
        return self.standing.indicator.shown_aim() if self.standing.aims else ""

    def get_absolute_url(self) -> str:
        return reverse("performance_indicator", args=[self.standing.indicator.slug])


class FiguresTable(RecordTable):
    """A section's figures of the month."""

    name = Column(linkify=True, verbose_name="Indicator", orderable=False)
    figure = Column(attrs=NUMERIC, orderable=False)
    signed = Column(verbose_name="Signed off", attrs=NUMERIC, orderable=False)
    target = Column(orderable=False)
    rag = Column(accessor="standing__rag", verbose_name="RAG", empty_values=(), orderable=False)
    direction = Column(
        accessor="standing__since_last_month",
        verbose_name="Since last month",
        empty_values=(),
        orderable=False,
    )
    variation = Column(accessor="standing__variation", empty_values=(), orderable=False)

    def __init__(self, standings: Sequence[Standing], signed: Mapping[int, str], caption: str) -> None:
        self.caption = caption
        rows = [FigureRow(each, signed.get(each.indicator.pk, "")) for each in standings]
        super().__init__(rows, exclude=() if signed else ("signed",))

    class Meta(RecordTable.Meta):
        pass

    def render_rag(self, value: Any) -> SafeString:
        return rag_tag(value)

    def render_direction(self, value: Any) -> SafeString:
        return direction_tag(value)

    def render_variation(self, value: Any) -> SafeString:
        return variation_tag(value)


class SectionsTable(RecordTable):
    """How far each section of a month is."""

    section = Column(orderable=False)
    owner = Column(accessor="section__owner", orderable=False)
    analysed = TagColumn("Analysis", colours=COLOURS, accessor="is_analysed", orderable=False)
    confirmed = TagColumn("Figures", colours=COLOURS, accessor="standing", orderable=False)
    by = Column(accessor="row__confirmed_by_name", verbose_name="Confirmed by", orderable=False)
    moved = Column(verbose_name="Changed since", orderable=False, empty_values=([],))
    missing = Column(verbose_name="Missing", orderable=False, empty_values=([],))

    caption = "Sections"

    def __init__(self, states: Sequence[SectionState], reader: Any) -> None:
        self.reader = reader
        super().__init__(states)

    class Meta(RecordTable.Meta):
        pass

    def render_section(self, record: SectionState) -> SafeString | str:
        if not record.section.is_confirmed_by(self.reader):
            return str(record.section)
        args = [record.month, record.section.slug]
        pages = ("Analysis", "section_analysis"), ("Figures", "section_confirm")
        links = ((reverse(name, args=args), words, record.section) for words, name in pages)
        return format_html("{}<br>{}", record.section, format_html_join(" ", LINK, links))

    def render_analysed(self, value: bool, column: TagColumn) -> SafeString:
        return column.render(YES if value else NO)

    def render_moved(self, value: list[Headline]) -> str:
        return "; ".join(each.indicator.name for each in value)

    def render_missing(self, value: list[Headline]) -> SafeString:
        said = ((each.indicator.name, each.why_missing) for each in value)
        return format_html_join(BREAK, "{}: {}", said)


@dataclass(frozen=True)
class Differs:
    """A figure that reads otherwise than when its month was signed off."""

    standing: Standing
    signed: str

    @property
    def name(self) -> str:
        return self.standing.indicator.name

    @property
    def current(self) -> str:
        return self.standing.shown()

    def get_absolute_url(self) -> str:
        return reverse("performance_indicator", args=[self.standing.indicator.slug])


class DiffersTable(RecordTable):
    """What was signed off beside what is current, where the two differ."""

    name = Column(linkify=True, verbose_name="Indicator", orderable=False)
    signed = Column(verbose_name="Signed off", attrs=NUMERIC, orderable=False)
    current = Column(verbose_name="Now", attrs=NUMERIC, orderable=False)

    caption = "Figures that changed since sign-off"
