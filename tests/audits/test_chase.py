"""The chase list: who has audits to do, how far, how late; and a reminder by hand, one a person and day."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions, chasing
from audits.models import Audit
from core.history import Service
from core.mail import Message
from organisation.models import Staff, User
from tests.audits.running import LATER, adjust, another_audit, manager
from tests.audits.world import submit, write
from tests.factories import AuditFactory, CycleFactory


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


def test_a_row_counts_what_the_records_hold(unit, world):
    write(world, note="")
    another_audit(world, missed_reason="other_work")
    adjust(world, "extend", audit=another_audit(world), due_on=LATER)
    another_audit(world, submitted=True)
    another_audit(world, state=Audit.State.EXEMPTED)
    closed = CycleFactory(month=dt.date(2023, 9, 1), state="closed")
    AuditFactory(cycle=closed, auditor=world.manager.staff)
    found = row(world.manager.staff)
    texts = [entry for entry in world.audit.entries.all() if entry.value]
    assert (found.to_do, found.late, found.unexplained) == (3, 2, 1)
    assert (found.begun, found.written) == (1, len(texts))
    assert found.due_on == dt.date(2023, 10, 27)


def test_the_list_can_be_of_one_cycle(unit, world):
    november = CycleFactory(month=dt.date(2023, 11, 1))
    AuditFactory(cycle=november, auditor=world.manager.staff)
    assert row(world.manager.staff).to_do == 2
    shown = unit.get(reverse("chase"), {"cycle": november.pk, "export": "csv"}).content.decode("utf-8-sig")
    assert "Robin Testerton,1," in shown


def test_who_has_nothing_to_do_is_not_on_it(unit, world):
    submit(world)
    assert "Robin Testerton" not in unit.get(reverse("chase")).content.decode()


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ({"late": "true"}, {"Robin Testerton"}),
        ({"late": "false"}, {"Kim Inventon"}),
        ({"begun": "true"}, {"Robin Testerton"}),
        ({"unexplained": "false"}, {"Kim Inventon"}),
        ({"has_user": "false"}, {"Kim Inventon"}),
        ({"called": "robin"}, {"Robin Testerton"}),
    ],
)
def test_it_is_filtered(unit, world, asked, listed):
    write(world)
    other = manager()
    another_audit(world, auditor=other.staff, due_on=LATER)
    User.objects.filter(pk=other.pk).update(is_active=False)
    shown = unit.get(reverse("chase"), asked).content.decode()
    found = {name for name in ("Robin Testerton", "Kim Inventon") if f">{name}</a>" in shown}
    assert found == listed


def test_days_late_sort_the_longest_first(unit, world):
    another_audit(world, auditor=manager().staff, due_on=dt.date(2023, 10, 2))
    taken = unit.get(reverse("chase"), {"sort": "-days_late", "export": "csv"}).content.decode("utf-8-sig")
    header, *lines = [line.split(",") for line in taken.splitlines()]
    assert [line[header.index("Days late")] for line in lines] == ["27", "2"]


def test_a_reminder_by_hand_is_one_mail_about_all_there_is_to_do(unit, world):
    adjust(world, "extend", audit=another_audit(world), due_on=LATER)
    shown = send(unit, world.manager.staff).content.decode()
    assert "A reminder goes to Robin Testerton." in shown
    message = Message.objects.get()
    assert "2 audits" in message.body
    assert "27 October 2023 and 10 November 2023" in message.body
    assert not any(audit.case_ref in message.body for audit in Audit.objects.all())


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
