"""Two managers at the same moment: one response is kept, and the other is told of it."""

import pytest

from caseloads.models import CaseloadResponse
from core import history
from core.errors import Conflict
from tests.audits.test_at_once import at_once
from tests.caseloads import full_world
from tests.caseloads.full_world import answered, worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_respond_one_does_and_the_other_is_told():
    made = full_world.make()
    full = worker(made.west, 20)
    answers = at_once(
        lambda: answered(made, full, text="Two children move.", seen=0),
        lambda: answered(made, full, by=made.manager, text="A worker joins.", seen=0),
    )
    [kept] = [answer for answer in answers if isinstance(answer, CaseloadResponse)]
    [told] = [answer for answer in answers if isinstance(answer, Conflict)]
    assert told.current == kept == CaseloadResponse.objects.get()


def test_a_button_that_is_pressed_four_times_responds_once():
    made = full_world.make()
    full = worker(made.west, 20)
    answers = at_once(*[lambda: answered(made, full, seen=0)] * 4)
    assert {type(answer) for answer in answers} == {CaseloadResponse}, answers
    assert (CaseloadResponse.objects.count(), len(history.of(full))) == (1, 1)
