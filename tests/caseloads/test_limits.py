"""Which limit holds for whom on which day, and how full a caseload is by it."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseloads.rules.limits import (
    Holder,
    Limit,
    limit_of,
    months_since,
    per_fte,
    reported_from,
    share,
    tapered,
)
from core.months import minus_months, plus_months

D = dt.date
DAY = D(2024, 10, 31)
TEAM, AREA = 7, 3
GENERAL = Limit("general", 17)
OF_AREA = Limit("place", 25, service_area=AREA)
OF_TEAM = Limit("place", 12, team=TEAM)
NQSW = Limit("protected", 8, protects="NQSW", children_at_end=15, months=24)
days = st.dates(D(2015, 1, 1), D(2030, 12, 31))


def held(*limits, fte="1", status="SW", qualified_on=None, day=DAY, team=TEAM, area=AREA):
    return limit_of(Holder(team, area, Decimal(fte), status, qualified_on), limits, day)


class TestWhichHolds:
    """Their team's, else their service area's, else the general one."""

    def test_the_teams_goes_before_the_service_areas_and_that_before_the_general(self):
        assert held(GENERAL, OF_AREA, OF_TEAM).full_time == 12
        assert held(GENERAL, OF_AREA).full_time == 25
        assert held(GENERAL).full_time == 17

    def test_the_order_in_which_they_are_recorded_does_not_matter(self):
        assert held(OF_TEAM, OF_AREA, GENERAL).why == held(GENERAL, OF_AREA, OF_TEAM).why == "of the team"

    def test_a_limit_of_another_place_does_not_hold(self):
        assert held(GENERAL, OF_AREA, OF_TEAM, team=8, area=4).full_time == 17
        assert held(OF_AREA, OF_TEAM, team=8, area=4) is None

    def test_somebody_without_a_team_has_the_general_limit(self):
        nobody = Holder(None, None, Decimal(1))
        assert limit_of(nobody, [GENERAL, OF_AREA, OF_TEAM], DAY).full_time == 17

    def test_without_any_limit_there_is_none(self):
        assert held() is None
        assert share(12, None) is None

    def test_what_is_reported_to_the_clinic_limits_nobody(self):
        assert held(Limit("reported", 18)) is None


class TestProtected:
    """Protected caseloads start at 8 and increase to 15."""

    def test_the_lower_of_the_protected_and_the_places_holds(self):
        assert held(GENERAL, NQSW, status="NQSW", qualified_on=D(2024, 9, 1)).full_time == 8
        tight = Limit("place", 6, team=TEAM)
        found = held(tight, NQSW, status="NQSW", qualified_on=D(2024, 9, 1))
        assert (found.full_time, found.protected) == (6, False)

    def test_it_protects_whom_it_names(self):
        assert held(GENERAL, NQSW, status="ASYE", qualified_on=D(2024, 9, 1)).full_time == 17
        assert held(GENERAL, NQSW, status="", qualified_on=D(2024, 9, 1)).full_time == 17

    def test_it_holds_without_any_other_limit(self):
        found = held(NQSW, status="NQSW", qualified_on=D(2024, 9, 1))
        assert (found.full_time, found.why, found.protected) == (8, "protected, NQSW", True)

    def test_it_rises_in_whole_children_and_then_protects_no_longer(self):
        """7 children more in 24 months: one more about every 3 and a half."""
        begun = D(2022, 1, 1)
        rises = [tapered(NQSW, begun, plus_months(begun, gone)) for gone in range(26)]
        assert rises[:5] == [8, 8, 8, 8, 9]
        assert rises[12] == 11
        assert rises[23] == 14
        assert rises[24:] == [None, None]

    def test_the_day_before_the_taper_ends_it_still_protects(self):
        assert tapered(NQSW, D(2022, 3, 15), D(2024, 3, 14)) == 14
        assert tapered(NQSW, D(2022, 3, 15), D(2024, 3, 15)) is None

    def test_where_nobody_knows_when_somebody_qualified_the_start_protects_them(self):
        assert held(GENERAL, NQSW, status="NQSW").full_time == 8

    def test_one_who_qualifies_later_has_the_start(self):
        assert tapered(NQSW, D(2024, 12, 1), DAY) == 8

    @given(days, st.integers(0, 1000))
    def test_it_never_falls_and_stays_between_its_start_and_its_end(self, begun, later):
        day = begun + dt.timedelta(days=later)
        now, then = tapered(NQSW, begun, day), tapered(NQSW, begun, day + dt.timedelta(days=1))
        assert now is None or 8 <= now <= 15
        assert then is None or (now is not None and then >= now)


class TestMonths:
    @pytest.mark.parametrize(
        ("begun", "day", "months"),
        [
            (D(2023, 1, 31), D(2023, 2, 27), 0),
            (D(2023, 1, 31), D(2023, 2, 28), 0),
            (D(2023, 1, 31), D(2023, 3, 31), 2),
            (D(2023, 2, 28), D(2023, 3, 28), 1),
            (D(2023, 5, 1), D(2023, 4, 1), 0),
        ],
    )
    def test_a_month_has_passed_when_the_day_a_month_before_is_not_before_the_first(self, begun, day, months):
        assert months_since(begun, day) == months

    @given(days, days)
    def test_so_many_months_back_is_not_before_the_first_and_one_more_is(self, begun, day):
        found = months_since(begun, day)
        assert found == 0 or minus_months(day, found) >= begun
        assert minus_months(day, found + 1) < begun


class TestHowFull:
    def test_a_limit_scales_with_fte(self):
        found = held(GENERAL, fte="0.6")
        assert (found.full_time, found.own) == (17, Decimal("10.2"))
        assert share(12, found).quantize(Decimal("0.1")) == Decimal("117.6")

    def test_twelve_children_at_06_fte_count_as_20_per_fte(self):
        assert per_fte(12, Decimal("0.6")) == 20

    @pytest.mark.parametrize("fte", [None, Decimal(0)])
    def test_without_an_fte_there_is_no_number_per_fte_and_no_share(self, fte):
        assert per_fte(12, fte) is None
        found = limit_of(Holder(TEAM, AREA, fte), [GENERAL], DAY)
        assert share(12, found) is None

    def test_exactly_the_limit_is_a_hundred_per_cent(self):
        assert share(17, held(GENERAL)) == 100

    def test_twenty_are_reported_where_nothing_else_is_set(self):
        assert reported_from([]) == 20
        assert reported_from([GENERAL, Limit("reported", 18)]) == 18
