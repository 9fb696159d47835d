"""The QA unit plans, opens and closes a month and gives its audits to practice managers."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit, Cycle
from core import history
from core.errors import Conflict, Refused
from figures.models import Stale
from tests.factories import StaffFactory, TeamFactory


@pytest.fixture
def unit(client, world):
    client.force_login(world.qa)
    return client


def test_planning_a_month_twice_plans_it_once(world):
    values = {
        "month": dt.date(2023, 11, 1),
        "theme": "Neglect",
        "due_on": dt.date(2023, 11, 24),
        "tool": world.cycle.tool,
    }
    first = actions.plan_cycle(by=world.qa, **values)
    assert actions.plan_cycle(by=world.qa, **values) == first
    assert len(history.of(first)) == 1


def test_a_month_is_planned_on_the_page(unit, world):
    answer = unit.post(
        reverse("cycle_new"),
        {
            "month_0": "11",
            "month_1": "2023",
            "theme": "Neglect",
            "due_on_0": "24",
            "due_on_1": "11",
            "due_on_2": "2023",
            "tool": world.cycle.tool.pk,
        },
    )
    assert answer.url == "/cycles/2023-11/"
    assert Cycle.objects.get(month=dt.date(2023, 11, 1)).state == "planned"


def test_a_due_date_before_the_month_is_refused(unit, world):
    values = {"month_0": "11", "month_1": "2023", "due_on_0": "31", "due_on_1": "10", "due_on_2": "2023"}
    answer = unit.post(reverse("cycle_new"), {**values, "tool": world.cycle.tool.pk})
    assert "must not be before the month" in answer.content.decode()


def test_opening_twice_opens_once(world):
    cycle = actions.close_cycle(by=world.qa, cycle=world.cycle)
    actions.open_cycle(by=world.qa, cycle=cycle)
    actions.open_cycle(by=world.qa, cycle=cycle)
    assert [line.did for line in history.of(cycle)][:2] == [
        "Quinn Mockford opened the cycle.",
        "Quinn Mockford closed the cycle.",
    ]


def test_a_changed_cycle_shows_both_versions_to_whom_it_surprises(unit, world):
    page = reverse("cycle_revise", args=["2023-10"])
    seen = unit.get(page).context["form"]["seen"].value()
    tool = world.cycle.tool
    actions.revise_cycle(
        by=world.other_qa,
        cycle=world.cycle,
        theme="Theirs",
        due_on=world.cycle.due_on,
        tool=tool,
        seen=actions.described(world.cycle),
    )
    mine = {
        "theme": "Mine",
        "due_on_0": "27",
        "due_on_1": "10",
        "due_on_2": "2023",
        "tool": tool.pk,
        "seen": seen,
    }
    answer = unit.post(page, mine)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    assert unit.post(page, {**mine, "seen": answer.context["form"]["seen"].value()}).status_code == 302
    assert Cycle.objects.get(pk=world.cycle.pk).theme == "Mine"


def test_a_stale_change_is_a_conflict(world):
    with pytest.raises(Conflict):
        actions.revise_cycle(
            by=world.qa,
            cycle=world.cycle,
            theme="New",
            due_on=world.cycle.due_on,
            tool=world.cycle.tool,
            seen={},
        )


def test_an_audit_is_allocated_on_the_page_and_its_month_becomes_stale(unit, world):
    auditor = StaffFactory(name="Ash Examplar")
    answer = unit.post(
        reverse("cycle_allocate", args=["2023-10"]),
        {
            "case_ref": "cd 218467",
            "service_area": world.audit.service_area_id,
            "team": world.audit.team_id,
            "auditor": auditor.pk,
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    audit = Audit.objects.get(case_ref="CD218467")
    assert (audit.auditor, audit.tool) == (auditor, world.cycle.tool)
    assert Stale.objects.filter(month=world.cycle.month, cause="an audit was allocated").exists()


@pytest.mark.parametrize("name", ["Robin Testerton", "1234", "CD12"])
def test_what_is_no_case_reference_is_refused_and_no_name_is_ever_stored(unit, world, name):
    values = {"service_area": world.audit.service_area_id, "auditor": world.audit.auditor_id}
    answer = unit.post(reverse("cycle_allocate", args=["2023-10"]), {"case_ref": name, **values})
    assert "1 to 4 letters followed by 4 to 10 digits, such as CD490004" in answer.content.decode()


def test_a_team_of_another_service_area_is_refused(unit, world):
    other = TeamFactory()
    values = {
        "case_ref": "CD218467",
        "service_area": world.audit.service_area_id,
        "auditor": world.audit.auditor_id,
    }
    answer = unit.post(reverse("cycle_allocate", args=["2023-10"]), {**values, "team": other.pk})
    assert "is not in SWF on 31 October 2023" in answer.content.decode()


def test_a_closed_cycle_takes_no_more_audits(world):
    closed = actions.close_cycle(by=world.qa, cycle=world.cycle)
    audit = world.audit
    with pytest.raises(Refused, match="closed"):
        actions.allocate(
            by=world.qa,
            cycle=closed,
            case_ref="CD1",
            service_area=audit.service_area,
            team=None,
            auditor=audit.auditor,
        )


def test_allocating_twice_allocates_once(world):
    audit = world.audit
    values = {
        "case_ref": "CD218467",
        "service_area": audit.service_area,
        "team": audit.team,
        "auditor": audit.auditor,
    }
    first = actions.allocate(by=world.qa, cycle=world.cycle, **values)
    assert actions.allocate(by=world.qa, cycle=world.cycle, **values) == first


def test_an_empty_plan_says_what_to_enter(unit):
    answer = unit.post(reverse("cycle_new"), {"theme": ""})
    assert dict(answer.context["form"].errors) == {
        "month": ["Enter the month of the cycle."],
        "due_on": ["Enter the day on which audits are due."],
    }
