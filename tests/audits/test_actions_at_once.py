"""Two people at the same moment: an action is done once, a task ends once, a draw picks its share only."""

import pytest

from audits import actions
from audits.models import AgreedAction, InadequateTask, Recheck, SecondLookRule
from core import history
from core.errors import Conflict
from core.mail import Message
from tests.audits import agreed_world
from tests.audits.agreed_world import FORM, agree
from tests.audits.test_at_once import at_once
from tests.audits.world import submit

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_mark_it_as_done_one_does_and_the_other_is_told():
    made = agreed_world.submitted()
    agreed = agree(made)
    answers = at_once(
        lambda: actions.mark_done(by=made.manager, agreed=agreed, text="On the case.", seen=1),
        lambda: actions.mark_done(by=made.qa, agreed=agreed, text="I saw it.", seen=1),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["AgreedAction", "Conflict"]
    assert agreed.updates.count() == 1


def test_two_updates_are_both_kept_in_order():
    made = agreed_world.submitted()
    agreed = agree(made)
    answers = at_once(
        *[
            lambda by=by: actions.update_action(by=by, agreed=agreed, text="Seen.")
            for by in (made.manager, made.qa, made.other_qa)
        ]
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert list(agreed.updates.values_list("number", flat=True)) == [3, 2, 1]


def test_of_actions_done_at_the_same_moment_the_share_is_picked_and_no_more():
    made = agreed_world.submitted()
    SecondLookRule.objects.create(kind="recheck", share=25)
    agreed = [agree(made, what=f"Action {number}") for number in range(4)]
    answers = at_once(
        *[
            lambda each=each: actions.mark_done(by=made.manager, agreed=each, text="Done.", seen=1)
            for each in agreed
        ]
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert Recheck.objects.count() == 1


def test_two_moderations_of_an_inadequate_raise_one_task_and_one_mail():
    made = agreed_world.make()
    submit(made.world)
    seen = {"audit": made.audit, "grade": "inadequate", "seen": 2}
    answers = at_once(
        lambda: actions.moderate(by=made.qa, reason="First.", **seen),
        lambda: actions.moderate(by=made.other_qa, reason="Second.", **seen),
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert InadequateTask.objects.count() == Message.objects.filter(to=made.manager).count() == 1


def test_a_task_closed_by_two_is_closed_once():
    made = agreed_world.make()
    submit(made.world, grade="inadequate", **FORM)
    task = InadequateTask.objects.get()
    answers = at_once(
        lambda: actions.close_task(by=made.manager, task=task, reason="As on the form."),
        lambda: actions.close_task(by=made.lead, task=task, reason="As agreed."),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "InadequateTask"]
    assert [line.did.split(" ")[2] for line in history.of(task)] == ["closed", "raised"]


def test_the_same_action_added_by_two_clicks_is_one():
    made = agreed_world.submitted()
    at_once(*[lambda: agree(made)] * 3)
    assert AgreedAction.objects.count() == 1
