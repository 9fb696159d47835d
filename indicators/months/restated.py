"""The list of restatements: what was published or signed off, what it says now, and why."""

from decimal import Decimal
from typing import Any

from core.tables import Column, MonthColumn, RecordList, RecordTable, TimeColumn
from core.tables.columns import NUMERIC
from figures import registry, shown
from figures.models import Figure, Restatement
from figures.shown import NOTHING_WAS_KNOWN
from figures.tables import number
from indicators.models import Kind
from indicators.months.filters import RestatementFilters
from indicators.permissions import VIEW
from indicators.reading.restatements import restatements


class OfFigureColumn(Column):
    """A value, half-up to its indicator's decimals; an export has it in full. None: nothing was known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, attrs=NUMERIC, **kwargs)

    def render(self, value: Figure | None, record: Any) -> str:
        if value is None:
            return NOTHING_WAS_KNOWN
        return value.missing if value.value is None else _shown(record, value.value)

    def value(self, value: Figure | None) -> Any:
        if value is None:
            return NOTHING_WAS_KNOWN
        return value.missing if value.value is None else number(value.value)


class DifferenceColumn(Column):
    """New less old, with its sign; none where either has no value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, attrs=NUMERIC, **kwargs)

    def render(self, value: Decimal, record: Any) -> str:
        words = _shown(record, abs(value)).removesuffix("%")
        points = "" if _kind(record) != Kind.PERCENTAGE else " point" if words == "1" else " points"
        return f"{'+' if value > 0 else '−'}{words}{points}"

    def value(self, value: Decimal) -> Any:
        return number(value)


def _kind(record: Any) -> str:
    measure = registry.find(record.figure.indicator.slug)
    return str(measure.kind) if measure else record.kind or ""


def _shown(record: Any, value: Decimal) -> str:
    """As the catalogue shows it; with one decimal more where it would be rounded to no difference."""
    measure = registry.find(record.figure.indicator.slug)
    decimals = measure.decimals if measure else record.decimals or 0
    sign = "%" if _kind(record) == Kind.PERCENTAGE else ""
    return f"{shown.rounded(value, _enough(record, decimals)):,f}{sign}"


def _enough(record: Any, decimals: int) -> int:
    old, new = record.before.value if record.before else None, record.figure.value
    if old is None or new is None or old == new:
        return decimals
    while decimals < MOST_DECIMALS and shown.rounded(old, decimals) == shown.rounded(new, decimals):
        decimals += 1
    return decimals


MOST_DECIMALS = 6


class RestatementTable(RecordTable):
    """A row for each step of each figure."""

    name = Column(linkify=True, verbose_name="Indicator")
    section = Column()
    place = Column(accessor="figure__place", orderable=False)
    month = MonthColumn(accessor="figure__month", order_by="figure__month")
    source = Column(accessor="figure__source", order_by="figure__source")
    before = OfFigureColumn(verbose_name="Old", order_by="before__value", empty_values=())
    figure = OfFigureColumn(verbose_name="New", order_by="figure__value")
    difference = DifferenceColumn()
    reason = Column()
    listed_at = TimeColumn(verbose_name="When")

    caption = "Restatements"
    default_sort = ("-listed_at",)


class Restatements(RecordList):
    """Every figure that says something else than when somebody stood by it, as far as the user sees it."""

    permissions = [VIEW]
    title = "Restatements"
    intro = (
        "Figures that changed after their month was signed off or published, and reported figures of which a "
        "later report prints another value. What was signed off or published stays as it was."
    )
    empty = (
        "Nothing has been restated. Once a month is signed off, each figure of it that changes is listed "
        "here with its reason."
    )
    table_class = RestatementTable
    filters_class = RestatementFilters

    def get_records(self, user: Any) -> Any:
        return restatements(user)


def words_of(record: Restatement) -> str:
    """'552 was 554', for a line of the home page."""
    column = OfFigureColumn()
    was = f"was {column.render(record.before, record)}" if record.before else NOTHING_WAS_KNOWN
    return f"{column.render(record.figure, record)}, {was}"
