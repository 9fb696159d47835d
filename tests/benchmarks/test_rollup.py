"""The benchmark compares like with like: three ways to compute the measures give the same sums."""

import pytest

from benchmarks import council, ways
from benchmarks.database import plain
from benchmarks.results import differences
from caseloads.measures import MEASURES

PART, MONTHS = 40, council.MONTHS[10:14]


@pytest.mark.django_db(transaction=True)
def test_plumbline_a_notebook_and_sql_answer_the_same(settings):
    settings.PLUMBLINE_TODAY = council.TODAY
    assert council.load(PART).startswith("200 children, ")
    ours = ways.ours(MONTHS)
    with plain() as opened:
        assert differences(ours, ways.notebooks(opened, MONTHS)) == []
    assert differences(ours, ways.sqls(MONTHS)) == []
    said = {slug for slug, *_ in ours}
    assert len(said) > 0.8 * len(MEASURES), "most measures have something to count"
    assert ways.come_late(MONTHS[0]) > 0
