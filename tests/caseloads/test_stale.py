"""Which months' figures a changed record makes stale."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseloads.actions.stale import mark
from caseloads.models import Allocation, ClosureDay, SupervisionFrequency
from caseloads.rules.affected import Reach, months_of, reach_of
from core.history import Service
from core.months import key, last_day, minus_months, span
from core.periods import ALWAYS
from figures.actions import roll_up
from figures.models import Stale
from organisation.actions import StaffValues, change_staff, correct_staff_record, leave, move_staff
from tests.factories import ChildFactory, StaffFactory, TeamFactory

BY = Service("a test")
TODAY = dt.date(2023, 10, 16)


def day(text):
    return dt.date.fromisoformat(text)


def stale():
    return [
        key(month) for month in Stale.objects.order_by("month").values_list("month", flat=True).distinct()
    ]


def marked(kind, *spans):
    mark(by=BY, kind=kind, spans=[(day(a), day(b) if b else None) for a, b in spans], cause="a test")
    return stale()


def keys(first, last):
    return [key(month) for month in span(day(first), day(last))]


@pytest.mark.django_db
class TestEachKindOfRecord:
    def test_an_open_allocation_counts_from_its_month_to_the_current_one(self):
        assert marked("allocation", ("2023-07-31", None)) == keys("2023-07-01", "2023-10-01")

    def test_an_allocation_that_ended_counts_for_six_months_more(self):
        assert marked("allocation", ("2022-01-10", "2022-02-10")) == keys("2022-01-01", "2022-08-01")

    def test_a_status_that_ended_counts_for_twelve_months_more(self):
        assert marked("status", ("2022-01-10", "2022-02-10")) == keys("2022-01-01", "2023-02-01")

    def test_a_status_of_ten_years_starts_a_roll_up_of_two(self):
        assert marked("status", ("2013-05-01", None)) == keys("2021-10-01", "2023-10-01")

    def test_a_month_that_was_computed_before_them_is_computed_again_for_late_data(self):
        roll_up(by=BY, asked=[day("2020-03-01")])
        assert marked("status", ("2013-05-01", "2020-03-20"))[0] == "2020-03"

    def test_a_visit_counts_for_42_days(self):
        assert marked("visit", ("2023-03-20", "2023-03-21")) == keys("2023-03-01", "2023-05-01")

    def test_a_visit_counts_for_as_long_as_is_agreed_for_a_child(self):
        ChildFactory(status="CLA", status__agreed_count=5, status__agreed_unit="months")
        assert marked("visit", ("2023-03-20", "2023-03-21")) == keys("2023-03-01", "2023-08-01")

    def test_a_supervision_counts_for_the_longest_frequency(self):
        assert marked("supervision", ("2023-03-20", "2023-03-21")) == keys("2023-03-01", "2023-06-01")

    def test_a_supervision_counts_for_the_longest_frequency_that_was_ever_set(self):
        SupervisionFrequency.objects.create(status="CL", months=6, starts_on=day("2019-01-01"))
        assert marked("supervision", ("2023-03-20", "2023-03-21")) == keys("2023-03-01", "2023-09-01")

    def test_a_policy_counts_while_it_holds_but_not_before_there_are_records(self):
        assert marked("policy", ("2023-01-01", None)) == []
        ChildFactory(status="CP", status__starts_on=day("2023-08-20"))
        assert marked("policy", ("1900-01-01", None)) == keys("2023-08-01", "2023-10-01")

    def test_a_closure_day_counts_while_a_visit_before_it_may_be_in_time(self):
        ChildFactory(status="CP", status__starts_on=day("2022-08-20"))
        assert marked("policy", ("2023-03-20", "2023-03-21")) == keys("2023-03-01", "2023-05-01")
        assert ClosureDay.objects.count() == 0

    def test_what_begins_in_a_later_month_counts_in_none_yet(self):
        assert marked("allocation", ("2023-11-01", None)) == []

    def test_what_began_before_anybody_wrote_it_down_counts_since_there_are_records(self):
        ChildFactory(status="CIN", status__starts_on=day("2023-09-05"))
        assert marked("status", (f"{ALWAYS}", None)) == keys("2023-09-01", "2023-10-01")


@pytest.mark.django_db
class TestStaff:
    """A change of somebody's record changes the figures of the children they hold."""

    @pytest.fixture
    def worker(self):
        worker = StaffFactory(record=TeamFactory(), record__role="SW")
        ChildFactory(status="CIN", worker=worker, worker__starts_on=day("2023-05-10"))
        return worker

    def values(self, worker, **given):
        record = worker.records.first()
        known = {"role": record.role, "team": record.team, "fte": record.fte}
        return StaffValues(**{**known, **given})

    def test_a_change_of_fte_from_a_day_on(self, worker):
        change_staff(
            by=BY, staff=worker, values=self.values(worker, fte=Decimal("0.6")), on=day("2023-08-03")
        )
        assert stale() == keys("2023-08-01", "2023-10-01")

    def test_a_change_counts_only_for_the_days_on_which_somebody_was_held(self, worker):
        change_staff(by=BY, staff=worker, values=self.values(worker, role="PA"), on=day("2021-08-03"))
        assert stale() == keys("2023-05-01", "2023-10-01")

    def test_leaving(self, worker):
        leave(by=BY, staff=worker, on=day("2023-09-15"))
        assert stale() == keys("2023-09-01", "2023-10-01")

    def test_moving_to_another_team(self, worker):
        move_staff(by=BY, moves={worker: TeamFactory()}, on=day("2023-10-02"))
        assert stale() == ["2023-10"]

    def test_a_correction_counts_for_the_days_that_the_record_held_before_and_holds_now(self, worker):
        wrong = worker.records.get()
        days = {"starts_on": wrong.starts_on, "ends_on": day("2023-06-10")}
        values = self.values(worker)
        correct_staff_record(by=BY, wrong=wrong, values=values, reason="left", **days)
        assert stale() == keys("2023-05-01", "2023-10-01")

    def test_nothing_is_stale_for_somebody_who_holds_no_child(self, worker):
        other = StaffFactory(record=TeamFactory(), record__role="SW")
        change_staff(by=BY, staff=other, values=self.values(other, fte=Decimal("0.5")), on=day("2023-08-03"))
        Allocation.objects.filter(staff=worker).update(ends_on=day("2023-06-01"))
        change_staff(by=BY, staff=worker, values=self.values(worker, role="PA"), on=day("2023-08-03"))
        assert stale() == []


days = st.dates(dt.date(2022, 1, 1), dt.date(2023, 12, 31))
LONGEST = {"supervision": 3, "agreed_months": 3, "agreed_days": 42}


@given(days, st.integers(1, 500), st.sampled_from(list(span(dt.date(2022, 1, 1), TODAY))))
def test_every_month_whose_last_six_months_meet_an_allocation_is_touched(begins, length, month):
    ends = begins + dt.timedelta(days=length)
    last = min(last_day(month), TODAY)
    meets = begins <= last and minus_months(last, 6) < ends
    found = months_of([(begins, ends)], reach_of("allocation", **LONGEST), dt.date(2021, 1, 1), TODAY)
    assert month in found or not meets


@given(days, st.sampled_from(list(span(dt.date(2022, 1, 1), TODAY))))
def test_every_month_at_whose_end_a_visit_may_be_in_time_is_touched(visited, month):
    last = min(last_day(month), TODAY)
    in_time = visited <= last and (
        visited >= last - dt.timedelta(days=42) or visited >= minus_months(last, 3)
    )
    spans = [(visited, visited + dt.timedelta(days=1))]
    found = months_of(spans, reach_of("visit", **LONGEST), dt.date(2021, 1, 1), TODAY)
    assert month in found or not in_time


def test_many_spans_are_one_set_of_months():
    spans = [(TODAY - dt.timedelta(days=n), TODAY - dt.timedelta(days=n - 1)) for n in range(1, 60)]
    assert len(months_of(spans, Reach(), dt.date(2021, 1, 1), TODAY)) == 3
