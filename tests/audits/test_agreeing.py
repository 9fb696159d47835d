"""Actions are agreed on the form, at moderation or later; each has an owner who can see to it."""

import datetime as dt

import pytest

from audits import actions
from audits.actions.submitting import Incomplete
from audits.models import AgreedAction, Audit, Tag
from core import history
from core.errors import Refused
from figures.models import Stale
from organisation.models import StaffRecord, Succession
from tests.audits import agreed_world
from tests.audits.agreed_world import DUE, FORM, SECOND, agree
from tests.audits.world import submit, write
from tests.factories import TeamFactory, UserFactory


@pytest.fixture
def made(db):
    return agreed_world.make()


@pytest.fixture
def submitted(made):
    submit(made.world)
    return made


class TestOnTheForm:
    def test_what_is_written_becomes_actions_at_submission(self, made):
        submit(made.world, **FORM, **SECOND)
        first, second = AgreedAction.objects.order_by("number")
        assert (first.what, first.for_whom, first.due_on) == (
            "Bring the chronology up to date",
            "The child",
            DUE,
        )
        assert (first.owner, first.owner_kind, first.origin) == (made.manager, "team_manager", "audit")
        assert (first.agreed_on, first.state) == (dt.date(2023, 10, 16), "open")
        assert (second.owner, second.owner_kind) == (made.lead, "service_lead")

    def test_an_audit_without_actions_is_submitted_without(self, made):
        submit(made.world)
        assert not AgreedAction.objects.exists()

    def test_half_an_action_keeps_the_audit_from_being_submitted(self, made):
        with pytest.raises(Incomplete) as caught:
            submit(made.world, **{**FORM, "action_1_due": "yesterday"})
        assert caught.value.problems == {
            "action_1_due": "Action 1: the day on which it is due must be a real date, such as 30/11/2023"
        }
        assert not AgreedAction.objects.exists()

    def test_an_owner_that_is_none_of_the_three_is_refused(self, made):
        with pytest.raises(Incomplete) as caught:
            submit(made.world, **{**FORM, "action_1_owner": "the mayor"})
        assert "must be one of" in caught.value.problems["action_1_owner"]

    def test_an_audit_that_comes_back_keeps_its_actions_and_adds_what_is_new(self, made):
        submit(made.world, **FORM)
        first = AgreedAction.objects.get()
        Audit.objects.filter(pk=made.audit.pk).update(
            state="returned", grade="", moderated_grade="", completed_on=None
        )
        write(made.world, **{**FORM, "action_1_for_whom": "Her sister"}, **SECOND)
        submit(made.world, **FORM, **SECOND)
        assert list(AgreedAction.objects.order_by("number").values_list("pk", "for_whom")) == [
            (first.pk, "The child"),
            (first.pk + 1, "The practitioner"),
        ]

    def test_what_is_taken_off_the_form_of_an_audit_that_was_sent_back_does_not_vanish(self, made, settings):
        submit(made.world, **FORM)
        Audit.objects.filter(pk=made.audit.pk).update(state="returned", grade="", completed_on=None)
        settings.PLUMBLINE_TODAY = dt.date(2023, 11, 20)
        submit(made.world, **FORM)
        assert AgreedAction.objects.count() == 1, "it is due already, and was agreed before"
        Audit.objects.filter(pk=made.audit.pk).update(state="returned", grade="", completed_on=None)
        submit(made.world, **dict.fromkeys(FORM, ""))
        assert AgreedAction.objects.count() == 1


class TestTheOwner:
    def test_the_teams_manager_is_who_manages_it_today(self, submitted):
        StaffRecord.objects.filter(staff=submitted.manager.staff).update(ends_on=dt.date(2023, 10, 16))
        assert agree(submitted).owner == submitted.lead

    def test_who_manages_what_the_team_became_owns_its_actions(self, submitted):
        StaffRecord.objects.filter(staff=submitted.manager.staff).update(ends_on=dt.date(2023, 10, 1))
        submitted.audit.team.records.update(ends_on=dt.date(2023, 10, 1))
        new = TeamFactory(record=submitted.audit.service_area)
        Succession.objects.create(predecessor=submitted.audit.team, successor=new, on=dt.date(2023, 10, 1))
        StaffRecord.objects.create(
            staff=submitted.manager.staff, team=new, role="PM", fte=1, starts_on=dt.date(2023, 10, 1)
        )
        assert agree(submitted).owner == submitted.manager

    def test_without_a_manager_it_is_the_service_lead_else_the_head_else_the_unit(self, submitted):
        submitted.manager.is_active = False
        submitted.manager.save()
        assert agree(submitted).owner == submitted.lead
        submitted.lead.role_holdings.update(ends_on=dt.date(2023, 10, 16))
        headed = agree(submitted, what="Another")
        assert (headed.owner, headed.owner_kind) == (submitted.head, "service_lead")
        submitted.head.role_holdings.update(ends_on=dt.date(2023, 10, 16))
        units = agree(submitted, what="A third")
        assert (units.owner, units.owner_kind, units.owner_words) == (
            None,
            "qa",
            "The quality assurance unit",
        )

    def test_somebody_else_is_a_person_who_may_see_it(self, submitted):
        assert agree(submitted, owner_kind="person", person=submitted.elsewhere).owner == submitted.elsewhere
        for nobody in (None, UserFactory(roles=["panel"])):
            with pytest.raises(Refused, match="Choose somebody who may see and update actions"):
                agree(submitted, what="Another", owner_kind="person", person=nobody)


class TestLater:
    def test_the_unit_the_lead_the_head_and_the_teams_manager_add_actions(self, submitted):
        for number, by in enumerate((submitted.qa, submitted.lead, submitted.head, submitted.manager), 1):
            new = agree(submitted, by=by, what=f"Action of {by}", origin="moderation")
            assert (new.number, new.origin) == (number, "moderation")

    def test_nobody_else_does(self, submitted):
        for nobody in (submitted.auditor, submitted.elsewhere, UserFactory(roles=["performance"])):
            with pytest.raises(Refused, match="Actions are added by"):
                agree(submitted, by=nobody)

    def test_the_same_action_twice_is_one(self, submitted):
        assert agree(submitted) == agree(submitted)
        assert AgreedAction.objects.count() == 1
        assert len(history.of(AgreedAction.objects.get())) == 1

    def test_an_audit_that_is_not_submitted_has_its_actions_on_the_form(self, made):
        with pytest.raises(Refused, match="Its auditor writes its actions on the form"):
            agree(made)

    def test_it_is_due_after_today_and_says_what_and_for_whom(self, submitted):
        with pytest.raises(Refused, match="must be after today"):
            agree(submitted, due_on=dt.date(2023, 10, 16))
        with pytest.raises(Refused, match="Say what is to be done"):
            agree(submitted, what=" ")

    def test_history_says_who_agreed_what(self, submitted):
        line = history.of(agree(submitted))[0].sentence
        assert line.startswith("Quinn Mockford added the agreed action.")
        assert "Sam Placewell (the team’s manager)" in line
        assert "15 November 2023" in line

    def test_the_months_from_today_on_are_stale(self, submitted):
        Stale.objects.all().delete()
        agree(submitted)
        assert list(Stale.objects.values_list("month", "cause")) == [
            (dt.date(2023, 10, 1), "an action was agreed")
        ]

    def test_it_gets_the_tags_whose_words_stand_in_it(self, submitted):
        chronology = Tag.objects.create(name="Chronology", words="chronology, timeline")
        Tag.objects.create(name="Visits", words="visit")
        Tag.objects.create(name="Out of use", words="chronology", active=False)
        assert list(agree(submitted).tags.all()) == [chronology]


def test_actions_of_a_sample_outside_of_the_month_make_nothing_stale(submitted):
    submitted.world.cycle.kind, submitted.world.cycle.title = "dip_sample", "A dip sample"
    submitted.world.cycle.save()
    Stale.objects.all().delete()
    agreed_world.done(submitted, agree(submitted))
    assert not Stale.objects.exists()


def test_submitting_twice_agrees_once(made):
    audit = submit(made.world, **FORM)
    actions.submit(by=made.auditor, audit=audit, seen="")
    assert AgreedAction.objects.count() == 1


def test_a_tag_that_gets_words_goes_to_actions_too_but_not_where_a_person_said_otherwise(submitted):
    first, second = agree(submitted), agree(submitted, what="Draw the chronology with the child")
    tag = actions.add_tag(by=submitted.qa, name="Chronology", words="chronology")
    assert [list(each.tags.all()) for each in (first, second)] == [[tag], [tag]]
    actions.change_action(
        by=submitted.qa, agreed=second, owner_kind="team_manager", person=None, due_on=DUE, tags=[],
        reason="It is about direct work.", seen=1,
    )  # fmt: skip
    seen = {"name": "Chronology", "words": "chronology"}
    actions.change_tag(by=submitted.qa, tag=tag, name="Chronology", words="chronology, history", seen=seen)
    assert [list(each.tags.all()) for each in (first, second)] == [[tag], []]
