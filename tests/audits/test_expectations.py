"""How many audits a month who owes: set, changed and ended from a day; and what each completed of it."""

import datetime as dt
import random

import pytest
from django.urls import reverse

from audits import actions, completion
from audits.models import Audit, Expectation
from core import history
from core.errors import Refused
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


def test_the_same_expectation_twice_is_set_once(world):
    assert expect(world) == expect(world)
    assert len(history.of(Expectation.objects.get())) == 1


def test_two_on_the_same_days_are_refused_in_words(world):
    expect(world)
    with pytest.raises(Refused, match="PM has an expectation already: 2 a month from 1 April 2023"):
        expect(world, audits=3, starts_on=OCTOBER)
    expect(world, audits=3, role="SW")
    expect(world, audits=3, staff=world.manager.staff)


def test_a_change_ends_one_and_begins_another_and_what_was_expected_before_stays(world):
    first = expect(world)
    second = actions.change_expectation(
        by=world.qa, expectation=first, audits=3, on=OCTOBER, reason="More to do."
    )
    again = actions.change_expectation(
        by=world.qa, expectation=first, audits=3, on=OCTOBER, reason="More to do."
    )
    assert again == second
    first.refresh_from_db()
    assert (first.audits, first.ends_on) == (2, OCTOBER)
    assert (second.audits, second.starts_on, second.ends_on) == (3, OCTOBER, None)
    assert [line.did for line in history.of(first)] == [
        "Quinn Mockford ended the expectation.",
        "Quinn Mockford set the expectation.",
    ]


def test_on_its_first_day_an_expectation_is_put_right(world):
    first = expect(world)
    actions.change_expectation(by=world.qa, expectation=first, audits=1, on=APRIL, reason="A slip.")
    assert Expectation.objects.get().audits == 1


@pytest.mark.parametrize("day", [dt.date(2023, 3, 31), OCTOBER])
def test_a_day_that_an_expectation_does_not_hold_changes_nothing(world, day):
    first = expect(world, ends_on=OCTOBER)
    with pytest.raises(Refused):
        actions.change_expectation(by=world.qa, expectation=first, audits=3, on=day, reason="More.")
    assert Expectation.objects.get().audits == 2


def test_an_expectation_ends_after_it_began(world):
    first = expect(world)
    with pytest.raises(Refused, match="Choose a later day"):
        actions.end_expectation(by=world.qa, expectation=first, on=APRIL, reason="Over.")
    for _ in range(2):
        actions.end_expectation(by=world.qa, expectation=first, on=OCTOBER, reason="Over.")
    assert Expectation.objects.get().ends_on == OCTOBER
    assert len(history.of(first)) == 2


# Completion against it


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


# The pages


@pytest.fixture
def unit(client, world):
    client.force_login(world.qa)
    return client


def posted(**said):
    day = {"starts_on_0": "1", "starts_on_1": "4", "starts_on_2": "2023"}
    return {"role": "PM", "audits": "2", "reason": "As agreed.", **day, **said}


def test_an_expectation_is_set_changed_and_ended_on_the_pages(unit, world):
    page = unit.post(reverse("expectation_new"), posted()).url
    day = {"on_0": "1", "on_1": "10", "on_2": "2023", "reason": "More to do."}
    unit.post(page + "change/", {"audits": "3", **day})
    newer = Expectation.objects.get(audits=3)
    day["on_1"] = "11"
    answer = unit.post(newer.get_absolute_url() + "end/", day, follow=True)
    assert "3 a month from 1 October 2023 until 1 November 2023" in answer.content.decode()
    assert "2 a month from 1 April 2023 until 1 October 2023" in answer.content.decode()
    assert "Reason: More to do." in answer.content.decode()


def test_what_is_for_both_or_neither_is_asked_again(unit, world):
    for said in (posted(role=""), posted(staff=world.manager.staff.pk)):
        answer = unit.post(reverse("expectation_new"), said)
        assert "Choose either a role or one person" in answer.content.decode()
    assert not Expectation.objects.exists()


def test_an_overlap_is_refused_in_words_and_what_was_typed_stays(unit, world):
    expect(world)
    answer = unit.post(reverse("expectation_new"), posted(audits="4", reason="Typed in vain?"))
    assert "PM has an expectation already" in answer.content.decode()
    assert "Typed in vain?" in answer.content.decode()


def test_the_cycle_leads_to_its_auditors_and_their_table_goes_along(unit, world):
    expect(world)
    page = reverse("cycle_auditors", args=["2023-10"])
    shown = unit.get(page, {"sort": "-missing"}).content.decode()
    assert "Robin Testerton" in shown
    assert "Expected: 2" in shown
    taken = unit.get(page, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert taken[0].startswith("Auditor,Expected,Allocated,Completed,Not completed")
    assert "Robin Testerton,2,1,0,1,0,0,0,2,0" in taken
