"""The columns of the lists of figures."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables

from core.tables import Column, MonthColumn, NumberColumn, RecordTable, TimeColumn
from core.tables.columns import NUMERIC
from figures import registry, shown
from figures.models import Figure
from figures.printing import plain


def number(value: Decimal) -> int | Decimal:
    """A decimal as an export writes it: without the zeros that the database adds."""
    return Decimal(plain(value)) if value % 1 else int(value)


class PartColumn(Column):
    """A numerator or denominator, with as many decimals as it has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, attrs=NUMERIC, **kwargs)

    def render(self, value: Decimal) -> str:
        return f"{number(value):,}"

    def value(self, value: Decimal) -> int | Decimal:
        return number(value)


class WorthColumn(Column):
    """A figure, half-up to its indicator's decimals, or why there is none. An export has it in full."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, attrs=NUMERIC, empty_values=(), **kwargs)

    def render(self, record: Any) -> str:
        figure = figure_of(record)
        if figure is None:
            return shown.DASH
        return shown.worth(registry.measure(figure.indicator.slug), figure.value, figure.missing)

    def value(self, record: Any) -> Any:
        figure = figure_of(record)
        if figure is None:
            return None
        return figure.missing if figure.value is None else number(figure.value)


def figure_of(record: Any) -> Figure | None:
    """The figure of a row: the row itself, or what it points at."""
    found: Figure | None = record if isinstance(record, Figure) else record.figure
    return found


class IndicatorTable(RecordTable):
    """Each indicator and its newest figure of the whole service."""

    name = Column(linkify=True, verbose_name="Indicator")
    month = MonthColumn(accessor="figure__month", verbose_name="Newest month", orderable=False)
    polarity = Column(verbose_name="Better is", orderable=False)
    numerator = PartColumn(accessor="figure__numerator", orderable=False)
    denominator = PartColumn(accessor="figure__denominator", orderable=False)
    figure = WorthColumn(verbose_name="Whole service", orderable=False)

    caption = "Indicators"


class SeriesTable(RecordTable):
    """An indicator's figures, a row a month."""

    month = MonthColumn(
        linkify=("figure", [tables.A("indicator__slug"), tables.A("month"), tables.A("place_id")])
    )
    place = Column(orderable=False)
    known_at = TimeColumn(accessor="figure__known_at", verbose_name="Known since")
    numerator = PartColumn(accessor="figure__numerator", order_by="figure__numerator")
    denominator = PartColumn(accessor="figure__denominator", order_by="figure__denominator")
    figure = WorthColumn(order_by="figure__value")

    default_sort = ("-month",)


class VintageTable(RecordTable):
    """Every figure that was ever known of one indicator, place and month."""

    known_at = TimeColumn(verbose_name="Known since", orderable=False)
    cause = Column(verbose_name="Why", orderable=False)
    rollup = Column(verbose_name="Added by", orderable=False)
    numerator = PartColumn(orderable=False)
    denominator = PartColumn(orderable=False)
    figure = WorthColumn(orderable=False)

    caption = "Every figure that was known, newest first"


class StaleTable(RecordTable):
    """What waits for a roll-up."""

    month = MonthColumn(orderable=False)
    cause = Column(verbose_name="Why", orderable=False)
    since = TimeColumn(orderable=False)

    caption = "Months whose records changed since"


class RollUpTable(RecordTable):
    """What was rolled up last."""

    finished_at = TimeColumn(verbose_name="When", orderable=False)
    months = Column(accessor="months_in_words", orderable=False)
    added = NumberColumn(orderable=False)
    unchanged = NumberColumn(verbose_name="Left as they were", orderable=False)
    took = Column(attrs=NUMERIC, orderable=False)

    caption = "The last roll-ups"

    def render_took(self, record: Any) -> str:
        return f"{record.took.total_seconds():.2f} s"
