"""Two managers at the same moment: one wins, the other is told, and no limit is passed unseen."""

import pytest

from caseloads.actions.allocating import ReasonNeeded, allocate
from caseloads.actions.contacts import record_visit
from caseloads.actions.holding import stamp
from caseloads.models import Allocation, Visit
from core import history
from core.errors import Conflict
from tests.audits.test_at_once import at_once
from tests.caseloads.recorded import TODAY, make_office
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    return make_office()


def test_of_two_who_allocate_a_child_at_the_same_moment_one_wins_and_the_other_is_told(office):
    seen, sam = stamp(office.child), office.worker("Sam Fictional")
    answers = at_once(
        *[
            lambda staff=staff: allocate(
                by=office.manager, child=office.child, staff=staff, on=TODAY, seen=seen
            )
            for staff in (office.lee, sam)
        ]
    )
    [won] = [answer for answer in answers if isinstance(answer, Allocation)]
    [told] = [answer for answer in answers if isinstance(answer, Conflict)]
    assert told.current == office.child
    assert Allocation.objects.on(TODAY).get(child=office.child).staff == won.staff
    assert history.verify().ok


def test_the_same_allocation_at_the_same_moment_is_one(office):
    seen = stamp(office.child)
    answers = at_once(
        *[lambda: allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY, seen=seen)] * 3
    )
    assert {answer.pk for answer in answers} == {Allocation.objects.get(staff=office.lee).pk}
    assert len(history.of(office.child)) == 1


def test_two_children_at_the_same_moment_do_not_pass_a_limit_without_a_reason(office):
    asye = office.supported("Noor Invented", 7)
    children = [ChildFactory(status="CIN") for _ in range(2)]
    answers = at_once(
        *[
            lambda child=child: allocate(by=office.manager, child=child, staff=asye, on=TODAY)
            for child in children
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Allocation", "ReasonNeeded"]
    assert next(a for a in answers if isinstance(a, ReasonNeeded)).args[0].startswith("Noor Invented would")
    assert Allocation.objects.filter(staff=asye).count() == 8


def test_a_visit_sent_twice_at_the_same_moment_is_one(office):
    answers = at_once(*[lambda: record_visit(by=office.manager, child=office.child, visited_on=TODAY)] * 3)
    assert {answer.pk for answer in answers} == {Visit.objects.get().pk}
    assert len(history.of(office.child)) == 1
