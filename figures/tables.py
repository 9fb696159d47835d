"""The columns of the lists of figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.tables import Column, DateColumn, MonthColumn, NumberColumn, RecordTable, TimeColumn
from core.tables.columns import NUMERIC
from figures import shown
from figures.describing import Described
from figures.models import Figure, Source
from figures.printing import plain
from figures.shown import Shown


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

    def render(self, record: Any, table: Any) -> str:
        figure = figure_of(record)
        if figure is None:
            return shown.DASH
        return shown.worth(table.how(record), figure.value, figure.missing)

    def value(self, record: Any) -> Any:
        figure = figure_of(record)
        if figure is None:
            return None
        return figure.missing if figure.value is None else number(figure.value)


def figure_of(record: Any) -> Figure | None:
    """The figure of a row: the row itself, or what it points at."""
    found: Figure | None = record if isinstance(record, Figure) else record.figure
    return found


class OriginColumn(Column):
    """The roll-up; or the file, for those allowed a link, with its row, column and section."""

    def render(self, record: Any, value: Figure) -> Any:
        if value.source == Source.RECORDS:
            return value.rollup or shown.DASH
        file: Any = value.imported or ""
        if record.file_url:
            file = format_html('<a class="govuk-link" href="{}">{}</a>', record.file_url, file)
        where = [
            f"row {value.imported_row}" if value.imported_row else "",
            f"column ‘{value.imported_column}’" if value.imported_column else "",
            f"section ‘{value.section}’" if value.section else "",
        ]
        return format_html_join(", ", "{}", ((each,) for each in (file, *where) if each)) or shown.DASH


class NotesColumn(Column):
    """What is to be said of a figure besides, a sentence each."""

    def render(self, value: list[str]) -> SafeString:
        return format_html_join(" ", "{}", ((each if each.endswith(".") else f"{each}.",) for each in value))


class IndicatorTable(RecordTable):
    """Each indicator and its newest figure of the whole service."""

    name = Column(linkify=True, verbose_name="Indicator")
    month = MonthColumn(accessor="figure__month", verbose_name="Newest month", orderable=False)
    polarity = Column(verbose_name="Better is", orderable=False)
    numerator = PartColumn(accessor="figure__numerator", orderable=False)
    denominator = PartColumn(accessor="figure__denominator", orderable=False)
    figure = WorthColumn(verbose_name="Whole service", orderable=False)

    caption = "Indicators"

    def how(self, record: Any) -> Shown:
        """By the measure of its row."""
        found: Shown = record.measure
        return found


class SeriesTable(RecordTable):
    """An indicator's figures, a row a month."""

    month = MonthColumn(
        linkify=("figure", [tables.A("indicator__slug"), tables.A("month"), tables.A("place_id")])
    )
    place = Column(orderable=False)
    source = Column(orderable=False)
    known_at = TimeColumn(accessor="figure__known_at", verbose_name="Known since")
    numerator = PartColumn(accessor="figure__numerator", order_by="figure__numerator")
    denominator = PartColumn(accessor="figure__denominator", order_by="figure__denominator")
    figure = WorthColumn(order_by="figure__value")

    default_sort = ("-month",)

    def __init__(self, rows: Any, *, described: Described) -> None:
        super().__init__(rows)
        self.described = described

    def how(self, record: Any) -> Shown:
        """All are of one indicator."""
        return self.described


class VintageTable(RecordTable):
    """Every figure that was ever known of one indicator, place and month, by one source."""

    known_at = TimeColumn(accessor="figure__known_at", verbose_name="Known since", orderable=False)
    published = DateColumn(orderable=False)
    figure = WorthColumn(orderable=False)
    printed = Column(accessor="figure__as_published", verbose_name="Printed as", orderable=False)
    why = Column(orderable=False)
    origin = OriginColumn(accessor="figure", verbose_name="Where it came from", orderable=False)
    notes = NotesColumn(verbose_name="To note", orderable=False)
    numerator = PartColumn(accessor="figure__numerator", orderable=False)
    denominator = PartColumn(accessor="figure__denominator", orderable=False)

    def __init__(self, rows: Sequence[Any], *, source: str) -> None:
        reported = source == Source.REPORTED
        super().__init__(rows, exclude=("known_at",) if reported else ("published", "printed"))
        self.caption = f"{Source(source).label}: every figure that was known, newest first"

    def how(self, record: Any) -> Shown:
        """As the row's indicator is described."""
        found: Shown = record.how
        return found


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
