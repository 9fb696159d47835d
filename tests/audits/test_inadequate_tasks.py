"""Inadequate, by either grade: somebody gets a task at once, and it ends with an action or with the grade."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from audits import actions
from audits.agreed.work import to_agree
from audits.models import Audit, BlindGrade, InadequateTask
from core import history
from core.errors import Conflict, Refused
from core.mail import Message
from organisation.models import StaffRecord
from tests.audits import agreed_world
from tests.audits.agreed_world import FORM, agree
from tests.audits.world import submit


@pytest.fixture
def made(db):
    return agreed_world.make()


@pytest.fixture
def task(made):
    submit(made.world, grade="inadequate")
    return InadequateTask.objects.get()


def moderate(made, grade, by=None, reason="Read twice."):
    seen = Audit.objects.get(pk=made.audit.pk).version
    return actions.moderate(by=by or made.qa, audit=made.audit, grade=grade, reason=reason, seen=seen)


def states():
    return list(InadequateTask.objects.order_by("pk").values_list("state", flat=True))


class TestRaised:
    def test_at_submission_for_the_teams_manager(self, made, task):
        assert (task.assigned_to, task.assigned_as, task.state) == (made.manager, "team_manager", "open")
        assert history.of(task)[0].sentence.startswith("Robin Testerton raised the inadequate task.")

    def test_at_moderation(self, made):
        submit(made.world, grade="good")
        assert states() == []
        moderate(made, "inadequate")
        assert states() == ["open"]

    def test_not_for_the_auditor_though_they_manage_the_team(self, made):
        submit(made.world, grade="good")
        StaffRecord.objects.filter(staff=made.manager.staff).delete()
        StaffRecord.objects.filter(staff=made.auditor.staff).update(team=made.audit.team)
        moderate(made, "inadequate")
        assert InadequateTask.objects.get().assigned_to == made.lead

    def test_without_manager_or_lead_it_is_the_units(self, made):
        made.manager.role_holdings.all().delete()
        made.lead.role_holdings.all().delete()
        made.head.role_holdings.all().delete()
        submit(made.world, grade="inadequate")
        task = InadequateTask.objects.get()
        assert (task.assigned_to, task.assigned_as, task.whose) == (
            None,
            "qa",
            "The quality assurance unit",
        )
        assert set(Message.objects.values_list("to__name", flat=True)) == {"Quinn Mockford", "Ali Inventon"}

    def test_once_though_two_say_inadequate(self, made, task):
        moderate(made, "inadequate")
        moderate(made, "inadequate", by=made.other_qa)
        assert states() == ["open"]

    def test_the_mail_has_a_link_and_no_case_reference(self, made, task):
        message = Message.objects.get()
        assert message.to == made.manager
        assert f"/tasks/{task.pk}/" in message.body
        for text in (message.key, message.subject, message.body):
            assert "CD490004" not in text

    def test_it_is_on_the_home_page_of_whom_it_is_for(self, made, task, client):
        assert to_agree(made.manager).total == 1
        assert to_agree(made.lead) is None
        client.force_login(made.manager)
        assert reverse("inadequate_task", args=[task.pk]) in client.get("/").content.decode()


class TestClosed:
    def test_it_needs_an_agreed_action_and_words(self, made, task):
        with pytest.raises(Refused, match="Agree on at least one action"):
            actions.close_task(by=made.manager, task=task, reason="All is well.")
        agree(made, by=made.manager)
        with pytest.raises(Refused, match="Enter what was agreed"):
            actions.close_task(by=made.manager, task=task, reason=" ")
        actions.close_task(by=made.manager, task=task, reason="The chronology is the heart of it.")
        task.refresh_from_db()
        assert (task.state, task.ended_by, task.reason) == (
            "closed",
            made.manager,
            "The chronology is the heart of it.",
        )

    def test_twice_is_once(self, made, task):
        agree(made)
        for _ in range(2):
            assert actions.close_task(by=made.manager, task=task, reason="First.").state == "closed"
        assert len([line for line in history.of(task) if "closed" in line.did]) == 1

    def test_what_somebody_else_or_other_words_would_close_again_is_a_conflict(self, made, task):
        agree(made)
        actions.close_task(by=made.manager, task=task, reason="First.")
        for by, reason in ((made.manager, "Second."), (made.lead, "First.")):
            with pytest.raises(Conflict, match="was closed while you were writing") as met:
                actions.close_task(by=by, task=task, reason=reason)
            assert met.value.current.reason == "First."
        assert InadequateTask.objects.get().reason == "First."

    def test_an_action_of_the_form_is_one(self, made):
        submit(made.world, grade="inadequate", **FORM)
        task = InadequateTask.objects.get()
        assert actions.close_task(by=made.lead, task=task, reason="As on the form.").state == "closed"

    def test_the_auditor_and_others_do_not_close_it(self, made, task):
        agree(made)
        for nobody in (made.auditor, made.elsewhere):
            with pytest.raises(Refused):
                actions.close_task(by=nobody, task=task, reason="Fine.")
        assert states() == ["open"]

    def test_the_same_grade_again_does_not_raise_it_again(self, made, task):
        agree(made)
        actions.close_task(by=made.manager, task=task, reason="Agreed.")
        moderate(made, "inadequate")
        assert states() == ["closed"]


class TestWithdrawn:
    def test_with_a_reason_when_moderation_raises_the_grade(self, made, task):
        moderate(made, "requires_improvement")
        task.refresh_from_db()
        assert (task.state, task.reason) == ("withdrawn", "The moderated grade is Requires improvement.")
        with pytest.raises(Conflict, match="was withdrawn while you were writing"):
            actions.close_task(by=made.manager, task=task, reason=task.reason)
        assert to_agree(made.manager) is None

    def test_raised_again_when_a_later_one_lowers_it(self, made, task):
        moderate(made, "good")
        moderate(made, "inadequate", by=made.other_qa)
        assert states() == ["withdrawn", "open"]
        assert Message.objects.filter(to=made.manager).count() == 2

    def test_one_that_was_closed_is_raised_again_when_the_grade_falls_again(self, made, task):
        agree(made)
        actions.close_task(by=made.manager, task=task, reason="Agreed.")
        moderate(made, "good")
        moderate(made, "inadequate", by=made.other_qa)
        assert states() == ["closed", "open"]

    @pytest.mark.parametrize(("grade", "state"), [("inadequate", "open"), ("good", "withdrawn")])
    def test_while_the_audit_is_sent_back_it_stays_until_it_comes_back(self, made, task, grade, state):
        Audit.objects.filter(pk=made.audit.pk).update(state="returned", grade="", completed_on=None)
        assert states() == ["open"]
        submit(made.world, grade=grade)
        assert states() == [state]


class TestBlind:
    """That there is a task says that the grade is inadequate: who may not know it sees no task."""

    @pytest.fixture
    def blind(self, made):
        made.world.cycle.blind = True
        made.world.cycle.save()
        submit(made.world, grade="inadequate")
        return InadequateTask.objects.get()

    def test_a_moderator_sees_it_once_they_have_graded(self, made, blind, client):
        client.force_login(made.qa)
        page = reverse("inadequate_task", args=[blind.pk])
        assert client.get(page).status_code == 404
        assert b"CD490004" not in client.get(reverse("inadequate_tasks")).content
        assert b"inadequate" not in client.get(reverse("audit", args=[made.audit.pk])).content.lower()
        actions.grade_blind(by=made.qa, audit=made.audit, grade="good", reason="On the answers.")
        assert BlindGrade.objects.exists()
        assert client.get(page).status_code == 200

    def test_the_manager_sees_it_at_once(self, made, blind):
        assert list(InadequateTask.objects.visible_to(made.manager)) == [blind]
        assert to_agree(made.manager).total == 1

    def test_no_mail_tells_a_moderator_before_the_grade_is_settled(self, made):
        for user in (made.manager, made.lead, made.head):
            user.role_holdings.all().delete()
        made.world.cycle.blind = True
        made.world.cycle.save()
        submit(made.world, grade="inadequate")
        assert not Message.objects.exists()
        assert to_agree(made.qa) is None
        actions.grade_blind(by=made.qa, audit=made.audit, grade="inadequate", reason="On the answers.")
        moderate(made, "inadequate")
        assert set(Message.objects.values_list("to__name", flat=True)) == {"Quinn Mockford", "Ali Inventon"}


@pytest.mark.parametrize(("kind", "past"), [("withdraw", "withdrawn"), ("exempt", "exempted")])
def test_an_audit_that_is_left_out_after_it_was_sent_back_has_no_task(made, task, kind, past):
    Audit.objects.filter(pk=made.audit.pk).update(state="returned", grade="", completed_on=None)
    seen = Audit.objects.get(pk=made.audit.pk).version
    actions.adjust(by=made.qa, audit=made.audit, kind=kind, reason="The child has moved away.", seen=seen)
    task.refresh_from_db()
    assert (task.state, task.reason) == ("withdrawn", f"The audit was {past}, so no grade stands.")


class TestImported:
    """Inadequate audits of a file get a task as long as their cycle is not closed."""

    HEAD = "cycle,case_ref,service_area,team,auditor,completed_on,grade,moderated_grade,moderation_reason"

    def take(self, made, tmp_path, *rows):
        file = tmp_path / "audits.csv"
        same = f"SWF,SWF West 1,{made.auditor.staff.staff_id},2023-10-10"
        lines = [f"2023-10,CD40000{number},{same},{row}" for number, row in enumerate(rows)]
        file.write_text("\n".join([self.HEAD, *lines]) + "\n", encoding="utf-8")
        call_command("import_audits", file, verbosity=0)

    def test_each_once_and_withdrawn_when_a_file_corrects_the_grade(self, made, tmp_path):
        self.take(made, tmp_path, "Inadequate,,", "Good,Inadequate,Read twice.", "Good,,")
        assert states() == ["open", "open"]
        assert {task.assigned_to for task in InadequateTask.objects.all()} == {made.manager}
        self.take(made, tmp_path, "Inadequate,,", "Good,Inadequate,Read twice.", "Good,,")
        assert states() == ["open", "open"]
        self.take(made, tmp_path, "Good,,")
        assert states() == ["withdrawn", "open"]
        assert InadequateTask.objects.earliest("pk").reason == "The grade was corrected to Good."

    def test_history_gets_none(self, made, tmp_path):
        made.world.cycle.state = "closed"
        made.world.cycle.save()
        self.take(made, tmp_path, "Inadequate,,")
        assert states() == []
