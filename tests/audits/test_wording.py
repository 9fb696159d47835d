"""The summary's sentences say what the figures say, and nothing that they do not bear out."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits import wording
from figures.shown import per_cent, rounded

RATES = st.integers(1, 60).flatmap(lambda n: st.integers(0, n).map(lambda k: Decimal(100 * k) / n))


class TestTheChangeOnTheMonthBefore:
    def test_it_is_said_in_percentage_points(self):
        assert wording.change("Completion", Decimal("79.4"), Decimal("77.1"), "August 2023") == (
            "Completion was 79%, up 2 percentage points from 77% in August 2023."
        )
        assert wording.change("Completion", Decimal(62), Decimal(63), "August 2023") == (
            "Completion was 62%, down 1 percentage point from 63% in August 2023."
        )

    def test_what_is_shown_alike_is_the_same(self):
        assert wording.change("Completion", Decimal("79.4"), Decimal("78.6"), "August 2023") == (
            "Completion was 79%, the same as in August 2023."
        )

    def test_nothing_is_compared_where_a_month_has_no_cases(self):
        assert (
            wording.change("Completion", None, Decimal(63), "August 2023")
            == "Completion: no cases this month."
        )
        assert wording.change("Completion", Decimal(63), None, "August 2023") == (
            "Completion was 63%; August 2023 had no cases to compare with."
        )

    @given(RATES, RATES)
    def test_the_points_are_the_difference_of_the_rates_that_stand_in_the_sentence(self, now, before):
        said = wording.change("It", now, before, "August 2023")
        assert said.startswith(f"It was {per_cent(now)}")
        found = re.search(r"(up|down) (\d+) percentage points? from (\d+)%", said)
        if found:
            sign = 1 if found[1] == "up" else -1
            assert int(found[3]) + sign * int(found[2]) == rounded(now)
            assert found[3] + "%" == per_cent(before)
        else:
            assert rounded(now) == rounded(before)


class TestTheGrades:
    def test_each_grade_is_counted_in_order(self):
        counts = {"outstanding": 2, "good": 16, "requires_improvement": 9, "inadequate": 0}
        assert wording.grades(counts, 27) == (
            "Of 27 completed audits, 2 were graded outstanding (7%), 16 good (59%), "
            "9 requires improvement (33%) and none inadequate."
        )

    def test_one_is_singular_and_none_is_said(self):
        counts = {"outstanding": 1, "good": 0, "requires_improvement": 0, "inadequate": 0}
        assert wording.grades(counts, 1) == (
            "Of 1 completed audit, 1 was graded outstanding (100%), none good, "
            "none requires improvement and none inadequate."
        )

    def test_before_the_first_is_completed_that_is_said(self):
        assert wording.grades(dict.fromkeys(wording.GRADE_WORDS, 0), 0) == "No audit has been completed yet."


class TestACycleThatIsNotClosed:
    @pytest.mark.parametrize(
        ("to_do", "allocated", "said"),
        [
            (21, 30, "still open: 21 of 30 audits are still to do, so its figures will change."),
            (1, 30, "still open: 1 of 30 audits is still to do, so its figures will change."),
            (1, 1, "still open: 1 of 1 audit is still to do, so its figures will change."),
            (0, 30, "still open, so its figures may change."),
        ],
    )
    def test_it_is_said_how_much_is_still_to_do(self, to_do, allocated, said):
        assert wording.still_open(False, to_do, allocated) == f"This cycle is {said}"

    def test_one_that_is_planned_is_not_said_to_be_open(self):
        assert wording.still_open(True, 2, 2).startswith("This cycle has not been opened yet: 2 of 2 audits")


class TestHighestAndLowest:
    def test_the_highest_and_the_lowest_of_the_months_are_said(self):
        earlier = [Decimal(50), None, Decimal(55), Decimal(60)]
        without_gap = [Decimal(50), Decimal(55)]
        assert wording.extreme("The share", Decimal(67), without_gap) == (
            "The share is the highest of the last 3 months."
        )
        assert wording.extreme("The share", Decimal(49), without_gap) == (
            "The share is the lowest of the last 3 months."
        )
        assert wording.extreme("The share", Decimal(67), earlier) == (
            "The share is the highest of the 4 of the last 5 months that had cases."
        )

    def test_neither_is_said_of_what_is_shown_alike(self):
        assert wording.extreme("The share", Decimal("60.4"), [Decimal(50), Decimal(60)]) == ""

    @pytest.mark.parametrize("earlier", [[], [Decimal(1)], [None, None, Decimal(1)]])
    def test_one_month_is_too_few_to_compare_with(self, earlier):
        assert wording.extreme("The share", Decimal(67), earlier) == ""

    def test_nothing_is_said_of_a_month_without_cases(self):
        assert wording.extreme("The share", None, [Decimal(1), Decimal(2)]) == ""

    @given(RATES, st.lists(st.none() | RATES, max_size=11))
    def test_what_is_said_holds_for_every_month_compared_with(self, now, earlier):
        said = wording.extreme("The share", now, earlier)
        others = [rounded(value) for value in earlier if value is not None]
        if "highest" in said:
            assert max(others) < rounded(now)
        if "lowest" in said:
            assert min(others) > rounded(now)


class TestMonthsWithoutAnInadequateAudit:
    @pytest.mark.parametrize(
        ("back", "said"),
        [
            ([1, 0, 0], ""),
            ([0, 1, 0], "No audit was graded inadequate this month."),
            ([0, 0, 1], "No audit was graded inadequate in the last 2 months."),
            ([0] * 11, "No audit was graded inadequate in the last 11 months."),
            ([0] * 12, "No audit was graded inadequate in the last 12 months."),
            ([0, 0, None, 0], "No audit was graded inadequate in the last 2 months."),
            ([None], ""),
        ],
    )
    def test_the_run_ends_with_the_last_one_or_where_nothing_is_known(self, back, said):
        assert wording.run_without_inadequate(back) == said
