"""Returns and concerns at the same moment: one effect, and nobody's text is lost."""

import pytest

from audits import actions
from audits.actions.concerns import answer_concern, raise_concern
from audits.actions.returning import return_audit
from audits.models import Audit, Concern, Moderation, Return
from core import history
from core.errors import Conflict, Refused
from core.mail import Message
from tests.audits.test_at_once import at_once
from tests.audits.world import make_world, submit

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = "Who saw the child?"


def test_the_same_questions_at_the_same_moment_are_one_return_and_one_mail():
    world = make_world()
    submit(world)
    answers = at_once(
        *[lambda: return_audit(by=world.qa, audit=world.audit, questions=QUESTIONS, seen=2)] * 3
    )
    assert answers == [Return.objects.get()] * 3
    assert Message.objects.count() == 1


def test_of_a_return_and_a_moderation_at_the_same_moment_one_wins_and_the_other_is_told():
    world = make_world()
    submit(world)
    answers = at_once(
        lambda: return_audit(by=world.qa, audit=world.audit, questions=QUESTIONS, seen=2),
        lambda: actions.moderate(
            by=world.other_qa, audit=world.audit, grade="good", reason="The file shows it.", seen=2
        ),
    )
    won = [answer for answer in answers if isinstance(answer, (Return, Moderation))]
    told = [answer for answer in answers if isinstance(answer, (Conflict, Refused))]
    assert (len(won), len(told)) == (1, 1), answers
    audit = Audit.objects.get(pk=world.audit.pk)
    assert audit.state == ("returned" if isinstance(won[0], Return) else "submitted")
    assert Return.objects.count() + Moderation.objects.count() == 1


def test_the_same_concern_at_the_same_moment_is_one_and_each_is_told_once():
    world = make_world()
    answers = at_once(
        *[lambda: raise_concern(by=world.manager, audit=world.audit, words="The child was alone.")] * 3
    )
    assert answers == [Concern.objects.get()] * 3
    assert Message.objects.count() == 2


def test_of_two_who_answer_at_the_same_moment_the_second_gets_the_firsts_words():
    world = make_world()
    concern = raise_concern(by=world.manager, audit=world.audit, words="The child was alone.")
    answers = at_once(
        lambda: answer_concern(by=world.qa, concern=concern, done="I rang the duty line."),
        lambda: answer_concern(by=world.other_qa, concern=concern, done="I went there."),
    )
    first = next(answer for answer in answers if isinstance(answer, Concern))
    second = next(answer for answer in answers if isinstance(answer, Conflict))
    assert second.current.done == first.done == Concern.objects.get().done
    assert len(history.of(concern)) == 2
    assert history.verify().ok
