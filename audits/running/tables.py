"""The lists of running a month: expectations, completion, adjustments, and whom to chase."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audits.tables import CycleColumn
from core import clock
from core.tables import Column, DateColumn, NumberColumn, RecordTable, TagColumn, TimeColumn
from figures.shown import per_cent, rounded
from organisation.tables.columns import FromColumn, UntilColumn


class ExpectationTable(RecordTable):
    """What is expected of whom, from when until when."""

    whose = Column(linkify=True, verbose_name="Of", order_by=("role", "staff__name"))
    audits = NumberColumn(verbose_name="Audits a month")
    starts_on = FromColumn()
    ends_on = UntilColumn()
    reason = Column()

    caption = "Expectations"
    default_sort = ("whose", "-starts_on")


class ShareColumn(NumberColumn):
    """79%; a dash where there is nothing to be a share of."""

    def render(self, value: Decimal) -> str:
        return per_cent(value)

    def value(self, value: Decimal) -> Decimal:
        return rounded(value)


class CompletionTable(RecordTable):
    """A cycle's auditors against what is expected of them."""

    name = Column(verbose_name="Auditor", linkify=lambda record: _audits_of(record))
    expected = NumberColumn()
    allocated = NumberColumn()
    completed = NumberColumn()
    not_completed = NumberColumn(verbose_name="Not completed")
    exempted = NumberColumn()
    withdrawn = NumberColumn()
    extended = NumberColumn(verbose_name="Given more time")
    missing = NumberColumn(verbose_name="Missing of what is expected")
    share = ShareColumn(verbose_name="Completion of what is expected")

    default_sort = ("name",)


def _audits_of(row: Any) -> str | None:
    return f"{reverse('audits')}?cycle={row.cycle}&auditor={row.pk}" if row.audits else None


STATE_COLOURS = {"Waiting for a decision": "blue", "Approved": "green", "Refused": "red"}


class AdjustmentTable(RecordTable):
    """What was asked for and what was decided, the newest first."""

    kind = Column(accessor="get_kind_display", order_by="kind", linkify=True, verbose_name="What")
    case_ref = Column(accessor="audit__case_ref", verbose_name="Case reference")
    cycle = CycleColumn(accessor="audit__cycle", order_by="audit__cycle__month", verbose_name="Cycle")
    auditor = Column(accessor="of_auditor", order_by="audit__auditor__name", verbose_name="Auditor")
    asked_by = Column(accessor="asked_by__name", verbose_name="Asked for by")
    asked_at = TimeColumn(verbose_name="Asked for")
    state = TagColumn(
        accessor="get_state_display", order_by="state", verbose_name="Decision", colours=STATE_COLOURS
    )
    decided_by = Column(accessor="decided_by__name", verbose_name="Decided by")

    caption = "Adjustments"
    default_sort = ("-asked_at",)


class LateColumn(NumberColumn):
    """How many days late what is due first is; nothing where it is not late."""

    def render(self, value: dt.date) -> str:
        return str(max(0, (clock.today() - value).days))

    def value(self, value: dt.date) -> int:
        return max(0, (clock.today() - value).days)


class ChooseColumn(Column):
    """A box to choose somebody for the form that stands below the list."""

    def render(self, record: Any) -> SafeString:
        if not record.may_be_written_to:
            return format_html("{}", "No user to write to")
        box = format_html("choose-{}", record.pk)
        return format_html(
            '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
            '<input class="govuk-checkboxes__input" id="{0}" name="staff" type="checkbox" value="{1}" '
            'form="chase"><label class="govuk-label govuk-checkboxes__label" for="{0}">'
            '<span class="govuk-visually-hidden">Remind {2}</span></label></div></div>',
            box, record.pk, record.name,
        )  # fmt: skip

    def value(self, record: Any) -> str:
        return "Yes" if record.may_be_written_to else "No user to write to"


class ChaseTable(RecordTable):
    """Who has audits to do in open cycles; what has waited longest first."""

    choose = ChooseColumn(accessor="pk", orderable=False, verbose_name="Remind")
    name = Column(verbose_name="Auditor", linkify=lambda record: _to_do_of(record))
    to_do = NumberColumn(verbose_name="To do")
    due_on = DateColumn(verbose_name="First due")
    days_late = LateColumn(accessor="due_on", order_by="-due_on", verbose_name="Days late")
    late = NumberColumn(verbose_name="Overdue")
    begun = NumberColumn(verbose_name="Begun")
    written = NumberColumn(verbose_name="Fields written")
    unexplained = NumberColumn(verbose_name="Overdue without a reason")
    reminded_at = TimeColumn(verbose_name="Last reminder")

    caption = "Auditors to chase"
    row_header = "name"
    default_sort = ("due_on",)


def _to_do_of(staff: Any) -> str:
    return f"{reverse('audits')}?auditor={staff.pk}&state=allocated"
