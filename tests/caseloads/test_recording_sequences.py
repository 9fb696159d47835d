"""Whatever is allocated, ended and taken back by hand: each day has the worker that a plain diary says."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseloads.actions.allocating import allocate
from caseloads.actions.ending import end_allocation, take_back_allocation
from caseloads.models import Allocation
from core import history
from core.errors import Refused
from core.history import Service
from tests.factories import ChildFactory, StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db
BY = Service("a test")
DAYS = range(1, 17)
LAST = 20
"""Stands for all days to come."""
step = st.tuples(st.sampled_from(["allocate", "end", "take back"]), st.integers(0, 2), st.sampled_from(DAYS))


class Diary:
    """Who holds the child on each day of a month, and the days on which somebody's turn begins."""

    def __init__(self):
        self.holder, self.turns = {}, set()

    def allocate(self, worker, day):
        """From the day on, until the next turn; nothing changes for who holds the child that day already."""
        if self.holder.get(day) != worker:
            for each in range(day, min((turn for turn in self.turns if turn > day), default=LAST + 1)):
                self.holder[each] = worker
            self.turns.add(day)

    def end(self, worker, day):
        """The turn that holds the day before, unless the next begins on the day."""
        if day - 1 in self.holder:
            self._clear(day)

    def take_back(self, worker, day):
        """The turn that holds the day never was: who held the child up to it goes on."""
        if day not in self.holder:
            return
        begun = max(turn for turn in self.turns if turn <= day)
        self.turns.remove(begun)
        former = self.holder.get(begun - 1)
        self._clear(begun, former)

    def _clear(self, day, worker=None):
        while day in self.holder and day not in self.turns:
            if worker is None:
                del self.holder[day]
            else:
                self.holder[day] = worker
            day += 1


def on(number):
    return dt.date(2023, 10, number)


def done(child, workers, kind, worker, day):
    """The same by the actions; what is refused changes nothing."""
    try:
        if kind == "allocate":
            allocate(by=BY, child=child, staff=workers[worker], on=on(day))
        elif kind == "end":
            for row in Allocation.objects.on(on(day) - dt.timedelta(days=1)).filter(child=child):
                end_allocation(by=BY, allocation=row, on=on(day), reason="Moved.")
        else:
            for row in Allocation.objects.on(on(day)).filter(child=child):
                take_back_allocation(by=BY, allocation=row, reason="Not so.")
    except Refused:
        return


@given(st.lists(step, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_day_has_the_worker_that_a_plain_diary_says(django_db_blocker, steps):
    with transaction.atomic():
        team, child, diary = TeamFactory(), ChildFactory(status="CIN"), Diary()
        workers = [StaffFactory(record=team, record__role="SW") for _ in range(3)]
        for kind, worker, day in steps:
            done(child, workers, kind, worker, day)
            getattr(diary, kind.replace(" ", "_"))(worker, day)
            rows = list(Allocation.objects.filter(child=child).select_related("staff"))
            found = {
                number: workers.index(row.staff)
                for number in range(1, LAST + 1)
                for row in rows
                if row.starts_on <= on(number) and (row.ends_on is None or on(number) < row.ends_on)
            }
            assert found == diary.holder, (kind, worker, day)
        transaction.set_rollback(True)
    assert history.verify().ok
