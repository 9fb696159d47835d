"""The columns by which indicators, and places, are laid side by side."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import months
from core.tables import Column, RecordTable
from core.tables.columns import NUMERIC
from figures.tables import PartColumn, number
from indicators.board.asked import of_indicator
from indicators.board.rows import StandingRow
from indicators.board.sparkline import SHOWN, draw, sparkline
from indicators.models import Peer
from indicators.one.tables import DirectionColumn, RagColumn
from indicators.reading.standing import Standing
from indicators.rules.direction import Change, Direction, Way
from indicators.rules.signs import Assurance, Variation
from indicators.templatetags.signs import assurance_tag, variation_tag


class ShownColumn(Column):
    """The figure as it is shown, or why there is none; an export has the number that is shown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(attrs=NUMERIC, empty_values=(), accessor="standing", **kwargs)

    def render(self, value: Standing) -> str:
        return value.missing if value.missing else value.shown()

    def value(self, value: Standing) -> Any:
        found = value.value(value.month)
        return value.missing if found is None else number(found)


class VariationColumn(Column):
    """More than chance or not."""

    def render(self, value: Variation) -> SafeString:
        return variation_tag(value)

    def value(self, value: Variation) -> str:
        return str(value)


class AssuranceColumn(Column):
    """Whether the target is in reach."""

    def render(self, value: Assurance) -> SafeString:
        return assurance_tag(value)

    def value(self, value: Assurance) -> str:
        return str(value)


class TrendColumn(Column):
    """The last thirteen months as a line; in no export."""

    def __init__(self) -> None:
        super().__init__(
            accessor="standing", verbose_name="13 months", orderable=False, exclude_from_export=True
        )

    def render(self, value: Standing) -> SafeString:
        span = list(months.span(months.minus_months(value.month, SHOWN - 1), value.month))
        values = {month: value.value(month) for month in span}
        return draw(sparkline(values, {month: value.shown(month) for month in span}))


class BenchmarkColumn(Column):
    """The newest benchmark of a peer, with its year."""

    def __init__(self, peer: Peer) -> None:
        super().__init__(accessor="standing", verbose_name=str(peer.label), orderable=False, empty_values=())
        self.peer = peer

    def render(self, value: Standing) -> str:
        found = value.newest(self.peer)
        if found is None:
            return "–"
        return f"{value.indicator.shown_level(found.value)} ({found.year_in_words})"

    def value(self, value: Standing) -> str:
        return self.render(value) if value.newest(self.peer) else ""


class NameColumn(Column):
    """The indicator, leading to its page at the same place."""

    def render(self, record: Any, value: str, table: Any) -> SafeString:
        url = of_indicator(record.standing.indicator.slug, record.standing.month, table.place)
        return format_html('<a href="{}">{}</a>', url, value)

    def value(self, value: str) -> str:
        return value


class DifferenceColumn(Column):
    """How far a place is from the whole service, and whether that is better; an export has the number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="beside", attrs=NUMERIC, **kwargs)

    def render(self, value: Direction) -> str:
        if value.way is Way.SAME:
            return "The same"
        sign = "+" if value.way is Way.UP else "−"
        meaning = "" if value.change is Change.NEITHER else f", {value.change}"
        return f"{sign}{abs(value.difference):,f}{meaning}"

    def value(self, value: Direction) -> Any:
        return number(value.difference)


class SectionTable(RecordTable):
    """The indicators of a section in a month: what each is, and what that means."""

    reference = Column()
    name = NameColumn(verbose_name="Indicator")
    shown = ShownColumn(verbose_name="Value", orderable=False)
    signed = Column(verbose_name="Signed off", attrs=NUMERIC, orderable=False)
    target = Column(orderable=False)
    rag = RagColumn(verbose_name="RAG", accessor="standing__rag", order_by="rag_order")
    since_last_month = DirectionColumn(
        accessor="standing__since_last_month", verbose_name="Since last month", orderable=False
    )
    since_last_year = DirectionColumn(
        accessor="standing__since_last_year", verbose_name="Since last year", orderable=False
    )
    variation = VariationColumn(
        accessor="standing__variation", verbose_name="Variation", order_by="variation_order"
    )
    assurance = AssuranceColumn(accessor="standing__assurance", verbose_name="Assurance", orderable=False)
    trend = TrendColumn()
    neighbours = BenchmarkColumn(Peer.NEIGHBOURS)
    england = BenchmarkColumn(Peer.ENGLAND)
    remark = Column(accessor="standing__remark", orderable=False)

    row_header = "name"
    place: Any = None


class Summary(RecordTable):
    """A short table of indicators on the page of a month, in its own order."""

    place: Any = None

    @classmethod
    def of(cls, found: list[Standing], place: Any) -> "Summary":
        """The rows of these, leading to their pages at the place."""
        table = cls([StandingRow(each) for each in found])
        table.place = place
        return table


class ChangedTable(Summary):
    """What changed by more than chance."""

    name = NameColumn(verbose_name="Indicator", orderable=False)
    section = Column(accessor="standing__indicator__section", orderable=False)
    shown = ShownColumn(verbose_name="Value", orderable=False)
    target = Column(orderable=False)
    rag = RagColumn(verbose_name="RAG", accessor="standing__rag", orderable=False)
    variation = VariationColumn(accessor="standing__variation", verbose_name="Variation", orderable=False)
    since_last_month = DirectionColumn(
        accessor="standing__since_last_month", verbose_name="Since last month", orderable=False
    )
    trend = TrendColumn()

    caption = "Changed by more than chance"


class MissingTable(Summary):
    """What is missing, and why."""

    name = NameColumn(verbose_name="Indicator", orderable=False)
    section = Column(accessor="standing__indicator__section", orderable=False)
    why = Column(accessor="standing__missing", orderable=False)
    source = Column(accessor="source", orderable=False)

    caption = "Missing"


class PlaceTable(RecordTable):
    """Places side by side, the whole service among them."""

    name = Column(verbose_name="Place", linkify=lambda record: record.url)
    kind = Column()
    area = Column(verbose_name="Service area")
    numerator = PartColumn()
    denominator = PartColumn()
    shown = ShownColumn(order_by="amount", verbose_name="Value")
    difference = DifferenceColumn(order_by="apart", verbose_name="Beside the whole service")
    rag = RagColumn(verbose_name="RAG", accessor="standing__rag", order_by="rag_order")
    since_last_month = DirectionColumn(
        accessor="standing__since_last_month", verbose_name="Since last month", orderable=False
    )
    trend = TrendColumn()
