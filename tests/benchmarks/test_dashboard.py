"""The benchmark of the dashboard compares like with like, and its page keeps to its queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import dashboard_ways, series
from benchmarks.database import plain


@pytest.mark.django_db(transaction=True)
def test_the_page_the_orm_and_a_pivot_answer_the_same_table_in_eight_queries(settings, client):
    settings.PLUMBLINE_TODAY = series.TODAY
    client.force_login(series.council(indicators=12, teams=1))
    assert series.fill(14).startswith("1,848 figures of 12 indicators at 11 places")
    client.get("/jobs/")
    with CaptureQueriesContext(connection) as asked:
        ours = dashboard_ways.ours(client)
    assert len(asked) <= 8
    assert len(ours) == 12
    assert dashboard_ways.orm(series.LAST) == ours
    with plain() as opened:
        assert dashboard_ways.pivot(opened, series.LAST) == ours
