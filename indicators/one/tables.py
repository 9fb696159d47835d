"""The months of one indicator as a table, and what an export says of each."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from core.tables import Column, MonthColumn, RecordTable
from core.tables.columns import NUMERIC
from figures.tables import number
from indicators.one.picture import Row
from indicators.rules.direction import Direction
from indicators.rules.rag import Rag
from indicators.templatetags.signs import direction_tag, rag_tag


class RagColumn(Column):
    """Shape and word; an export has the word."""

    def render(self, value: Rag) -> SafeString:
        return rag_tag(value)

    def value(self, value: Rag) -> str:
        return str(value)


class DirectionColumn(Column):
    """Arrow, colour and word; an export has the words."""

    def render(self, value: Direction) -> SafeString:
        return direction_tag(value)

    def value(self, value: Direction) -> str:
        return value.in_words


class FigureColumn(Column):
    """The figure as it is shown, or why there is none; an export has the number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(attrs=NUMERIC, empty_values=(), **kwargs)

    def render(self, record: Row) -> str:
        return record.standing.shown()

    def value(self, record: Row) -> Any:
        return record.standing.shown() if record.value is None else number(record.value)


class BesideColumn(Column):
    """What the other source says, and by how much it differs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(attrs=NUMERIC, **kwargs)

    def render(self, value: Decimal, record: Row) -> str:
        shown = record.standing.indicator.shown
        if record.value is None or record.value == value:
            return shown(value)
        way = "more" if value > record.value else "less"
        return f"{shown(value)} ({shown(abs(value - record.value))} {way})"

    def value(self, value: Decimal) -> int | Decimal:
        return number(value)


class MonthTable(RecordTable):
    """A row a month; the month leads to the figure with all its vintages."""

    month = MonthColumn(linkify=("figure", [tables.A("slug"), tables.A("month"), tables.A("place_id")]))
    figure = FigureColumn(order_by="value")
    target = Column(orderable=False)
    rag = RagColumn(verbose_name="RAG", orderable=False)
    since_last_month = DirectionColumn(verbose_name="Since last month", orderable=False)
    since_last_year = DirectionColumn(verbose_name="Since last year", orderable=False)
    marked = Column(verbose_name="More than chance", orderable=False)
    beside = BesideColumn(verbose_name="The other source", orderable=False)

    caption = "By month"
    default_sort = ("-month",)
