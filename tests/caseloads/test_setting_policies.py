"""Policies are set from a day, ended on a day, put right; each with its reason and its history."""

import datetime as dt

import pytest

from caseloads.actions import policies
from caseloads.models import CaseloadLimit, ClosureDay, SupervisionFrequency, VisitFrequency
from caseloads.reading.policies import Policies
from core import history
from core.errors import Conflict, Refused
from core.history import Service
from core.months import key
from figures.models import Stale
from organisation.telling import stamp_of
from tests.factories import ChildFactory, ServiceAreaFactory, TeamFactory

pytestmark = pytest.mark.django_db
BY = Service("a test")
TODAY = dt.date(2023, 10, 16)


def day(text):
    return dt.date.fromisoformat(text)


def supervise(months, starts_on, ends_on=None, status="CP", reason="The board decided."):
    return policies.set_supervision_frequency(
        by=BY,
        status=status,
        months=months,
        starts_on=day(starts_on),
        ends_on=ends_on and day(ends_on),
        reason=reason,
    )


def limit(children, starts_on="2023-01-01", kind="general", ends_on=None, **more):
    return policies.set_limit(
        by=BY,
        kind=kind,
        children=children,
        starts_on=day(starts_on),
        ends_on=ends_on and day(ends_on),
        reason="The board decided.",
        **more,
    )


def periods(model=SupervisionFrequency, says="months"):
    return [
        (getattr(row, says), str(row.starts_on), row.ends_on and str(row.ends_on))
        for row in model.objects.order_by("starts_on")
    ]


class TestFromADay:
    def test_what_held_on_the_day_ends_there(self):
        supervise(1, "2023-01-01")
        supervise(2, "2023-06-01")
        assert periods() == [(1, "2023-01-01", "2023-06-01"), (2, "2023-06-01", None)]

    def test_what_was_planned_for_later_stays_and_bounds_the_new_one(self):
        supervise(1, "2023-01-01")
        supervise(3, "2024-01-01")
        supervise(2, "2023-06-01")
        assert periods() == [
            (1, "2023-01-01", "2023-06-01"),
            (2, "2023-06-01", "2024-01-01"),
            (3, "2024-01-01", None),
        ]

    def test_one_set_before_the_first_lasts_until_it(self):
        supervise(2, "2023-06-01")
        supervise(1, "2023-01-01")
        assert periods() == [(1, "2023-01-01", "2023-06-01"), (2, "2023-06-01", None)]

    def test_on_the_very_day_on_which_one_began_it_is_put_right(self):
        first = supervise(1, "2023-01-01")
        second = supervise(2, "2023-01-01")
        assert first.pk == second.pk
        assert periods() == [(2, "2023-01-01", None)]
        assert history.of(first)[0].sentence.startswith("A test corrected the supervision frequency.")

    def test_doing_it_twice_changes_nothing(self):
        first = supervise(2, "2023-06-01")
        again = supervise(2, "2023-06-01")
        later = supervise(2, "2023-08-01")
        assert {first.pk} == {again.pk, later.pk}
        assert len(history.of(first)) == 1

    def test_doing_it_twice_with_an_end_changes_nothing(self):
        first = supervise(2, "2023-06-01", "2024-06-01")
        supervise(2, "2023-06-01", "2024-06-01")
        assert periods() == [(2, "2023-06-01", "2024-06-01")]
        assert len(history.of(first)) == 1

    def test_the_same_with_another_end_changes_the_end_only(self):
        supervise(2, "2023-01-01")
        supervise(2, "2023-06-01", "2024-01-01")
        assert periods() == [(2, "2023-01-01", "2024-01-01")]

    def test_after_its_end_nothing_is_taken_up_again(self):
        supervise(1, "2023-01-01")
        supervise(2, "2023-06-01", "2023-09-01")
        assert periods() == [(1, "2023-01-01", "2023-06-01"), (2, "2023-06-01", "2023-09-01")]
        assert Policies.read().supervision("CP", TODAY).count == 1  # the default

    def test_an_end_may_not_reach_into_what_is_planned(self):
        supervise(3, "2024-01-01")
        with pytest.raises(Refused, match="Another begins on 1 January 2024"):
            supervise(2, "2023-06-01", "2024-02-01")
        assert periods() == [(3, "2024-01-01", None)]

    def test_the_end_must_be_after_the_beginning(self):
        supervise(1, "2023-01-01")
        for months in (1, 2):
            with pytest.raises(Refused, match="must be after the day from which it holds"):
                supervise(months, "2023-06-01", "2023-06-01")
        assert periods() == [(1, "2023-01-01", None)]

    def test_not_over_what_somebody_else_set_meanwhile_yet_the_same_twice_is_no_conflict(self):
        def set_(months, seen):
            return policies.set_supervision_frequency(
                by=BY, status="CP", months=months, starts_on=TODAY, reason="Theirs.", seen=seen
            )

        first = set_(1, "")
        assert set_(1, "").pk == first.pk
        with pytest.raises(Conflict) as conflict:
            set_(2, "")
        assert conflict.value.current == [first]
        assert periods() == [(1, "2023-10-16", None)]
        assert set_(2, stamp_of([first])).pk == first.pk

    def test_not_over_what_was_planned_meanwhile_for_a_limit_or_visits(self):
        limit(17, "2024-01-01")
        with pytest.raises(Conflict):
            limit(18, "2023-10-16", seen="")
        about = {"by": BY, "status": "CP", "unit": "days", "as_agreed": False, "reason": "Aim."}
        policies.set_visit_frequency(count=5, starts_on=day("2024-01-01"), **about)
        with pytest.raises(Conflict):
            policies.set_visit_frequency(count=6, starts_on=TODAY, seen="", **about)

    def test_a_reason_is_required(self):
        with pytest.raises(Refused, match="Enter the reason"):
            supervise(2, "2023-06-01", reason="  ")
        assert periods() == []

    def test_statuses_do_not_mind_each_other(self):
        supervise(1, "2023-01-01")
        supervise(2, "2023-06-01", status="CIN")
        assert SupervisionFrequency.objects.get(status="CP").ends_on is None

    def test_history_says_that_the_old_one_ends_and_what_the_new_one_says(self):
        old = supervise(1, "2023-01-01")
        new = supervise(2, "2023-06-01", reason="Too many meetings.")
        assert history.of(new)[0].sentence == (
            "A test set the supervision frequency. Months went from 1 to 2. "
            "Holds from was set to 1 June 2023. Reason: Too many meetings."
        )
        assert history.of(old)[0].sentence == (
            "A test ended the supervision frequency. Ends on was set to 1 June 2023. "
            "Reason: Too many meetings."
        )


class TestVisits:
    def test_a_visit_frequency_holds_from_its_day(self):
        policies.set_visit_frequency(
            by=BY,
            status="CIN",
            count=15,
            unit="working days",
            as_agreed=False,
            starts_on=day("2023-06-01"),
            reason="Aim.",
        )
        read = Policies.read()
        assert read.visit("CIN", day("2023-06-01")).in_words() == "15 working days"
        assert read.visit("CIN", day("2023-05-31")).in_words() == "42 days"

    def test_a_number_that_cannot_be_meant_is_refused(self):
        with pytest.raises(Refused, match="greater than or equal to 1"):
            policies.set_visit_frequency(
                by=BY, status="CIN", count=0, unit="days", as_agreed=False, starts_on=TODAY, reason="Aim."
            )
        assert not VisitFrequency.objects.exists()


class TestLimits:
    def test_each_place_and_each_protected_kind_has_its_own(self):
        team, area = TeamFactory(), ServiceAreaFactory()
        limit(17)
        limit(25, kind="place", service_area=area)
        limit(12, kind="place", team=team)
        limit(20, kind="reported")
        for who in ("NQSW", "ASYE"):
            limit(8, kind="protected", protects=who, children_at_end=15, months=24)
        assert CaseloadLimit.objects.filter(ends_on=None).count() == 6

    def test_a_later_limit_of_a_place_ends_the_earlier_of_this_place_only(self):
        team, other = TeamFactory(), TeamFactory()
        limit(12, kind="place", team=team)
        limit(12, kind="place", team=other)
        limit(10, "2023-09-01", kind="place", team=team)
        assert CaseloadLimit.objects.get(team=other).ends_on is None
        assert list(CaseloadLimit.objects.filter(team=team).values_list("children", flat=True)) == [10, 12]

    def test_what_a_limit_of_its_kind_does_not_have_is_refused(self):
        with pytest.raises(Refused):
            limit(17, team=TeamFactory())
        with pytest.raises(Refused):
            limit(8, kind="protected", protects="NQSW")

    def test_a_protected_limit_does_not_fall(self):
        with pytest.raises(Refused, match="as high as the one at the start"):
            limit(15, kind="protected", protects="NQSW", children_at_end=8, months=24)


class TestEnding:
    def test_it_holds_until_the_day_before(self):
        one = supervise(2, "2023-01-01")
        policies.end_policy(by=BY, policy=one, on=day("2023-09-01"), reason="Over.")
        policies.end_policy(by=BY, policy=one, on=day("2023-09-01"), reason="Over.")
        assert periods() == [(2, "2023-01-01", "2023-09-01")]
        assert len(history.of(one)) == 2

    def test_one_that_has_not_begun_is_taken_back_whole(self):
        one = supervise(2, "2024-01-01")
        policies.end_policy(by=BY, policy=one, on=TODAY, reason="Not needed.")
        policies.end_policy(by=BY, policy=one, on=TODAY, reason="Not needed.")
        assert periods() == []
        assert "took back" in history.of(one)[0].sentence

    def test_it_is_not_ended_before_it_began(self):
        one = supervise(2, "2023-01-01")
        with pytest.raises(Refused, match="choose a later day"):
            policies.end_policy(by=BY, policy=one, on=day("2023-01-01"), reason="Over.")

    def test_an_end_is_not_put_off(self):
        one = supervise(2, "2023-01-01", "2023-09-01")
        with pytest.raises(Refused, match="ends on 1 September 2023 as it is"):
            policies.end_policy(by=BY, policy=one, on=day("2023-10-01"), reason="Longer.")

    def test_a_reason_is_required(self):
        with pytest.raises(Refused, match="Enter the reason"):
            policies.end_policy(by=BY, policy=supervise(2, "2023-01-01"), on=TODAY, reason="")


class TestCorrecting:
    def correct(self, policy, months, starts_on, ends_on=None, **more):
        policies.correct_policy(
            by=BY,
            policy=policy,
            values={"months": months},
            starts_on=day(starts_on),
            ends_on=ends_on and day(ends_on),
            reason=more.pop("reason", "Mistyped."),
            **more,
        )

    def test_its_values_and_its_days_are_put_right(self):
        one = supervise(2, "2023-01-01")
        self.correct(one, 3, "2023-02-01", "2024-02-01")
        self.correct(one, 3, "2023-02-01", "2024-02-01")
        assert periods() == [(3, "2023-02-01", "2024-02-01")]
        assert len(history.of(one)) == 2

    def test_not_over_days_on_which_another_holds(self):
        one = supervise(2, "2023-01-01")
        supervise(3, "2023-06-01")
        with pytest.raises(Refused, match="Another frequency holds on some of these days"):
            self.correct(one, 2, "2023-01-01")

    def test_not_from_a_page_that_is_out_of_date(self):
        one = supervise(2, "2023-01-01")
        self.correct(one, 3, "2023-01-01")
        with pytest.raises(Conflict):
            self.correct(one, 4, "2023-01-01", seen="2/2023-01-01/None")

    def test_one_that_was_taken_back_is_gone(self):
        one = supervise(2, "2024-01-01")
        policies.end_policy(by=BY, policy=one, on=TODAY, reason="Not needed.")
        with pytest.raises(Refused, match="taken back meanwhile"):
            self.correct(one, 4, "2024-01-01")


class TestClosureDays:
    def test_a_day_is_no_working_day_until_it_is_removed(self):
        closed = policies.add_closure_day(by=BY, day=day("2023-12-27"), reason="Between the years.")
        assert not Policies.read().calendar.is_working(day("2023-12-27"))
        assert policies.add_closure_day(by=BY, day=day("2023-12-27"), reason="Again.").pk == closed.pk
        policies.remove_closure_day(by=BY, closure_day=closed, reason="We work.")
        policies.remove_closure_day(by=BY, closure_day=closed, reason="We work.")
        assert Policies.read().calendar.is_working(day("2023-12-27"))
        assert [line.sentence for line in history.of(closed)] == [
            "A test removed the closure day. Day went from 27 December 2023 to nothing. Reason: We work.",
            "A test added the closure day. Day was set to 27 December 2023. Reason: Between the years.",
        ]

    @pytest.mark.parametrize(
        ("closed", "name"), [("2023-10-14", "Saturday 14 October"), ("2023-12-25", "Monday 25 December")]
    )
    def test_a_day_on_which_nobody_works_anyhow_is_refused(self, closed, name):
        with pytest.raises(Refused, match=name):
            policies.add_closure_day(by=BY, day=day(closed), reason="Closed.")
        assert not ClosureDay.objects.exists()

    def test_a_reason_is_required(self):
        with pytest.raises(Refused, match="Enter the reason"):
            policies.add_closure_day(by=BY, day=day("2023-12-27"), reason="")


class TestFigures:
    @pytest.fixture(autouse=True)
    def records(self):
        ChildFactory(status="CP", status__starts_on=day("2022-01-01"))
        Stale.objects.all().delete()

    def stale(self):
        months = Stale.objects.order_by("month").values_list("month", flat=True).distinct()
        return [key(month) for month in months]

    def test_the_months_that_a_frequency_holds_are_computed_again(self):
        supervise(2, "2023-08-10")
        assert self.stale() == ["2023-08", "2023-09", "2023-10"]

    def test_those_that_it_held_before_too(self):
        one = supervise(2, "2022-03-10", "2022-05-01")
        Stale.objects.all().delete()
        policies.correct_policy(
            by=BY,
            policy=one,
            values={"months": 2},
            starts_on=day("2022-09-01"),
            ends_on=day("2022-10-01"),
            reason="Wrong year.",
        )
        assert {"2022-03", "2022-04", "2022-09"} <= set(self.stale())

    def test_ending_one_touches_the_months_after_its_end(self):
        one = supervise(2, "2022-03-10")
        Stale.objects.all().delete()
        policies.end_policy(by=BY, policy=one, on=day("2023-09-05"), reason="Over.")
        assert self.stale() == ["2023-09", "2023-10"]

    def test_a_closure_day_touches_its_month_and_what_follows_within_six_weeks(self):
        policies.add_closure_day(by=BY, day=day("2023-05-22"), reason="Flood.")
        assert self.stale() == ["2023-05", "2023-06", "2023-07"]

    def test_limits_and_visits_touch_none(self):
        limit(17)
        policies.set_visit_frequency(
            by=BY,
            status="CP",
            count=5,
            unit="days",
            as_agreed=False,
            starts_on=day("2023-01-01"),
            reason="Aim.",
        )
        assert self.stale() == []
