"""The list of a month's answers that differ from the record, for those who may see all of its audits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from audits.models import Cycle
from audits.permissions import VIEW_ALL
from audits.record.month import Compared, of_cycle
from core import months
from core.tables import Column, RecordTable, RowFilters, RowList, choices_of


class DifferenceTable(RecordTable):
    """What an audit says and what the record says."""

    case_ref = Column(linkify=True, verbose_name="Case reference")
    area = Column(verbose_name="Service area")
    team = Column(verbose_name="Team")
    auditor = Column(verbose_name="Auditor")
    question = Column(verbose_name="Question")
    said = Column(verbose_name="The audit says")
    recorded = Column(orderable=False, verbose_name="The record says")

    class Meta(RecordTable.Meta):
        pass


class DifferenceFilters(RowFilters):
    """Which question, which service area, and which answer."""

    def fields(self, rows: Sequence[Compared]) -> dict[str, forms.Field]:
        asked = {
            "code": ("Question", choices_of(rows, "code", "question")),
            "area_id": ("Service area", choices_of(rows, "area_id", "area")),
            "answer": ("The audit says", choices_of(rows, "answer", "said")),
        }
        return {
            name: forms.ChoiceField(label=label, choices=choices, required=False)
            for name, (label, choices) in asked.items()
        }


class Differences(RowList):
    """The answers on visits and supervision that differ from the record."""

    permissions = [VIEW_ALL]
    table_class = DifferenceTable
    row_filters_class = DifferenceFilters
    intro = (
        "The audit says that it was in timescale and the record says that it was late, or the reverse, on "
        "the day on which the audit was completed. Either may be wrong: ask the auditor, or the worker."
    )
    empty = "No answer of this month differs from the record."

    def get_rows(self, user: Any, asked: QueryDict) -> list[Compared]:
        cycle = get_object_or_404(Cycle.objects.monthly(), month=self.kwargs["month"])
        return [each for each in of_cycle(cycle) if each.differs]

    def get_title(self) -> str:
        return f"Focus 5 against the record, {months.label(self.kwargs['month'])}"

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("The month’s summary", reverse("summary", args=[months.key(self.kwargs["month"])]))]
