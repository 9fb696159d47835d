"""Reminders: each once for a person, a kind and a due date, in the unit's words, without a case."""

import datetime as dt

import pytest
from django.core import mail as outbox

from audits import actions
from audits.models import Audit
from audits.tasks import REMIND
from core import history, jobs
from core.history import Service
from core.jobs.actions import start_due
from core.mail import Message
from organisation.models import User
from tests.audits.running import LATER, adjust, another_audit, manager
from tests.audits.world import submit
from tests.jobs import run_pending

BY = Service("a test")
DUE = dt.date(2023, 10, 27)


def on(settings, day):
    """What the morning of a day posts."""
    settings.PLUMBLINE_TODAY = day
    return actions.remind(by=BY)


def keys():
    return sorted(Message.objects.values_list("key", flat=True))


def days(count):
    return dt.timedelta(days=count)


def test_one_is_sent_before_on_and_after_the_day_and_each_once(world, settings):
    pk = world.manager.pk
    sent = {}
    for offset in range(-10, 11):
        for _ in range(2):
            for _ in on(settings, DUE + days(offset)).posted:
                sent.setdefault(offset, []).append(Message.objects.latest("pk").key)
    assert sent == {
        -5: [f"audits.reminder:2023-10-22:before:2023-10-27:{pk}"],
        0: [f"audits.reminder:2023-10-27:on:2023-10-27:{pk}"],
        3: [f"audits.reminder:2023-10-30:after:2023-10-27:{pk}"],
    }


def test_three_audits_due_on_one_day_are_one_mail_that_says_3(world, settings):
    another_audit(world)
    another_audit(world)
    on(settings, DUE - days(5))
    message = Message.objects.get()
    assert message.to == world.manager
    assert message.subject == "3 audits for October 2023 due on 27 October 2023"
    assert message.body.startswith(
        "Dear Robin Testerton,\n\nYou have 3 audits to complete for October 2023, due on 27 October 2023."
    )
    assert f"{settings.SITE_URL}/" in message.body


def test_no_mail_and_no_job_names_a_case(world, settings):
    on(settings, DUE)
    for audit in Audit.objects.all():
        for message in Message.objects.all():
            assert audit.case_ref not in message.subject + message.body + message.key
    assert not any(job.args for job in jobs.Job.objects.all())


def test_a_samples_title_stays_out_of_the_mail(world, settings):
    world.cycle.kind, world.cycle.title = "dip_sample", "About CD490004"
    world.cycle.save()
    on(settings, DUE - days(1))
    assert "dip sample of October 2023" in Message.objects.get().body


def test_an_audit_that_was_given_more_time_is_due_on_its_own_day(world, settings):
    another_audit(world)
    adjust(world, "extend", due_on=LATER)
    on(settings, DUE - days(1))
    assert "1 audit " in Message.objects.get().subject
    on(settings, LATER)
    assert f"audits.reminder:{LATER}:after:{DUE},on:{LATER}:{world.manager.pk}" in keys()


@pytest.mark.parametrize("state", ["submitted", "exempted", "withdrawn"])
def test_who_owes_nothing_is_not_reminded(world, settings, state):
    if state == "submitted":
        submit(world)
    else:
        Audit.objects.update(state=state)
    assert not on(settings, DUE).posted


def test_a_cycle_that_is_not_open_reminds_nobody(world, settings):
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    assert not on(settings, DUE).posted


def test_who_has_no_user_or_one_that_is_switched_off_gets_none_and_is_named(world, settings):
    User.objects.filter(pk=world.manager.pk).update(is_active=False)
    nobody = manager("No Account")
    another_audit(world, auditor=nobody.staff)
    User.objects.filter(pk=nobody.pk).update(staff=None)
    done = on(settings, DUE)
    assert (done.posted, sorted(done.nobody)) == ([], ["No Account", "Robin Testerton"])


def test_a_morning_on_which_nothing_ran_is_made_up_for(world, settings):
    on(settings, DUE - days(2))
    on(settings, DUE + days(9))
    kinds = [key.split(":")[2] for key in keys()]
    assert kinds == ["before", "after"]


def test_the_cycles_history_says_how_many_were_reminded(world, settings):
    another_audit(world, auditor=manager().staff)
    on(settings, DUE)
    [line] = history.of(world.cycle)
    assert line.did == "A test reminded the auditors of the cycle."
    assert "People written to was set to 2" in line.sentence


def test_the_job_runs_each_morning_at_seven_and_a_second_run_sends_nothing_more(world, settings):
    settings.PLUMBLINE_TODAY = DUE
    early, seven = (dt.datetime(2023, 10, 27, hour, 0, tzinfo=dt.UTC) for hour in (5, 6))
    assert REMIND not in [job.kind for job in start_due(by=BY, now=early)]
    assert REMIND in [job.kind for job in start_due(by=BY, now=seven)], "7:00 in London, in summer"
    run_pending()
    assert len(outbox.outbox) == 1
    jobs.start(REMIND, by=BY, args={})
    run_pending()
    assert len(outbox.outbox) == 1
    assert "Reminders posted: 0. Posted before: 1." in jobs.Job.objects.latest("pk").words
