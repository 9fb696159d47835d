"""Nobody has a say in their own work: who audited it, was in its team of late, or leads its service area."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Audit
from audits.rules.independence import barred
from audits.standing import standing_of, standing_of_staff
from core.errors import Refused
from organisation.models import RoleHolding, StaffRecord, Succession
from tests.audits.world import submit, write
from tests.factories import StaffFactory, TeamFactory, UserFactory


def test_nobody_grades_moderates_or_approves_where_they_supervised_the_work_or_were_the_auditor():
    assert barred(is_auditor=True, worked_there=True, leads_it=True) == "auditor"
    assert barred(is_auditor=False, worked_there=True, leads_it=True) == "team"
    assert barred(is_auditor=False, worked_there=False, leads_it=True) == "service_area"
    assert barred(is_auditor=False, worked_there=False, leads_it=False) == ""


def in_team(team, **record):
    return UserFactory(roles=["qa"], staff=StaffFactory(record=team, **record))


def test_a_team_is_ones_own_for_12_months_after_one_left_it(world):
    still = in_team(world.audit.team, record__ends_on=dt.date(2022, 10, 17))
    no_more = in_team(world.audit.team, record__ends_on=dt.date(2022, 10, 16))
    assert standing_of(still).bar(world.audit) == "team"
    assert standing_of(no_more).bar(world.audit) == ""


def test_a_team_that_became_ones_own_is_ones_own(world):
    old = TeamFactory(record__ends_on=dt.date(2023, 6, 1))
    Succession.objects.create(predecessor=old, successor=world.audit.team, on=dt.date(2023, 6, 1))
    world.audit.team, manager = old, in_team(world.audit.team)
    assert standing_of(manager).bar(world.audit) == "team"


def test_who_leads_the_service_area_has_no_say(world):
    lead = UserFactory(roles=["service_lead"], roles__service_area=world.audit.service_area)
    assert standing_of(lead).bar(world.audit) == "service_area"


def test_the_list_of_what_waits_leaves_out_what_one_has_no_say_in(world):
    submit(world)
    colleague = in_team(world.audit.team)
    assert list(Audit.objects.awaiting_moderation_by(world.qa)) == [world.audit]
    assert not Audit.objects.awaiting_moderation_by(colleague).exists()


def test_nobody_moderates_the_work_of_their_own_team(world):
    submit(world)
    colleague = in_team(world.audit.team)
    with pytest.raises(Refused, match="team that they were in within the last 12 months"):
        actions.moderate(by=colleague, audit=world.audit, grade="good", reason="It is fine.", seen=2)


def test_an_audit_of_ones_own_team_is_not_allocated(world):
    colleague = StaffFactory(record=world.audit.team)
    assert standing_of_staff(colleague).bar(world.audit, as_auditor=True) == "team"
    with pytest.raises(Refused, match="may not audit this case"):
        actions.allocate(
            by=world.qa, cycle=world.cycle, case_ref="CD111111", service_area=world.audit.service_area,
            team=world.audit.team, auditor=colleague,
        )  # fmt: skip


def test_who_has_moved_into_the_team_since_does_not_grade_and_keeps_what_they_wrote(world):
    write(world)
    StaffRecord.objects.filter(staff=world.manager.staff).update(team=world.audit.team)
    with pytest.raises(Refused, match="You may not grade this work"):
        submit(world)
    assert world.audit.entries.filter(field="rationale").exists()


def test_who_led_the_service_area_has_no_say_for_12_months_after(world):
    area = world.audit.service_area
    leads = {"roles": ["service_lead"], "roles__service_area": area}
    still, no_more = UserFactory(**leads), UserFactory(**leads)
    RoleHolding.objects.filter(user=still).update(ends_on=dt.date(2022, 10, 17))
    RoleHolding.objects.filter(user=no_more).update(ends_on=dt.date(2022, 10, 16))
    assert standing_of(still).bar(world.audit) == "service_area"
    assert standing_of(no_more).bar(world.audit) == ""


def test_an_audit_that_names_no_team_may_be_of_any_team_of_its_service_area(world):
    submit(world)
    Audit.objects.update(team=None)
    colleague = in_team(world.audit.team)
    assert standing_of(colleague).bar(Audit.objects.get()) == "team"
    assert not Audit.objects.awaiting_moderation_by(colleague).exists()
    assert standing_of(in_team(TeamFactory())).bar(Audit.objects.get()) == ""
