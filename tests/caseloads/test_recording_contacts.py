"""Visits and supervisions by hand: recorded once, put right with a reason, removed if they never were."""

import datetime as dt

import pytest

from caseloads.actions import contacts
from caseloads.models import Supervision, Visit
from core import history
from core.errors import Conflict, Refused
from core.months import key
from figures.models import Stale
from tests.caseloads.recorded import TODAY, day, make_office
from tests.caseloads.test_recording_allocations import said

pytestmark = pytest.mark.django_db
WHY = "Entered for the wrong day."


@pytest.fixture
def office(db):
    return make_office()


def visit(office, on=TODAY, **more):
    return contacts.record_visit(by=office.manager, child=office.child, visited_on=on, **more)


def correct(office, wrong, **changes):
    values = {**contacts.described(wrong), "reason": WHY, **changes}
    return contacts.correct_visit(by=office.manager, visit=wrong, **values)


def test_a_visit_is_recorded_with_whether_the_child_was_seen_alone(office):
    visit(office, on=day("2023-10-12"), seen_alone=True)
    recorded = Visit.objects.values_list("child__case_ref", "visited_on", "seen", "seen_alone")
    assert list(recorded) == [("CH490004", day("2023-10-12"), True, True)]
    assert (
        "Robin Testerton recorded a visit to the child. Visited on was set to 12 October 2023. "
        "Seen was set to yes. Seen alone was set to yes."
    ) in said(office.child)


def test_a_child_who_was_not_seen_was_not_seen_alone(office):
    assert visit(office, seen=False, seen_alone=True).seen_alone is None


def test_the_same_visit_twice_is_one(office):
    assert visit(office) == visit(office)
    assert len(history.of(office.child)) == 1


def test_another_visit_of_the_same_day_is_put_right_instead(office):
    visit(office)
    with pytest.raises(Refused, match="A visit on 16 October 2023 is recorded already"):
        visit(office, seen=False)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY + dt.timedelta(days=1), "17 October 2023 is in the future. Record what has happened."),
        (day("2013-10-16"), "16 October 2013 is more than 5 years ago. Check the year."),
    ],
)
def test_a_visit_or_supervision_has_happened_and_not_long_ago(office, on, words):
    with pytest.raises(Refused, match=words):
        visit(office, on=on)
    with pytest.raises(Refused, match=words):
        contacts.record_supervision(by=office.manager, child=office.child, held_on=on)
    assert not Visit.objects.exists()
    assert not Supervision.objects.exists()


def test_a_wrong_visit_is_put_right_with_a_reason_and_history_keeps_what_it_said(office):
    wrong = visit(office)
    correct(office, wrong, visited_on=day("2023-10-09"), seen=False)
    assert list(Visit.objects.values_list("visited_on", "seen")) == [(day("2023-10-09"), False)]
    assert "put right a visit to the child. Visited on went from 16 October 2023 to 9 October 2023." in said(
        office.child
    )
    assert f"Reason: {WHY}" in said(office.child)


def test_putting_right_without_a_reason_or_into_the_future_is_refused(office):
    wrong = visit(office)
    with pytest.raises(Refused, match="Say why"):
        correct(office, wrong, seen=False, reason=" ")
    with pytest.raises(Refused, match="in the future"):
        correct(office, wrong, visited_on=TODAY + dt.timedelta(days=1))
    assert Visit.objects.get().visited_on == TODAY


def test_a_visit_does_not_move_onto_the_day_of_another(office):
    visit(office, on=day("2023-10-09"))
    with pytest.raises(Refused, match="A visit to this child on this day is recorded already"):
        correct(office, visit(office), visited_on=day("2023-10-09"))


def test_putting_right_to_what_it_says_already_changes_nothing(office):
    correct(office, visit(office), reason="")
    assert len(history.of(office.child)) == 1


def test_who_puts_right_what_somebody_put_right_since_is_told(office):
    wrong = visit(office)
    as_read = contacts.stamp(wrong)
    correct(office, wrong, visited_on=day("2023-10-09"))
    with pytest.raises(Conflict):
        correct(office, wrong, visited_on=day("2023-10-10"), as_read=as_read)
    with pytest.raises(Conflict):
        contacts.remove_contact(by=office.manager, contact=wrong, reason=WHY, as_read=as_read)


def test_a_visit_that_never_took_place_is_removed_and_history_says_what_it_was(office):
    wrong = visit(office)
    with pytest.raises(Refused, match="Say why"):
        contacts.remove_contact(by=office.manager, contact=wrong, reason="")
    contacts.remove_contact(by=office.manager, contact=wrong, reason="The family was out.")
    assert not Visit.objects.exists()
    assert "removed a visit to the child. Visited on went from 16 October 2023 to nothing." in said(
        office.child
    )
    contacts.remove_contact(by=office.manager, contact=wrong, reason="The family was out.")
    assert len(history.of(office.child)) == 2
    with pytest.raises(Refused, match="removed meanwhile"):
        correct(office, wrong, seen=False)


def test_a_supervision_is_recorded_put_right_and_removed(office):
    def talk(**changes):
        return contacts.record_supervision(by=office.manager, child=office.child, held_on=TODAY)

    held = talk()
    assert talk() == held
    moved = contacts.correct_supervision(
        by=office.manager, supervision=held, held_on=day("2023-10-09"), reason=WHY
    )
    assert "Held on went from 16 October 2023 to 9 October 2023." in said(office.child)
    contacts.remove_contact(by=office.manager, contact=moved, reason=WHY)
    assert "removed a supervision of the child." in said(office.child)
    assert not Supervision.objects.exists()


def test_the_months_that_a_visit_touches_are_computed_again(office):
    visit(office, on=day("2023-09-28"))
    months = Stale.objects.order_by("month").values_list("month", flat=True).distinct()
    assert [key(month) for month in months] == ["2023-09", "2023-10"]
