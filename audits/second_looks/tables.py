"""The tables of the agreement page."""

from collections.abc import Sequence

from audits.second_looks.agreement import Grades, Row
from core.tables import Column, NumberColumn, RecordTable
from core.tables.columns import NUMERIC


class AgreementTable(RecordTable):
    """How far auditors and moderators agree, a row each of whatever the first column names."""

    name = Column(orderable=False)
    number = Column(orderable=False, verbose_name="Moderated")
    agreed = Column(orderable=False, verbose_name="Agreed")
    raised = Column(orderable=False, verbose_name="Raised")
    lowered = Column(orderable=False, verbose_name="Lowered")
    within_one = Column(orderable=False, verbose_name="Within one grade")
    kappa = Column(orderable=False, verbose_name="Weighted kappa")
    warning = Column(orderable=False, verbose_name="Mind")

    class Meta(RecordTable.Meta):
        pass

    def __init__(self, rows: Sequence[Row], heading: str, caption: str) -> None:
        super().__init__(rows, extra_columns=[("name", Column(orderable=False, verbose_name=heading))])
        self.caption = caption


class GradesTable(RecordTable):
    """Final grades of moderated audits alone beside those of all."""

    name = Column(orderable=False, verbose_name="Final grade")
    moderated = NumberColumn(orderable=False, verbose_name="Moderated audits")
    moderated_share = Column(orderable=False, verbose_name="Of moderated", attrs=NUMERIC)
    completed = NumberColumn(orderable=False, verbose_name="All completed audits")
    completed_share = Column(orderable=False, verbose_name="Of all completed", attrs=NUMERIC)

    caption = "Final grades of moderated audits beside all completed ones"

    class Meta(RecordTable.Meta):
        pass

    def __init__(self, rows: Sequence[Grades]) -> None:
        super().__init__(rows)
