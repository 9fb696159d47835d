"""Staff: what is recorded of them is dated, and a mistake is put right with a reason."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from core import history
from core.errors import Conflict, Refused
from core.history import Service
from organisation import actions, dated
from organisation.models import Staff
from tests.factories import BEGINNING, StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db
BY = Service("the test")
APRIL = dt.date(2023, 4, 1)


@pytest.fixture
def team():
    return TeamFactory(name="East")


@pytest.fixture
def values(team):
    return actions.StaffValues(role="SW", team=team, fte=Decimal("0.6"), qualifying_status="ASYE")


@pytest.fixture
def ann(team):
    return StaffFactory(name="Ann Archer", record=team)


def create(values, **kwargs):
    told = {"staff_id": "S1", "name": "Ann Archer", "starts_on": APRIL, **kwargs}
    return actions.create_staff(by=BY, values=values, **told)


def test_somebody_new_has_one_record_from_the_day_told(values, team):
    record = create(values).records.get()
    assert (record.role, record.team, record.fte, record.starts_on) == ("SW", team, Decimal("0.6"), APRIL)


def test_adding_the_same_person_twice_makes_one(values):
    assert create(values) == create(values)
    assert len(history.of(Staff.objects.get())) == 1


def test_a_staff_id_belongs_to_one_person(values):
    create(values)
    with pytest.raises(Refused, match="There is somebody with the staff id S1: Ann Archer"):
        create(values, name="Ben Baker")


@pytest.mark.parametrize("fte", ["1.2", "-0.1"])
def test_an_fte_outside_0_to_1_is_refused(values, fte):
    with pytest.raises(Refused):
        create(replace(values, fte=Decimal(fte)))
    assert not Staff.objects.exists()


def test_nobody_is_recorded_in_a_team_that_is_not_there(values, team):
    actions.end_team(by=BY, team=team, on=APRIL)
    with pytest.raises(Refused, match="East does not exist on 1 April 2023"):
        create(values)
    assert not Staff.objects.exists()


def test_a_change_holds_from_its_day_and_leaves_what_was_before(ann, values):
    actions.change_staff(by=BY, staff=ann, values=values, on=APRIL)
    old, new = ann.records.order_by("starts_on")
    assert (old.role, old.starts_on, old.ends_on) == ("PM", BEGINNING, APRIL)
    assert (new.role, new.starts_on, new.ends_on) == ("SW", APRIL, None)
    assert "FTE went from 1 to 0.6" in history.of(ann)[0].sentence


def test_two_changes_of_one_reading_conflict(ann, values):
    seen = dated.stamp(ann)
    actions.change_staff(by=BY, staff=ann, values=values, on=APRIL, seen=seen)
    with pytest.raises(Conflict):
        actions.change_staff(by=BY, staff=ann, values=replace(values, role="IRO"), on=APRIL, seen=seen)


def test_a_correction_needs_a_reason_and_keeps_what_it_said_in_history(ann, values):
    def correct(reason):
        wrong = ann.records.get()
        return actions.correct_staff_record(
            by=BY, wrong=wrong, values=values, starts_on=APRIL, ends_on=None, reason=reason
        )

    with pytest.raises(Refused, match="Say why"):
        correct(" ")
    correct("Typed from the wrong letter")
    assert (ann.records.get().role, ann.records.get().starts_on) == ("SW", APRIL)
    said = history.of(ann)[0].sentence
    assert "Role went from PM to SW" in said
    assert "From went from 1 January 2020 to 1 April 2023" in said
    assert said.endswith("Reason: Typed from the wrong letter.")


def test_a_correction_that_would_hold_the_days_of_another_record_is_refused(ann, values):
    actions.change_staff(by=BY, staff=ann, values=values, on=APRIL)
    with pytest.raises(Refused, match="another record on some of these days"):
        actions.correct_staff_record(
            by=BY, wrong=ann.records.get(starts_on=BEGINNING), values=values,
            starts_on=BEGINNING, ends_on=dt.date(2023, 5, 1), reason="Longer",
        )  # fmt: skip


def test_who_left_is_not_employed_from_that_day_on(ann):
    actions.leave(by=BY, staff=ann, on=APRIL)
    assert ann in Staff.objects.employed_on(APRIL - dt.timedelta(days=1))
    assert ann not in Staff.objects.employed_on(APRIL)
    actions.leave(by=BY, staff=ann, on=APRIL)
    assert len(history.of(ann)) == 1


def test_who_left_can_come_back(ann, values):
    actions.leave(by=BY, staff=ann, on=APRIL)
    actions.change_staff(by=BY, staff=ann, values=values, on=dt.date(2023, 9, 1))
    assert ann.records.count() == 2
    assert ann in Staff.objects.employed_on(dt.date(2023, 9, 1))


def test_a_new_name_is_for_the_whole_of_somebodys_history(ann):
    actions.name_staff(by=BY, staff=ann, staff_id=ann.staff_id, name="Ann Baker")
    ann.refresh_from_db()
    assert ann.name == "Ann Baker"
    assert "Name went from Ann Archer to Ann Baker" in history.of(ann)[0].sentence
