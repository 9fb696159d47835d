"""Visits and supervisions in time, at each boundary: what is just in time, what is a day too late."""

import datetime as dt

import pytest

from tests.caseloads.measures.one import day, figure, is_
from tests.caseloads.measures.records import Frequency, Supervision, Visit

ONE = dt.timedelta(days=1)
IN_TIME, LATE = (1, 1), (0, 1)
CLOCKS = [
    ("visits.eh_4_weeks", "EH", "2023-08", "2023-08-03"),
    ("visits.cin_6_weeks", "CIN", "2023-08", "2023-07-20"),
    ("visits.cin_3_weeks", "CIN", "2023-08", "2023-08-10"),
    ("visits.cp_4_weeks", "CP", "2023-08", "2023-08-03"),
    ("visits.cp_4_weeks", "CP", "2023-02", "2023-01-31"),
    ("visits.cp_10_working_days", "CP", "2023-08", "2023-08-16"),
    ("visits.cp_10_working_days", "CP", "2023-05", "2023-05-16"),
    ("visits.cp_10_working_days", "CP", "2023-12", "2023-12-13"),
    ("visits.cp_10_working_days", "CP", "2023-04", "2023-04-14"),
    ("visits.cin_cwd_agreed", "CIN_CWD", "2023-08", "2023-07-20"),
    ("visits.cla_agreed", "CLA", "2023-08", "2023-07-20"),
]
"""The measure, the status, the month, and the earliest day that is still in time: England's bank holidays are
28 August, three in May, two at Christmas, two at Easter."""
WINDOWS = [
    ("EH", "2023-08", "2023-07-01"),
    ("ASSESSMENT", "2023-08", "2023-08-01"),
    ("CIN", "2023-08", "2023-07-01"),
    ("CIN_CWD", "2023-08", "2023-07-01"),
    ("CP", "2023-08", "2023-08-01"),
    ("CLA", "2023-04", "2023-03-01"),
    ("CL", "2023-05", "2023-03-01"),
    ("CP", "2023-03", "2023-03-01"),
    ("CP", "2023-02", "2023-01-29"),
    ("CP", "2024-02", "2024-01-30"),
    ("CP", "2024-03", "2024-03-01"),
]
"""The first day after L less n months: 31 March less one month is the last of February."""


def visits(slug, status, month, *days, since=None, agreed=(None, ""), **records):
    made = [Visit(1, each) for each in days]
    return figure(slug, month, statuses=[is_(1, status, since, agreed=agreed)], visits=made, **records)


@pytest.mark.parametrize(("slug", "status", "month", "earliest"), CLOCKS)
class TestVisits:
    def test_the_earliest_day_is_in_time_and_the_day_before_is_late(self, slug, status, month, earliest):
        assert visits(slug, status, month, day(earliest)) == IN_TIME
        assert visits(slug, status, month, day(earliest) - ONE) == LATE

    def test_a_status_that_began_on_the_earliest_day_is_not_yet_due(self, slug, status, month, earliest):
        assert visits(slug, status, month, since=earliest) == (0, 0)
        assert visits(f"{slug}.not_yet_due", status, month, since=earliest) == (1, None)

    def test_a_status_that_began_the_day_before_is_late(self, slug, status, month, earliest):
        before = f"{day(earliest) - ONE}"
        assert visits(slug, status, month, since=before) == LATE
        assert visits(f"{slug}.not_yet_due", status, month, since=before) == (0, None)

    def test_a_young_status_with_a_visit_in_time_is_in_time(self, slug, status, month, earliest):
        assert visits(slug, status, month, day(earliest), since=earliest) == IN_TIME


class TestWhatCountsAsAVisit:
    CP = ("visits.cp_4_weeks", "CP", "2023-08")

    def test_one_on_the_last_day_counts_and_one_after_it_does_not(self):
        assert visits(*self.CP, day("2023-08-31")) == IN_TIME
        assert visits(*self.CP, day("2023-09-01")) == LATE

    def test_one_before_the_status_began_counts(self):
        assert visits(*self.CP, day("2023-08-10"), since="2023-08-20") == IN_TIME

    def test_a_later_one_does_not_hide_an_earlier_one_that_is_in_time(self):
        assert visits(*self.CP, day("2023-08-10"), day("2023-09-04")) == IN_TIME

    def test_an_attempt_never_counts(self):
        attempt = [Visit(1, day("2023-08-20"), seen=False)]
        assert figure(self.CP[0], "2023-08", statuses=[is_(1, "CP")], visits=attempt) == LATE

    def test_a_closure_day_is_no_working_day(self):
        asked = ("visits.cp_10_working_days", "CP", "2023-08", day("2023-08-15"))
        assert visits(*asked) == LATE
        assert visits(*asked, closures=[day("2023-08-25")]) == IN_TIME


class TestWhatIsAgreed:
    AGREED = [
        ((21, "days"), "2023-08", "2023-08-10"),
        ((6, "weeks"), "2023-08", "2023-07-20"),
        ((3, "months"), "2023-08", "2023-05-31"),
        ((3, "months"), "2023-05", "2023-02-28"),
        ((6, "months"), "2023-08", "2023-02-28"),
    ]

    @pytest.mark.parametrize(("agreed", "month", "earliest"), AGREED)
    def test_goes_by_days_weeks_or_the_calendar(self, agreed, month, earliest):
        for slug, status in (("visits.cla_agreed", "CLA"), ("visits.cin_cwd_agreed", "CIN_CWD")):
            assert visits(slug, status, month, day(earliest), agreed=agreed) == IN_TIME
            assert visits(slug, status, month, day(earliest) - ONE, agreed=agreed) == LATE
            assert visits(slug, status, month, since=earliest, agreed=agreed) == (0, 0)

    def test_of_several_records_the_one_that_began_last_says_it_blank_or_not(self):
        older = is_(1, "CLA", agreed=(3, "months"))
        seen = [Visit(1, day("2023-06-30"))]
        for agreed, right in (((2, "months"), IN_TIME), ((None, ""), LATE), ((2, "weeks"), LATE)):
            newer = is_(1, "CLA", "2023-03-01", agreed=agreed)
            assert figure("visits.cla_agreed", "2023-08", statuses=[older, newer], visits=seen) == right

    def test_a_record_that_has_ended_says_nothing(self):
        ended = is_(1, "CLA", "2023-03-01", "2023-08-31", agreed=(2, "weeks"))
        seen = [Visit(1, day("2023-06-30"))]
        both = [is_(1, "CLA", agreed=(3, "months")), ended]
        assert figure("visits.cla_agreed", "2023-08", statuses=both, visits=seen) == IN_TIME


def talks(status, month, *days, since=None, companion="", **records):
    slug = f"supervision.{status.lower()}{companion}"
    held = [Supervision(1, each) for each in days]
    return figure(slug, month, statuses=[is_(1, status, since)], supervisions=held, **records)


@pytest.mark.parametrize(("status", "month", "earliest"), WINDOWS)
class TestSupervision:
    def test_the_first_day_after_n_months_ago_is_in_time_and_the_day_itself_is_not(
        self, status, month, earliest
    ):
        assert talks(status, month, day(earliest)) == IN_TIME
        assert talks(status, month, day(earliest) - ONE) == LATE

    def test_a_status_that_began_in_the_window_is_not_yet_due(self, status, month, earliest):
        assert talks(status, month, since=earliest) == (0, 0)
        assert talks(status, month, since=earliest, companion=".not_yet_due") == (1, None)
        assert talks(status, month, since=f"{day(earliest) - ONE}") == LATE


class TestTheFrequencyInForce:
    """A month is judged by the policy that holds its last day."""

    def often(self, months, since, until=None):
        return [Frequency(day(since), day(until), "CP", months)]

    def test_one_that_changes_mid_month_holds_for_that_month_and_not_for_the_one_before(self):
        held = day("2023-07-10")
        changed = self.often(2, "2023-08-15")
        assert talks("CP", "2023-08", held, frequencies=changed) == IN_TIME
        assert talks("CP", "2023-08", held) == LATE
        assert talks("CP", "2023-07", day("2023-06-30"), frequencies=changed) == LATE

    def test_one_that_begins_on_the_last_day_holds_it_and_one_that_ends_then_does_not(self):
        held = day("2023-07-10")
        assert talks("CP", "2023-08", held, frequencies=self.often(2, "2023-08-31")) == IN_TIME
        assert talks("CP", "2023-08", held, frequencies=self.often(2, "2020-01-01", "2023-08-31")) == LATE

    def test_another_statuss_is_no_matter(self):
        other = [Frequency(day("2020-01-01"), None, "CLA", 6)]
        assert talks("CP", "2023-08", day("2023-07-10"), frequencies=other) == LATE


class TestCohorts:
    @pytest.mark.parametrize("status", ["CIN", "CIN_CWD", "ASSESSMENT"])
    @pytest.mark.parametrize("stronger", ["CP", "CLA"])
    def test_leave_out_children_who_are_cp_or_cla_on_the_last_day(self, status, stronger):
        slug = f"supervision.{status.lower()}"
        both = [is_(1, status), is_(1, stronger)]
        assert figure(slug, "2023-08", statuses=both) == (0, 0)
        ended = [is_(1, status), is_(1, stronger, until="2023-08-31")]
        assert figure(slug, "2023-08", statuses=ended) == LATE

    def test_of_other_statuses_leave_out_nobody(self):
        both = [is_(1, "CP"), is_(1, "CLA"), is_(1, "EH"), is_(1, "CL")]
        for status in ("cp", "cla", "eh", "cl"):
            assert figure(f"supervision.{status}", "2023-08", statuses=both) == LATE

    def test_a_status_goes_on_where_two_periods_touch_and_begins_anew_after_a_day_between(self):
        for gap, right in (("2023-08-20", LATE), ("2023-08-21", (0, 0))):
            two = [is_(1, "CP", until="2023-08-20"), is_(1, "CP", gap)]
            assert figure("supervision.cp", "2023-08", statuses=two) == right
