"""The base of every table of records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.tables.cells import Plan

NOTHING = "–"
"""What an empty cell shows."""


@dataclass(frozen=True)
class Head:
    """A column's head: its words, and how to sort by it if one may."""

    text: str
    css: str
    query: str = ""
    aria: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell: its HTML or text, and the classes of its element."""

    content: Any
    css: str
    is_header: bool = field(default=False)


class RecordTable(tables.Table):
    """A table of records, drawn by a template of our own: django-tables2's costs 0.4 ms a row.

    A room declares columns (core.tables.columns) and says

        caption = "Audits"               what the table shows; read first by a screen reader
        row_header = "case_reference"    the column that names the row; the first if not said
        default_sort = ("-due_on",)      columns

    A cell asks the database nothing: the queryset brings what the columns show.
    """

    caption: str = ""
    row_header: ClassVar[str] = ""
    default_sort: ClassVar[tuple[str, ...]] = ()
    show_caption: bool = True
    sorted_by: QueryDict | None = None
    total: Any = None

    class Meta:
        default = NOTHING

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A subclass without a Meta of its own would have django-tables2's dash.
        kwargs.setdefault("default", NOTHING)
        super().__init__(*args, **kwargs)

    def sort_by(self, asked: str, query: QueryDict | None = None) -> None:
        """Sort as asked ('-due_on'), by default otherwise, and by primary key within equals.

        `query` is the page's, for the heads' links. Rows without a sort of their own keep the queryset's.
        """
        self.sorted_by = query
        known = {column.name for column in self.columns if column.orderable}
        wanted = [asked] if asked.lstrip("-") in known and asked else list(self.default_sort)
        if wanted:
            self.order_by = wanted
        records = self.data.data
        if isinstance(records, QuerySet):
            ordering = records.query.order_by or records.model._meta.ordering
            self.data.data = records.order_by(*ordering, "pk")

    def heads(self) -> list[Head]:
        """The row of column heads."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Any) -> Head:
        css = column.column.attrs.get("th", {}).get("class", "")
        if not column.orderable or self.sorted_by is None:
            return Head(str(column.header), css)
        current = str(self.order_by[0]) if self.order_by else ""
        descending = current == f"-{column.name}"
        aria = "descending" if descending else "ascending" if current == column.name else "none"
        first = f"-{column.name}" if column.column.initial_sort_descending else column.name
        turned = column.name if descending else f"-{column.name}"
        query = self.sorted_by.copy()
        query["sort"] = first if aria == "none" else turned
        query.pop("page", None)
        return Head(str(column.header), css, query.urlencode(), aria)

    def lines(self) -> Iterator[list[Cell]]:
        """The rows' cells."""
        return self._lines(self.data)

    def foot(self) -> list[Cell]:
        """The cells of the total, if there is one: a record like the others, which stands beneath them."""
        return [] if self.total is None else next(self._lines([self.total]))

    def _lines(self, records: Iterable[Any]) -> Iterator[list[Cell]]:
        plans = [(Plan(self, c), c.name, c.column.attrs.get("td", {}).get("class", "")) for c in self.columns]
        naming = self.row_header or (plans[0][1] if plans else "")
        for record in records:
            yield [Cell(plan.html(record), css, name == naming) for plan, name, css in plans]

    def values(self) -> Iterator[list[Any]]:
        """The rows for an export: what each cell is, not how it reads."""
        plans = [Plan(self, column) for column in self.columns if not column.column.exclude_from_export]
        records = self.data.data
        for record in records.iterator(chunk_size=2000) if isinstance(records, QuerySet) else records:
            yield [plan.value(record) for plan in plans]

    def count_up_to(self, bound: int | None) -> int:
        """How many rows there are; counted no further than the bound."""
        records = self.data.data
        if isinstance(records, QuerySet):
            return records.order_by()[:bound].count()
        return len(records[:bound])

    def header_values(self) -> list[str]:
        """The heads for an export."""
        return [str(c.header) for c in self.columns if not c.column.exclude_from_export]

    def as_govuk(self) -> SafeString:
        """The table as HTML, in a region that scrolls where the screen is narrow."""
        return render_to_string("components/table.html", {"table": self})
