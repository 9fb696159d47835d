"""The measures that look back six and twelve months, at each boundary."""

import pytest

from tests.caseloads.measures.one import figure, holds, is_, worker

SAME, SEVERAL = "caseloads.same_worker_6_months", "caseloads.two_or_more_workers_6_months"
STAFF = [worker(1), worker(2), worker(3, role="PA")]


class TestTheSameSocialWorker:
    """On 31 August 2023: since 28 February, and looked after since 31 August 2022."""

    CLA = [is_(1, "CLA")]

    def same(self, *allocations, statuses=CLA, staff=STAFF):
        return figure(SAME, "2023-08", staff=staff, statuses=statuses, allocations=list(allocations))

    def test_who_has_held_the_child_since_that_day_counts_and_from_the_day_after_does_not(self):
        assert self.same(holds(1, 1, "2023-02-28")) == (1, 1)
        assert self.same(holds(1, 1, "2023-03-01")) == (0, 1)

    def test_two_allocations_to_the_same_worker_that_touch_are_one(self):
        assert self.same(holds(1, 1, until="2023-05-01"), holds(1, 1, "2023-05-01")) == (1, 1)

    def test_a_day_without_is_a_break(self):
        assert self.same(holds(1, 1, until="2023-05-01"), holds(1, 1, "2023-05-02")) == (0, 1)

    def test_a_day_with_another_is_a_break(self):
        two = holds(1, 1, until="2023-05-01"), holds(2, 1, "2023-05-01", "2023-05-02")
        assert self.same(*two, holds(1, 1, "2023-05-02")) == (0, 1)

    def test_having_been_the_second_worker_is_not_having_held(self):
        second = holds(1, 1, kind="secondary", until="2023-05-01")
        assert self.same(second, holds(1, 1, "2023-05-01")) == (0, 1)

    def test_they_must_be_a_social_worker_on_the_last_day(self):
        assert self.same(holds(3, 1)) == (0, 1)
        became = [worker(1, role="PA", until="2023-08-31"), worker(1, since="2023-08-31")]
        assert self.same(holds(1, 1), staff=became) == (1, 1)
        assert self.same(holds(1, 1), staff=[worker(1, until="2023-08-31")]) == (0, 1)

    def test_a_child_with_no_worker_is_in_the_denominator(self):
        assert self.same() == (0, 1)

    @pytest.mark.parametrize(("since", "denominator"), [("2022-08-31", 1), ("2022-09-01", 0)])
    def test_the_status_began_twelve_months_ago_or_earlier(self, since, denominator):
        assert self.same(holds(1, 1), statuses=[is_(1, "CLA", since)]) == (denominator, denominator)

    def test_it_began_where_the_first_of_several_periods_that_touch_began(self):
        two = [is_(1, "CLA", "2022-03-01", "2023-01-10"), is_(1, "CLA", "2023-01-10")]
        assert self.same(holds(1, 1), statuses=two) == (1, 1)
        apart = [is_(1, "CLA", "2022-03-01", "2023-01-10"), is_(1, "CLA", "2023-01-11")]
        assert self.same(holds(1, 1), statuses=apart) == (0, 0)

    def test_in_february_it_is_the_same_day_or_the_months_last(self):
        held, kept = [is_(1, "CLA", "2022-02-28")], [holds(1, 1, "2022-08-28")]
        found = figure(SAME, "2023-02", staff=STAFF, statuses=held, allocations=kept)
        assert found == (1, 1)


class TestTwoOrMoreSocialWorkers:
    """Between 28 February and 31 August 2023, both days in."""

    CIN = [is_(1, "CIN")]

    def several(self, *allocations, statuses=CIN, staff=STAFF):
        return figure(SEVERAL, "2023-08", staff=staff, statuses=statuses, allocations=list(allocations))

    def test_whoever_held_the_child_on_the_first_day_counts_and_until_it_does_not(self):
        assert self.several(holds(1, 1, until="2023-03-01"), holds(2, 1, "2023-03-01")) == (1, 1)
        assert self.several(holds(1, 1, until="2023-02-28"), holds(2, 1, "2023-02-28")) == (0, 1)

    def test_whoever_holds_it_from_the_last_day_counts(self):
        assert self.several(holds(1, 1, until="2023-08-31"), holds(2, 1, "2023-08-31")) == (1, 1)
        assert self.several(holds(1, 1, until="2023-09-01"), holds(2, 1, "2023-09-01")) == (0, 1)

    def test_the_same_one_twice_is_one(self):
        assert self.several(holds(1, 1, until="2023-05-01"), holds(1, 1, "2023-06-01")) == (0, 1)

    def test_only_social_workers_count_by_their_records_of_the_days_on_which_they_held(self):
        changed = holds(1, 1, until="2023-05-01"), holds(3, 1, "2023-05-01")
        assert self.several(*changed) == (0, 1)
        became = [worker(1), worker(3, role="PA", until="2023-07-01"), worker(3, since="2023-07-01")]
        assert self.several(*changed, staff=became) == (1, 1)

    def test_one_who_has_left_since_counts(self):
        staff = [worker(1, until="2023-05-01"), worker(2)]
        assert self.several(holds(1, 1, until="2023-05-01"), holds(2, 1, "2023-05-01"), staff=staff) == (1, 1)

    def test_a_second_worker_does_not_count(self):
        assert self.several(holds(1, 1), holds(2, 1, kind="secondary")) == (0, 1)

    @pytest.mark.parametrize(("since", "denominator"), [("2023-02-28", 1), ("2023-03-01", 0)])
    def test_the_child_has_been_open_since_the_first_day(self, since, denominator):
        assert self.several(statuses=[is_(1, "CIN", since)]) == (0, denominator)

    def test_one_status_may_follow_another_but_not_after_a_day_between_nor_early_help(self):
        for status, since, denominator in (
            ("CP", "2023-05-01", 1),
            ("CP", "2023-05-02", 0),
            ("EH", "2023-05-01", 0),
        ):
            two = [is_(1, status, until="2023-05-01"), is_(1, "CIN", since)]
            assert self.several(statuses=two) == (0, denominator)
