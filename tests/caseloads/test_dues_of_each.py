"""What is due to each child on a day of its own: the same as asked child by child and day by day."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from caseloads.models import ChildStatus, Supervision, SupervisionFrequency, Visit
from caseloads.reading.dues import dues_of, dues_of_each
from caseloads.reading.policies import Policies
from tests.factories import ChildFactory

START = dt.date(2023, 1, 1)
day = st.integers(0, 400).map(lambda days: START + dt.timedelta(days=days))
spell = st.tuples(st.sampled_from(["CIN", "CP", "CLA", "EH", "ASSESSMENT"]), day, st.integers(1, 200))
child = st.tuples(
    st.lists(spell, max_size=4, unique_by=lambda each: each[:2]),
    st.lists(day, max_size=6, unique=True),
    st.lists(day, max_size=4, unique=True),
)


def made(statuses, visits, talks):
    one = ChildFactory()
    for status, begins, days in statuses:
        agreed = {"agreed_count": 3, "agreed_unit": "months"} if days % 2 else {}
        ends = begins + dt.timedelta(days=days) if days < 150 else None
        ChildStatus.objects.create(child=one, status=status, starts_on=begins, ends_on=ends, **agreed)
    Visit.objects.bulk_create(
        Visit(child=one, visited_on=each, seen=place % 3 > 0) for place, each in enumerate(visits)
    )
    Supervision.objects.bulk_create(Supervision(child=one, held_on=each) for each in talks)
    return one.pk


class TestDuesOfEach(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(child, min_size=1, max_size=3), st.lists(day, min_size=1, max_size=5))
    def test_as_asked_child_by_child_and_day_by_day(self, children, days):
        SupervisionFrequency.objects.create(status="CP", months=2, starts_on=dt.date(2023, 8, 10))
        pks = [made(*each) for each in children]
        pairs = {(pk, on) for pk in pks for on in days}
        policies = Policies.read()
        found = dues_of_each(pairs, policies)
        one_by_one = {(pk, on): due for pk, on in pairs for due in dues_of([pk], on, policies).values()}
        assert found == one_by_one


@pytest.mark.django_db
def test_three_queries_however_many_children_and_days(django_assert_num_queries):
    pks = [ChildFactory(status="CIN").pk for _ in range(12)]
    policies = Policies.read()
    pairs = {(pk, START + dt.timedelta(days=n)) for n, pk in enumerate(pks)}
    with django_assert_num_queries(3):
        assert len(dues_of_each(pairs, policies)) == 12
    assert dues_of_each([], policies) == {}
