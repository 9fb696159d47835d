"""Two clicks, two moderators, two tabs at the same moment: one effect, and nobody's text is lost."""

import threading

import pytest
from django.db import connection

from audits import actions
from audits.actions.submitting import Draft
from audits.models import Audit, Moderation
from core import history
from core.errors import Conflict
from tests.audits.world import make_world, submit, write

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run the calls in threads that start together; what each answered or raised."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        barrier.wait()
        try:
            answers[place] = call()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_the_same_submit_at_the_same_moment_submits_once():
    world = make_world()
    write(world)
    seen = Draft(world.audit).digest
    answers = at_once(*[lambda: actions.submit(by=world.manager, audit=world.audit, seen=seen)] * 4)
    assert all(isinstance(answer, Audit) for answer in answers), answers
    assert len(history.of(world.audit)) == 1
    assert world.audit.answers.count() == 7
    assert world.audit.findings.count() == 3


def test_of_two_moderators_at_the_same_moment_one_wins_and_the_other_is_told():
    world = make_world()
    submit(world)
    answers = at_once(
        lambda: actions.moderate(by=world.qa, audit=world.audit, grade="good", reason="First.", seen=2),
        lambda: actions.moderate(
            by=world.other_qa, audit=world.audit, grade="inadequate", reason="Second.", seen=2
        ),
    )
    won = next(answer for answer in answers if isinstance(answer, Moderation))
    told = next(answer for answer in answers if isinstance(answer, Conflict))
    assert Audit.objects.get(pk=world.audit.pk).moderated_grade == won.grade == told.current.moderated_grade
    assert world.audit.moderations.count() == 1


def test_of_two_tabs_at_the_same_moment_both_texts_are_kept():
    world = make_world()

    def save(text):
        return lambda: actions.save(by=world.manager, audit=world.audit, fields={"note": (text, 0)})["note"]

    answers = at_once(save("One"), save("Two"))
    kept = {world.audit.entries.get(field="note").value, world.audit.unmerged.get().value}
    assert kept == {"One", "Two"}
    assert sorted(answer.conflict is None for answer in answers) == [False, True]
    assert history.verify().ok
