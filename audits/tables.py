"""The lists of audits: their columns."""

from typing import Any

import django_tables2 as tables
from django.db.models import Case, QuerySet, Value, When

from audits import rules
from audits.blinding import HELD_BACK, HIDDEN
from audits.models import Audit, Cycle, Grade, SecondLookRule
from core.tables import Column, DateColumn, RecordTable, TagColumn

SEEN = {**dict(Grade.choices), HIDDEN: HELD_BACK}


class GradeColumn(TagColumn):
    """A grade as this person may know it (`audits.blinding.seen_by`), in words on its colour, or a dash."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, style="app-grade", **kwargs)

    def render(self, value: str) -> Any:
        return super().render(SEEN.get(value, value))

    def value(self, value: str) -> str:
        return SEEN.get(value, value)

    def order(self, records: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        """From outstanding to inadequate or back, as Ofsted has them; without a grade last either way."""
        field = str(self.order_by[0])
        whens = [When(**{field: grade}, then=Value(place)) for place, grade in enumerate(rules.GRADES)]
        place = Case(*whens, default=None)
        return records.order_by(
            place.desc(nulls_last=True) if is_descending else place.asc(nulls_last=True)
        ), True


class CycleColumn(Column):
    """September 2023, or the title of a sample outside of the month; in an export 2023-09."""

    def render(self, value: Cycle) -> str:
        return str(value)

    def value(self, value: Cycle) -> str:
        return value.key if value.is_monthly else value.title


class WhyColumn(Column):
    """The rule that picked an audit for moderation, as far as one may know it; a dash where none did."""

    WORDS = {
        SecondLookRule.Kind.INADEQUATE: "Graded inadequate",
        SecondLookRule.Kind.OUTSTANDING: "Graded outstanding",
        SecondLookRule.Kind.NEW_AUDITOR: "First by a new auditor",
        SecondLookRule.Kind.SHARE: "Drawn at random",
        HIDDEN: HELD_BACK,
    }

    def render(self, value: str) -> str:
        return str(self.WORDS.get(value, value))


class AuditTable(RecordTable):
    """Audits: what, where, who, how far, how graded."""

    case_ref = Column(linkify=True, verbose_name="Case reference")
    cycle = CycleColumn(accessor="cycle", order_by="cycle__month", verbose_name="Cycle")
    service_area = Column(accessor="service_area__name", verbose_name="Service area")
    team = Column(accessor="team__name", verbose_name="Team")
    auditor = Column(accessor="auditor__name", verbose_name="Auditor")
    state = TagColumn(
        accessor="get_state_display",
        order_by="state",
        verbose_name="State",
        colours={"To do": "blue", "Submitted": "green", "Sent back": "yellow"},
    )
    completed_on = DateColumn()
    grade = GradeColumn(accessor="seen_grade", order_by="seen_grade", verbose_name="Auditor’s grade")
    final_grade = GradeColumn(
        accessor="seen_final_grade", order_by="seen_final_grade", verbose_name="Final grade"
    )

    caption = "Audits"
    default_sort = ("-cycle", "service_area")

    class Meta(RecordTable.Meta):
        model = Audit
        fields: tuple[str, ...] = ()


class QueueTable(RecordTable):
    """Audits that wait for moderation; the longest waiting first."""

    case_ref = Column(linkify=("audit_moderate", [tables.A("pk")]), verbose_name="Case reference")
    cycle = CycleColumn(accessor="cycle", order_by="cycle__month", verbose_name="Cycle")
    service_area = Column(accessor="service_area__name", verbose_name="Service area")
    team = Column(accessor="team__name", verbose_name="Team")
    auditor = Column(accessor="auditor__name", verbose_name="Auditor")
    completed_on = DateColumn()
    grade = GradeColumn(accessor="seen_grade", order_by="seen_grade", verbose_name="Auditor’s grade")

    seen_why = WhyColumn(verbose_name="Why")

    caption = "Audits to moderate"
    default_sort = ("completed_on",)

    class Meta(RecordTable.Meta):
        model = Audit
        fields: tuple[str, ...] = ()
