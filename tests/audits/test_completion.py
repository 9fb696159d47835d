"""What each auditor of a cycle completed of what is expected of them."""

import datetime as dt
import random

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit, Expectation
from audits.running import completion
from core.periods import ALWAYS
from tests.audits.running import adjust, manager
from tests.factories import AuditFactory, CycleFactory, StaffFactory

APRIL, OCTOBER = dt.date(2023, 4, 1), dt.date(2023, 10, 1)


def expect(world, audits=2, **said):
    said = {"role": "PM"} | said if "staff" not in said else said
    return actions.set_expectation(
        by=world.qa, audits=audits, **{"starts_on": APRIL, "reason": "As agreed.", **said}
    )


def of(world, staff):
    [row] = [row for row in completion.of_cycle(world.cycle) if row.pk == staff.pk]
    return row


def test_what_counts_is_what_is_in_force_on_the_day_the_cycle_is_due(world):
    expect(world, ends_on=dt.date(2023, 10, 27))
    assert of(world, world.manager.staff).expected is None
    expect(world, audits=5, starts_on=dt.date(2023, 10, 27))
    assert of(world, world.manager.staff).expected == 5


def test_a_persons_own_stands_in_place_of_their_roles(world):
    expect(world)
    expect(world, audits=0, staff=world.manager.staff)
    assert of(world, world.manager.staff).expected == 0
    assert of(world, manager().staff).expected == 2


def test_a_practice_manager_without_an_audit_is_listed_and_others_are_not(world):
    idle, elsewhere = StaffFactory(), StaffFactory(record__role="SW")
    listed = {row.pk for row in completion.of_cycle(world.cycle)}
    assert idle.pk in listed
    assert elsewhere.pk not in listed


def test_an_exemption_takes_one_off_and_a_withdrawal_does_not(world):
    expect(world)
    adjust(world, "exempt")
    row = of(world, world.manager.staff)
    assert (row.expected, row.to_complete, row.allocated, row.missing) == (2, 1, 0, 1)
    actions.reinstate(by=world.qa, audit=world.audit, reason="A slip.")
    adjust(world, "withdraw")
    assert of(world, world.manager.staff).missing == 2


def test_nothing_is_expected_in_a_sample_outside_of_the_month(world):
    expect(world)
    sample = CycleFactory(month=dt.date(2023, 11, 1))
    sample.kind, sample.title = "dip_sample", "Supervision"
    sample.save()
    AuditFactory(cycle=sample, auditor=world.manager.staff)
    [row] = completion.of_cycle(sample)
    assert (row.expected, row.missing, row.allocated) == (None, None, 1)


@pytest.mark.parametrize("seed", range(8))
def test_every_count_of_the_table_equals_a_plain_count_over_the_records(world, seed):
    chance = random.Random(seed)
    people = [StaffFactory(record__role=chance.choice(["PM", "PM", "SW"])) for _ in range(6)]
    expect(world, audits=chance.randint(0, 4), starts_on=ALWAYS)
    for person in chance.sample(people, 3):
        starts = chance.choice([APRIL, world.cycle.due_on, world.cycle.due_on + dt.timedelta(days=1)])
        expect(world, audits=chance.randint(0, 5), staff=person, starts_on=starts)
    for _ in range(30):
        audit = AuditFactory(
            cycle=chance.choice([world.cycle, CycleFactory(month=dt.date(2023, 9, 1))]),
            auditor=chance.choice(people),
            submitted=chance.random() < 0.4,
        )
        if audit.state == "allocated":
            due_on = chance.choice([None, dt.date(2023, 11, 3)])
            Audit.objects.filter(pk=audit.pk).update(
                state=chance.choice(["allocated", "returned", "exempted", "withdrawn"]), due_on=due_on
            )
    for row in completion.of_cycle(world.cycle):
        assert row == plainly(world, row)


def plainly(world, row):
    """The row again, one record after the other."""
    audits = [a for a in Audit.objects.all() if a.cycle_id == world.cycle.pk and a.auditor_id == row.pk]
    states = [audit.state for audit in audits]
    roles = [r.role for r in StaffFactory._meta.model.objects.get(pk=row.pk).records.all()]
    due = world.cycle.due_on
    held = [e for e in Expectation.objects.all() if e.starts_on <= due and (not e.ends_on or due < e.ends_on)]
    own = [e.audits for e in held if e.staff_id == row.pk]
    of_role = [e.audits for e in held if e.role and e.role in roles]
    return completion.Completion(
        cycle=world.cycle.pk,
        pk=row.pk,
        name=row.name,
        expected=(own or of_role or [None])[0],
        allocated=len([s for s in states if s not in ("exempted", "withdrawn")]),
        completed=states.count("submitted"),
        exempted=states.count("exempted"),
        withdrawn=states.count("withdrawn"),
        extended=len([a for a in audits if a.due_on and a.state not in ("exempted", "withdrawn")]),
    )


@pytest.fixture
def unit(client, world):
    client.force_login(world.qa)
    return client


def test_the_cycle_leads_to_its_auditors_and_their_table_goes_along(unit, world):
    expect(world)
    page = reverse("cycle_auditors", args=["2023-10"])
    shown = unit.get(page, {"sort": "-missing"}).content.decode()
    assert "Robin Testerton" in shown
    assert "Expected: 2" in shown
    taken = unit.get(page, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert taken[0].startswith("Auditor,Expected,Allocated,Completed,Not completed")
    assert "Robin Testerton,2,1,0,1,0,0,0,2,0" in taken


def test_who_has_no_audit_in_the_cycle_leads_nowhere(unit, world):
    idle = StaffFactory(name="Idle Inventon")
    shown = unit.get(reverse("cycle_auditors", args=["2023-10"])).content.decode()
    assert f"auditor={world.manager.staff_id}" in shown
    assert f"auditor={idle.pk}" not in shown
    assert 'href=""' not in shown
