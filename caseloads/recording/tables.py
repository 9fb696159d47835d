"""A worker's children, with what can be done about each."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from caseloads.overview.children import Row
from caseloads.overview.tables import ChildTable
from caseloads.permissions import RECORD
from caseloads.recording.coming_back import link
from core.tables import Column

WAYS = (
    ("visit_record", "Record a visit", "to"),
    ("supervision_record", "Record a supervision", "of"),
    ("child_allocate", "Reallocate", ""),
)


NOT_OF_ONE_WORKER = ("worker", "team", *ChildTable.days_late)
"""The columns that say the same in each row of a worker's, or say again what stands beside."""


class WaysColumn(Column):
    """The ways to record something of the child, and back; in no export."""

    def render(self, record: Any, table: Any) -> SafeString:
        ways = ((link(name, record.pk, table.back), words, to, record.case_ref) for name, words, to in WAYS)
        cell = '<a href="{}">{}<span class="govuk-visually-hidden"> {} {}</span></a>'
        return format_html_join(SafeString("<br>"), cell, ways)


class HeldTable(ChildTable):
    """The children whom one worker holds; `back` is the worker's page, where each way leads back to.

    Who may only look sees no ways.
    """

    do = WaysColumn(accessor="pk", verbose_name="To do", orderable=False, exclude_from_export=True)

    class Meta(ChildTable.Meta):
        sequence = ("case_ref", "do", "...")

    def __init__(self, children: Iterable[Row], user: Any, back: str) -> None:
        hidden = NOT_OF_ONE_WORKER if user.may(RECORD) else (*NOT_OF_ONE_WORKER, "do")
        super().__init__(list(children), orderable=False, exclude=hidden)
        self.back = back
