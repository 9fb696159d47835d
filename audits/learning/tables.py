"""The tables of learning: the list of tags, the points that a search finds, auditors."""

from collections.abc import Collection, Iterable

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from audits.models import Finding, Tag
from audits.rules.learning import pieces
from audits.tables import CycleColumn
from core.tables import Column, NumberColumn, RecordTable, YesNoColumn
from organisation.models import Staff

WIDE = {"td": {"class": "app-point"}}
"""A text is not squeezed where the screen is narrow: the table scrolls."""


class TagTable(RecordTable):
    """Every tag: its words, whether it is in use, how many points have it."""

    name = Column(linkify=True, verbose_name="Tag")
    words = Column(verbose_name="Words that stand for it", orderable=False)
    active = YesNoColumn(verbose_name="In use")
    points = NumberColumn(verbose_name="Points that have it", initial_sort_descending=True)

    caption = "Tags"
    default_sort = ("name",)

    class Meta(RecordTable.Meta):
        model = Tag
        fields: tuple[str, ...] = ()


class PointColumn(Column):
    """A point's text, the words that were asked for marked in it."""

    def render(self, value: str, table: "PointTable") -> SafeString:
        return marked(value, table.asked)

    def value(self, value: str) -> str:
        return value


class TagsColumn(Column):
    """The names of a point's tags."""

    def render(self, value: Iterable[Tag]) -> str:
        return ", ".join(tag.name for tag in value) or "–"

    def value(self, value: Iterable[Tag]) -> str:
        return ", ".join(tag.name for tag in value)


class PointTable(RecordTable):
    """Points of good practice and areas for improvement. `asked` are the stems of the words searched for."""

    text = PointColumn(verbose_name="Point", orderable=False, attrs=WIDE)
    kind = Column(verbose_name="Kind")
    case_ref = Column(
        accessor="audit__case_ref", linkify=("audit", [tables.A("audit_id")]), verbose_name="Case reference"
    )
    cycle = CycleColumn(accessor="audit__cycle", order_by="audit__cycle__month", verbose_name="Cycle")
    service_area = Column(accessor="audit__service_area__name", verbose_name="Service area")
    tags = TagsColumn(accessor="tags__all", verbose_name="Tags", orderable=False)

    caption = "Points"
    default_sort = ("-cycle", "service_area", "case_ref")
    asked: Collection[str] = ()

    class Meta(RecordTable.Meta):
        model = Finding
        fields: tuple[str, ...] = ()


class AuditorTable(RecordTable):
    """Auditors, with how many audits each has, and how many of those are completed and moderated."""

    name = Column(linkify=("auditor", [tables.A("pk")]), verbose_name="Auditor")
    allocated = NumberColumn(verbose_name="Allocated", initial_sort_descending=True)
    completed = NumberColumn(verbose_name="Completed", initial_sort_descending=True)
    moderated = NumberColumn(verbose_name="Moderated", initial_sort_descending=True)

    caption = "Auditors"
    default_sort = ("name",)

    class Meta(RecordTable.Meta):
        model = Staff
        fields: tuple[str, ...] = ()


def marked(text: str, asked: Collection[str]) -> SafeString:
    """A text as HTML, the words that were asked for marked."""
    if not asked:
        return format_html('<span class="app-preserve">{}</span>', text)
    cut = (
        (format_html("<mark>{}</mark>", each.text) if each.found else each.text,)
        for each in pieces(text, asked)
    )
    return format_html('<span class="app-preserve">{}</span>', format_html_join("", "{}", cut))
