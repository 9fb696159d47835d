"""The tables of an indicator's definition page: versions, targets, benchmarks by year and peer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.tables import Column, RecordTable
from core.tables.columns import tag
from indicators.catalogue import words
from indicators.catalogue.rows import COLOURS, ENDED, PLANNED, state
from indicators.catalogue.tables import UNBROKEN
from indicators.models import Benchmark, Entry, Peer, Target


class MonthColumn(Column):
    """April 2023, or the beginning."""

    def render(self, value: Any) -> str:
        return words.month(value)


class OfOneTable(RecordTable):
    """Dated records of one indicator, with their state and the ways to change them."""

    starts_on = MonthColumn("From", orderable=False)
    ends_on = MonthColumn("First month without", orderable=False)
    state = Column("State", accessor="pk", orderable=False, attrs=UNBROKEN)
    change = Column("Change", accessor="pk", orderable=False)

    def __init__(self, rows: Sequence[Any], one: Any, *, may_change: bool) -> None:
        self.one = one
        super().__init__(rows, exclude=() if may_change else ("change",))

    def render_state(self, record: Any) -> SafeString:
        found = state(record, self.one.month)
        return tag(found, COLOURS)

    def links(self, ways: Iterable[tuple[str, str]], record: Any) -> SafeString:
        """Links to what can be done with the record."""
        args = [self.one.indicator.slug, record.pk]
        hidden = f"{self.about} {words.period(record)}"
        return format_html_join(
            " ",
            '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>',
            ((reverse(name, args=args), said, hidden) for said, name in ways),
        )

    about = ""


class VersionTable(OfOneTable):
    """Every version of the definition."""

    name = Column("Name", orderable=False)
    section = Column("Section", orderable=False)
    kind = Column("Kind", orderable=False)
    window = Column("Window", orderable=False)
    polarity = Column("Polarity", orderable=False)

    caption = "Versions of the definition"
    about = "the definition"

    class Meta(RecordTable.Meta):
        sequence = ("starts_on", "ends_on", "name", "...", "state", "change")

    def render_change(self, record: Entry) -> SafeString:
        return self.links([("Open", "catalogue_version")], record)


class TargetTable(OfOneTable):
    """Every target, from month to month."""

    target = Column("Target", accessor="pk", orderable=False)
    tolerance = Column("Tolerance for amber", orderable=False)
    basis = Column("Basis", orderable=False)
    note = Column("Note", orderable=False)

    caption = "Targets from month to month"
    show_caption = False
    about = "the target"

    class Meta(RecordTable.Meta):
        sequence = ("starts_on", "ends_on", "target", "...", "state", "change")

    def render_target(self, record: Target) -> str:
        return words.aim(record, self.one.kind)

    def render_tolerance(self, value: Any) -> str:
        return words.level(value, self.one.kind)

    def render_change(self, record: Target) -> SafeString:
        found = state(record, self.one.month)
        ways = [("Correct", "target_correct")]
        if found != ENDED:
            ways.append(("Take back" if found == PLANNED else "End", "target_end"))
        return self.links(ways, record)


@dataclass(frozen=True)
class BenchmarkRow:
    """A benchmark in words."""

    benchmark: Benchmark
    kind: str

    @property
    def value(self) -> str:
        """How much, with as many decimals as it has."""
        return words.level(self.benchmark.value, self.kind)

    @property
    def url(self) -> str:
        """Where it is changed."""
        return reverse("benchmark_change", args=[self.benchmark.indicator.slug, self.benchmark.pk])

    @property
    def title(self) -> SafeString:
        """'588', and for a screen reader whose and of when."""
        hidden = f" ({self.benchmark})"
        return format_html('{}<span class="govuk-visually-hidden">{}</span>', self.value, hidden)


@dataclass(frozen=True)
class Year:
    """A financial year's benchmarks, one or none of each peer."""

    label: str
    cells: list[BenchmarkRow | None]


def by_year(benchmarks: Iterable[Benchmark], kind: str) -> list[Year]:
    """A row a financial year, the newest first, and in it a cell a peer."""
    found: dict[int, dict[str, BenchmarkRow]] = {}
    label: dict[int, str] = {}
    for each in benchmarks:
        found.setdefault(each.year, {})[each.peer] = BenchmarkRow(each, kind)
        label[each.year] = each.year_in_words
    return [
        Year(label[year], [found[year].get(peer) for peer in Peer.values])
        for year in sorted(found, reverse=True)
    ]
