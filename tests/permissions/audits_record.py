"""The address of the list of answers that differ from the record: for those who may see every audit."""

from tests.permissions.row import QA, Row, allow


def furnish(world):
    """The month's cycle is there already."""


ROWS = [Row("summary_record", own=lambda w, u: [w.cycle.month], get=allow(QA))]
