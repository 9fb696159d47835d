"""The chase list: who has audits to do, how far, how late; and a reminder by hand, one a person and day."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import Audit
from audits.running import chasing
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
