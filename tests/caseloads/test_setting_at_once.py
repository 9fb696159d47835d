"""Two of the performance team at the same moment: a policy holds once a day, whoever comes first."""

import datetime as dt

import pytest

from caseloads.actions import policies
from caseloads.models import ClosureDay, SupervisionFrequency
from core import history
from core.errors import Refused
from tests.audits.test_at_once import at_once
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
APRIL, JUNE, JULY = dt.date(2023, 4, 1), dt.date(2023, 6, 1), dt.date(2023, 7, 1)


@pytest.fixture
def by(transactional_db):
    return UserFactory(roles=["performance"])


def supervise(by, months, starts_on):
    return policies.set_supervision_frequency(
        by=by, status="CP", months=months, starts_on=starts_on, reason="The board decided."
    )


def test_the_same_policy_at_the_same_moment_is_there_once(by):
    answers = at_once(*[lambda: supervise(by, 2, APRIL)] * 3)
    one = SupervisionFrequency.objects.get()
    assert (one.months, one.starts_on, one.ends_on) == (2, APRIL, None)
    assert all(isinstance(each, Refused) or each.pk == one.pk for each in answers)
    assert len(history.of(one)) == 1


def test_two_changes_of_one_policy_at_the_same_moment_follow_one_another(by):
    supervise(by, 1, APRIL)
    answers = at_once(lambda: supervise(by, 2, JUNE), lambda: supervise(by, 3, JULY))
    assert not any(isinstance(each, Exception) for each in answers)
    rows = SupervisionFrequency.objects.order_by("starts_on").values_list("months", "starts_on", "ends_on")
    assert list(rows) == [(1, APRIL, JUNE), (2, JUNE, JULY), (3, JULY, None)]
    assert history.verify().ok


def test_a_policy_ended_twice_at_the_same_moment_ends_once(by):
    one = supervise(by, 1, APRIL)
    at_once(*[lambda: policies.end_policy(by=by, policy=one, on=JUNE, reason="Over.")] * 3)
    assert SupervisionFrequency.objects.get().ends_on == JUNE
    assert len(history.of(one)) == 2


def test_a_closure_day_added_twice_at_the_same_moment_is_there_once(by):
    day = dt.date(2023, 12, 27)
    at_once(*[lambda: policies.add_closure_day(by=by, day=day, reason="Closed")] * 3)
    assert len(history.of(ClosureDay.objects.get())) == 1
