"""Two jobs, two deciders at the same moment, a mail server that is away: one effect, each mail once."""

import datetime as dt

import pytest

from audits import actions
from audits.tasks import REMIND
from core import history, jobs
from core.history import Service
from core.jobs import runner
from core.mail import Message
from tests.audits.running import another_audit, manager
from tests.audits.test_at_once import at_once
from tests.audits.world import make_world
from tests.core.mailserver import serving
from tests.core.posting import later, tick
from tests.jobs import Beside, run_pending

pytestmark = pytest.mark.django_db(transaction=True)
BY = Service("a test")
DUE = dt.date(2023, 10, 27)


@pytest.fixture
def world(transactional_db, settings):
    """The day the audits of five people are due."""
    settings.PLUMBLINE_TODAY = DUE
    world = make_world()
    for number in range(4):
        another_audit(world, auditor=manager(f"Kim Inventon {number}").staff)
    return world


def test_the_job_at_the_same_moment_posts_each_mail_once(world):
    started = [jobs.start(REMIND, by=BY, args={}).pk for _ in range(3)]
    answers = at_once(*[lambda pk=pk: runner.run(pk, keeper=Beside) for pk in started])
    assert answers == [None] * 3
    assert Message.objects.count() == 5
    assert [line.sentence for line in history.of(world.cycle)] == [
        "A test reminded the auditors of the cycle. Reminder was set to On the due date. "
        "Due on was set to 27 October 2023. People written to was set to 5."
    ]


def test_two_clicks_on_send_now_at_the_same_moment_send_each_mail_once(world):
    staff = [audit.auditor_id for audit in world.cycle.audits.all()]
    answers = at_once(*[lambda: actions.remind_now(by=world.qa, staff=staff)] * 3)
    assert sorted(len(done.posted) for done in answers) == [0, 0, 5]
    assert Message.objects.count() == 5


def test_each_mail_arrives_once_though_the_server_was_away_for_an_hour(world, settings):
    with serving(settings) as server:
        server.stop()
        for _ in range(2):
            actions.remind(by=BY)
            run_pending()
        for _ in range(60):
            later(minutes=1)
            tick()
        assert not server.taken
        server.start()
        for _ in range(11):
            later(minutes=1)
            actions.remind(by=BY)
            tick()
        assert server.recipients == sorted(a.auditor.user.email for a in world.cycle.audits.all())
