"""Reminders by hand from the chase list: one a person and day, and who gets none is said."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit
from audits.running import chasing
from core.history import Service
from core.mail import Message
from organisation.models import Staff, User
from tests.audits.running import LATER, adjust, another_audit, manager
from tests.audits.world import submit


@pytest.fixture
def unit(client, world, settings):
    """Two days after the cycle was due."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 29)
    client.force_login(world.qa)
    return client


def row(staff, cycle=None):
    return chasing.with_progress(Staff.objects.all(), cycle).get(pk=staff.pk)


def send(client, *staff):
    return client.post(reverse("chase_remind"), {"staff": [one.pk for one in staff]}, follow=True)


def test_a_reminder_by_hand_is_one_mail_about_all_there_is_to_do(unit, world):
    adjust(world, "extend", audit=another_audit(world), due_on=LATER)
    shown = send(unit, world.manager.staff).content.decode()
    assert "A reminder goes to Robin Testerton." in shown
    message = Message.objects.get()
    assert "2 audits" in message.body
    assert "27 October 2023 and 10 November 2023" in message.body
    assert not any(audit.case_ref in message.body for audit in Audit.objects.all())


def test_nobody_is_chosen_by_a_number_that_cannot_be(unit):
    shown = unit.post(reverse("chase_remind"), {"staff": ["9" * 5000, "9" * 30]}, follow=True)
    assert "Choose whom to remind" in shown.content.decode()


def test_one_a_person_and_day_is_enough(unit, world):
    other = manager()
    another_audit(world, auditor=other.staff)
    send(unit, world.manager.staff)
    shown = send(unit, world.manager.staff, other.staff).content.decode()
    assert "A reminder goes to Kim Inventon." in shown
    assert "A reminder went today already to Robin Testerton." in shown
    assert Message.objects.count() == 2


def test_who_had_the_mornings_reminder_gets_none_by_hand_that_day(unit, world, settings):
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 30)
    assert actions.remind(by=Service("a test")).posted == ["Robin Testerton"]
    assert actions.remind_now(by=world.qa, staff=[world.manager.staff_id]).before == ["Robin Testerton"]
    assert Message.objects.count() == 1


def test_whom_nobody_can_write_to_is_said(unit, world):
    User.objects.filter(pk=world.manager.pk).update(is_active=False)
    assert "No user to write to" in unit.get(reverse("chase")).content.decode()
    assert (
        "There is no user to write to for Robin Testerton."
        in send(unit, world.manager.staff).content.decode()
    )


def test_nobody_chosen_or_nothing_left_to_do_is_said(unit, world):
    assert "Choose whom to remind" in send(unit).content.decode()
    submit(world)
    assert "Nobody of those has an audit to do" in send(unit, world.manager.staff).content.decode()


def test_the_last_reminder_is_shown(unit, world):
    assert row(world.manager.staff).reminded_at is None
    send(unit, world.manager.staff)
    assert row(world.manager.staff).reminded_at == Message.objects.get().posted_at
