"""Focus 5 against the record on an audit's own pages: who sees what."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from audits.actions.returning import return_audit
from audits.models import Audit, Cycle
from caseloads.actions.policies import set_visit_frequency
from caseloads.models import Allocation, Visit
from organisation.models import TeamRecord
from tests.audits.recorded import answer, record
from tests.audits.world import submit
from tests.factories import StaffFactory, TeamFactory, UserFactory

WARNING = "Visit in timescale: the audit says yes, the record says otherwise."
LATE = "Last visit 16 August 2023, 61 days ago; due within 42 days (CIN): 19 days late."


def text(client, user, page, *args):
    client.force_login(user)
    html = client.get(reverse(page, args=args)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def audit_page(client, user, world):
    return text(client, user, "audit", world.audit.pk)


class TestWhoSeesIt:
    @pytest.fixture(autouse=True)
    def differing(self, world):
        """The audit says yes; the record says 61 days."""
        submit(world, visit="yes")
        self.child = record(world.audit, visited=61, discussed=5)

    def test_the_unit_sees_that_the_answer_differs_on_the_audit_and_at_moderation(self, client, world):
        for page in ("audit", "audit_moderate"):
            shown = text(client, world.qa, page, world.audit.pk)
            assert WARNING in shown
            assert f"The audit says: Yes Differs The record says: {LATE}" in shown

    def test_the_auditor_sees_it_of_a_child_of_another_team_without_a_way_to_the_child(self, client, world):
        shown = audit_page(client, world.manager, world)
        assert WARNING in shown
        assert LATE in shown
        assert "See the child’s records" not in shown
        assert (
            self.child.get_absolute_url() not in client.get(world.audit.get_absolute_url()).content.decode()
        )

    def test_the_unit_has_a_way_to_the_child(self, client, world):
        client.force_login(world.qa)
        assert self.child.get_absolute_url() in client.get(world.audit.get_absolute_url()).content.decode()

    def test_the_manager_of_the_childs_team_sees_it(self, client, world):
        manager = UserFactory(staff=StaffFactory(record=world.audit.team), roles=["practice_manager"])
        shown = audit_page(client, manager, world)
        assert LATE in shown
        assert "See the child’s records" in shown

    def test_who_merely_sees_the_audit_of_a_child_that_has_gone_elsewhere_does_not(self, client, world):
        manager = UserFactory(staff=StaffFactory(record=world.audit.team), roles=["practice_manager"])
        Allocation.objects.update(ends_on=dt.date(2023, 10, 1))
        Allocation.objects.create(
            child=self.child, staff=StaffFactory(record=TeamFactory()), starts_on=dt.date(2023, 10, 1)
        )
        shown = audit_page(client, manager, world)
        assert "Audit of CD490004" in shown
        assert "Focus 5 against the record" not in shown
        assert "16 August" not in shown

    def test_a_head_of_another_service_area_that_has_the_child_does_not_gain_the_audit(self, client, world):
        head = UserFactory(roles=["head_of_service"])
        client.force_login(head)
        assert client.get(world.audit.get_absolute_url()).status_code == 404


class TestWhatIsCompared:
    def test_an_answer_that_the_record_bears_out_agrees(self, client, world):
        submit(world, visit="no")
        record(world.audit, visited=61)
        shown = audit_page(client, world.qa, world)
        assert "The audit says: No Agrees" in shown
        assert "the record says otherwise" not in shown

    def test_a_no_differs_from_a_visit_in_time(self, client, world):
        submit(world, visit="no")
        record(world.audit, visited=42)
        assert "Visit in timescale: the audit says no, the record says otherwise." in audit_page(
            client, world.qa, world
        )

    def test_supervision_is_compared_too(self, client, world):
        submit(world)
        answer(world.audit, supervision="yes")
        record(world.audit, visited=61, discussed=90)
        shown = audit_page(client, world.qa, world)
        assert "Supervision in timescale: the audit says yes, the record says otherwise." in shown
        assert "Last supervision 18 July 2023, 90 days ago; due within 2 months (CIN)" in shown

    def test_a_completed_audit_is_compared_with_the_day_on_which_it_was_completed(self, client, world):
        submit(world, visit="yes")
        child = record(world.audit, visited=40)
        Audit.objects.update(completed_on=dt.date(2023, 10, 12))
        Visit.objects.create(child=child, visited_on=dt.date(2023, 10, 13))
        shown = audit_page(client, world.qa, world)
        assert "What the record says of 12 October 2023, the day on which the audit was completed." in shown
        assert "Last visit 6 September 2023, 36 days before" in shown

    def test_an_audit_to_do_shows_what_the_record_says_today(self, client, world):
        record(world.audit, visited=61)
        shown = audit_page(client, world.qa, world)
        assert "What the record says of 16 October 2023, today." in shown
        assert LATE in shown
        assert "The audit says" not in shown

    def test_a_case_that_the_records_do_not_know_is_said_so(self, client, world):
        submit(world, visit="yes")
        assert "The record says nothing of this case" in audit_page(client, world.qa, world)

    def test_an_audit_that_was_not_asked_for_focus_5_has_nothing_of_it(self, client, world):
        TeamRecord.objects.filter(team=world.audit.team).update(case_holding=False)
        record(world.audit, visited=61)
        assert "against the record" not in audit_page(client, world.qa, world)
        Audit.objects.update(state="submitted", completed_on=dt.date(2023, 10, 12), grade="good")
        assert "against the record" not in audit_page(client, world.qa, world)

    def test_an_audit_that_was_withdrawn_has_nothing_of_it(self, client, world):
        record(world.audit, visited=61)
        Audit.objects.update(state=Audit.State.WITHDRAWN)
        assert "against the record" not in audit_page(client, world.qa, world)

    def test_the_policies_of_the_day_are_those_that_count(self, client, world):
        submit(world, visit="yes")
        record(world.audit, visited=61)
        set_visit_frequency(
            by=world.qa, status="CIN", count=10, unit="weeks", as_agreed=False,
            starts_on=dt.date(2023, 4, 1), reason="The board decided.",
        )  # fmt: skip
        shown = audit_page(client, world.qa, world)
        assert "due within 10 weeks (CIN): in time until 25 October 2023" in shown
        assert "The audit says: Yes Agrees" in shown


class TestWhileWriting:
    def test_the_record_is_said_at_the_question(self, client, world):
        record(world.audit, visited=61)
        for page in ("focus5", "all"):
            shown = text(client, world.manager, "audit_write", world.audit.pk, page)
            assert f"The record says: l{LATE[1:]}" in shown

    def test_a_page_without_the_question_says_nothing(self, client, world):
        record(world.audit, visited=61)
        shown = text(client, world.manager, "audit_write", world.audit.pk, "child")
        assert "The record says" not in shown

    def test_a_case_that_the_records_do_not_know_is_said_so(self, client, world):
        shown = text(client, world.manager, "audit_write", world.audit.pk, "focus5")
        assert shown.count("The record says nothing of this case.") == 1


class TestBlind:
    """What is held back stays held back: answers and records are not."""

    def test_the_grade_stays_held_back_beside_the_record(self, client, world):
        Cycle.objects.update(blind=True)
        submit(world, visit="yes", rationale="Nobody had been there for two months.")
        record(world.audit, visited=61)
        for page in ("audit", "audit_moderate"):
            shown = text(client, world.qa, page, world.audit.pk)
            assert WARNING in shown
            assert "Held back" in shown
            assert "Nobody had been there" not in shown
            assert "Auditor’s grade" not in shown


def test_an_audit_that_was_sent_back_is_compared_with_today_again(client, world):
    submit(world, visit="yes")
    record(world.audit, visited=61)
    return_audit(by=world.qa, audit=world.audit, questions="Look again at the visits.", seen=2)
    shown = audit_page(client, world.manager, world)
    assert "What the record says of 16 October 2023, today." in shown
    assert LATE in shown
