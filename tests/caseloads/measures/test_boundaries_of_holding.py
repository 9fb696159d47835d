"""Who holds how many, at each boundary of a month's end."""

from decimal import Decimal

import pytest

from tests.caseloads.measures.one import EAST, TEAMS, WEST, caseload, day, every, figure, holds, is_, worker
from tests.caseloads.measures.records import TeamRecord

HELD, OPEN = "caseloads.held_by_social_workers", "caseloads.open_to_service"
PER_FTE, PER_HEAD = "caseloads.average_per_social_worker", "caseloads.average_per_social_worker_head"
AT_20, OF_20 = "caseloads.workers_at_20", "caseloads.average_of_workers_at_20"
TOP_40, HOLDERS = "caseloads.average_top_40", "caseloads.average_per_caseholder"
IN_WEST, IN_EAST, UNALLOCATED = ("team", WEST), ("team", EAST), ("unallocated", 0)


class TestTheLastDayOfTheMonth:
    def test_a_period_that_ends_on_it_does_not_hold_it(self):
        ended = [holds(1, 1, "2023-01-01", "2023-08-31")]
        assert figure(HELD, "2023-08", allocations=ended) == (0, None)
        assert figure(HELD, "2023-07", allocations=ended) == (1, None)
        assert figure(OPEN, "2023-08", statuses=[is_(1, "CP", until="2023-08-31")]) == (0, None)

    def test_a_period_that_begins_on_it_holds_it(self):
        begun = [holds(1, 1, "2023-08-31")]
        assert figure(HELD, "2023-08", allocations=begun) == (1, None)
        assert figure(HELD, "2023-07", allocations=begun) == (0, None)
        assert figure(OPEN, "2023-08", statuses=[is_(1, "CP", "2023-08-31")]) == (1, None)

    def test_a_child_that_changes_worker_on_it_is_held_by_the_new_one(self):
        staff = [worker(1), worker(2, team=EAST)]
        changed = [holds(1, 1, until="2023-08-31"), holds(2, 1, "2023-08-31")]
        found = every(HELD, "2023-08", staff=staff, allocations=changed)
        assert (found[IN_WEST], found[IN_EAST]) == ((0, None), (1, None))

    @pytest.mark.parametrize(("month", "last"), [("2023-02", "2023-02-28"), ("2024-02", "2024-02-29")])
    def test_of_february_it_is_the_28th_or_the_29th(self, month, last):
        assert figure(HELD, month, allocations=[holds(1, 1, last)]) == (1, None)
        assert figure(HELD, month, allocations=[holds(1, 1, until=last)]) == (0, None)

    def test_a_worker_who_changes_team_on_it_counts_in_the_new_one(self):
        staff = [worker(1, until="2023-08-31"), worker(1, team=EAST, since="2023-08-31")]
        found = every(HELD, "2023-08", staff=staff, allocations=[holds(1, 1)])
        assert (found[IN_WEST], found[IN_EAST]) == ((0, None), (1, None))

    def test_while_the_month_is_not_over_it_is_today_and_before_it_begins_nothing_counts(self):
        begun = [holds(1, 1, "2023-08-11"), holds(1, 2, "2023-08-12")]
        assert figure(HELD, "2023-08", today=day("2023-08-11"), allocations=begun) == (1, None)
        assert figure(HELD, "2023-08", today=day("2023-07-31"), allocations=begun) == (0, None)


class TestFullTimeEquivalents:
    def test_twelve_children_with_0_6_of_a_week_are_20_per_fte_and_12_by_head(self):
        found = {"staff": [worker(1, "0.6")], "allocations": caseload(1, 12)}
        assert figure(PER_FTE, "2023-08", **found) == (12, Decimal("0.6"))
        assert figure(PER_HEAD, "2023-08", **found) == (12, 1)
        assert figure(AT_20, "2023-08", **found) == (0, None), "heads, not FTE"

    def test_twenty_children_with_0_6_of_a_week_are_over_their_fte(self):
        found = {"staff": [worker(1, "0.6")], "allocations": caseload(1, 20)}
        assert figure(AT_20, "2023-08", **found) == (1, None)
        assert figure(OF_20, "2023-08", **found) == (20, Decimal("0.6"))

    def test_nineteen_children_are_not_twenty(self):
        assert figure(AT_20, "2023-08", allocations=caseload(1, 19)) == (0, None)

    def test_a_worker_with_an_fte_of_0_holds_and_adds_nothing_to_the_fte(self):
        staff = [worker(1, "0"), worker(2, "1", team=EAST)]
        found = every(PER_FTE, "2023-08", staff=staff, allocations=[*caseload(1, 3), *caseload(2, 5)])
        assert found["service", 0] == (8, 1)
        assert found[IN_WEST] == (3, 0), "no cases per FTE, and never a number"
        heads = every(PER_HEAD, "2023-08", staff=staff, allocations=[*caseload(1, 3), *caseload(2, 5)])
        assert heads[IN_WEST] == (3, 1)

    def test_thousandths_are_exact(self):
        staff = [worker(1, "0.333"), worker(2, "0.333"), worker(3, "0.334")]
        held = [each for staff_ in (1, 2, 3) for each in caseload(staff_, 1)]
        assert figure(HOLDERS, "2023-08", staff=staff, allocations=held) == (3, 1)


class TestWhoeverHasLeft:
    """No record says where they sit: their children are unallocated, and in the whole service."""

    LEFT = {"staff": [worker(1, until="2023-08-31")], "allocations": caseload(1, 21)}

    def test_they_are_no_social_worker(self):
        assert figure(HELD, "2023-08", **self.LEFT) == (0, None)

    def test_they_hold_without_an_fte(self):
        found = every(HOLDERS, "2023-08", **self.LEFT)
        assert (found["service", 0], found[UNALLOCATED], found[IN_WEST]) == ((21, 0), (21, 0), (0, 0))

    def test_they_are_among_the_fullest(self):
        assert figure(AT_20, "2023-08", UNALLOCATED, **self.LEFT) == (1, None)
        assert figure(TOP_40, "2023-08", UNALLOCATED, **self.LEFT) == (21, 1)

    def test_a_child_without_a_worker_is_open_and_unallocated(self):
        found = every(OPEN, "2023-08", statuses=[is_(1, "CLA"), is_(1, "CP"), is_(2, "EH")])
        assert (found["service", 0], found[UNALLOCATED]) == ((1, None), (1, None))


class TestTheFortyFullest:
    def of(self, *sizes, team=WEST):
        staff = [worker(number, team=team) for number, _ in enumerate(sizes, start=1)]
        held = [each for number, size in enumerate(sizes, start=1) for each in caseload(number, size)]
        return {"staff": staff, "allocations": held}

    def test_are_fewer_where_fewer_hold_children(self):
        assert figure(TOP_40, "2023-08", **self.of(3, 4, 5)) == (12, 3)

    def test_are_forty_of_more_and_of_those_who_tie_as_many_as_fit(self):
        assert figure(TOP_40, "2023-08", **self.of(*[6] * 39, 2, 2, 2)) == (39 * 6 + 2, 40)

    def test_are_each_places_own(self):
        west, east = self.of(*[5] * 41), {"staff": [worker(99, team=EAST)], "allocations": caseload(99, 1)}
        both = {key: [*west[key], *east[key]] for key in west}
        found = every(TOP_40, "2023-08", **both)
        assert (found["service", 0], found[IN_WEST], found[IN_EAST]) == ((200, 40), (200, 40), (1, 1))


class TestPlaces:
    def test_a_team_that_has_ended_counts_with_its_last_service_area(self):
        ended = [*TEAMS, TeamRecord(day("2020-01-01"), day("2023-08-15"), team=9, area=2, statutory=True)]
        found = every(
            "caseloads.open_to_statutory_teams",
            "2023-08",
            teams=ended,
            staff=[worker(1, team=9)],
            allocations=caseload(1, 2),
        )
        assert (found["service_area", 2], found["team", 9], found["service", 0]) == ((2, None),) * 3

    def test_only_a_primary_allocation_counts(self):
        second = [holds(1, 1, kind="secondary")]
        assert figure(HOLDERS, "2023-08", allocations=second) == (0, 0)

    def test_every_place_that_exists_is_given_zeros_included(self):
        found = every(AT_20, "2023-08")
        assert set(found.values()) == {(0, None)}
        assert set(found) == {
            ("service", 0),
            ("service_area", 1),
            ("service_area", 2),
            IN_WEST,
            IN_EAST,
            UNALLOCATED,
        }
