"""What happens to an action: dated updates that are never changed, until it is done, verified and lasts."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from audits import actions
from audits.models import AgreedAction, Tag
from core import history
from core.errors import Conflict, Refused
from organisation.models import RoleHolding, User
from tests.audits import agreed_world
from tests.audits.agreed_world import DUE, agree, done, reopened, verified
from tests.factories import StaffFactory, UserFactory


@pytest.fixture
def made(db):
    return agreed_world.submitted()


@pytest.fixture
def agreed(made):
    return agree(made)


def now(agreed):
    return AgreedAction.objects.get(pk=agreed.pk)


def change(made, agreed, by=None, **said):
    wanted = {
        "owner_kind": "team_manager",
        "person": None,
        "due_on": DUE,
        "tags": [],
        "reason": "The worker is away.",
        "seen": now(agreed).version,
        **said,
    }
    return actions.change_action(by=by or made.qa, agreed=agreed, **wanted)


class TestUpdates:
    def test_owner_manager_and_unit_say_how_it_goes_on(self, made):
        agreed = agree(made, owner_kind="person", person=made.elsewhere)
        for by in (made.elsewhere, made.manager, made.qa):
            actions.update_action(by=by, agreed=agreed, text=f"Seen by {by}.")
        assert [update.text for update in agreed.updates.all()] == [
            "Seen by Quinn Mockford.",
            "Seen by Sam Placewell.",
            "Seen by Kit Faraway.",
        ]

    def test_nobody_else_does(self, made, agreed):
        for nobody in (made.auditor, made.elsewhere, made.lead):
            with pytest.raises(Refused, match="say how it goes on"):
                actions.update_action(by=nobody, agreed=agreed, text="I was there.")

    def test_an_update_is_never_changed(self, made, agreed):
        actions.update_action(by=made.qa, agreed=agreed, text="Begun.")
        with pytest.raises(DatabaseError), transaction.atomic():
            agreed.updates.update(text="Finished.")

    def test_the_same_update_clicked_twice_is_one(self, made, agreed):
        for _ in range(2):
            actions.update_action(by=made.manager, agreed=agreed, text="Begun.")
        assert agreed.updates.count() == 1
        actions.update_action(by=made.qa, agreed=agreed, text="Begun.")
        assert agreed.updates.count() == 2

    def test_an_update_says_something(self, made, agreed):
        with pytest.raises(Refused, match="Enter what has happened"):
            actions.update_action(by=made.manager, agreed=agreed, text=" \n")

    def test_a_note_of_somebody_else_is_no_conflict_for_whoever_marks_it_done(self, made, agreed):
        actions.update_action(by=made.qa, agreed=agreed, text="Begun.")
        assert actions.mark_done(by=made.manager, agreed=agreed, text="On the case.", seen=1).state == "done"


class TestDone:
    def test_it_needs_what_shows_it(self, made, agreed):
        with pytest.raises(Refused, match="Enter what shows that it is done"):
            done(made, agreed, text=" ")
        done(made, agreed)
        assert (now(agreed).state, now(agreed).done_on) == ("done", dt.date(2023, 10, 16))
        assert agreed.updates.get().text == "It is on the case."

    def test_the_same_twice_is_once_and_another_at_once_is_told(self, made, agreed):
        done(made, agreed)
        assert (
            actions.mark_done(by=made.manager, agreed=agreed, text="It is on the case.", seen=1).version == 2
        )
        with pytest.raises(Conflict, match="Somebody else said that this action is done"):
            actions.mark_done(by=made.qa, agreed=agreed, text="I saw it.", seen=1)
        assert agreed.updates.count() == 1

    def test_who_read_it_before_it_was_changed_reads_it_again(self, made, agreed):
        change(made, agreed, due_on=dt.date(2023, 12, 1))
        with pytest.raises(Conflict, match="while you were working on it"):
            actions.mark_done(by=made.manager, agreed=agreed, text="On the case.", seen=1)


class TestVerifying:
    def test_the_unit_verifies_what_is_done(self, made, agreed):
        done(made, agreed)
        assert verified(made, agreed).state == "verified"
        assert now(agreed).verified_on == dt.date(2023, 10, 16)

    def test_nobody_verifies_where_they_supervised_the_work(self, made, agreed):
        done(made, agreed)
        for leads in (made.lead, made.head):
            with pytest.raises(Refused, match="are verified by the quality assurance unit"):
                verified(made, agreed, by=leads)
        RoleHolding.objects.create(user=made.lead, role="qa", starts_on=dt.date(2023, 1, 1))
        with pytest.raises(Refused, match=r"work that they supervised: you .* its service area"):
            verified(made, agreed, by=User.objects.get(pk=made.lead.pk))
        assert now(agreed).state == "done"

    def test_whoever_was_in_the_team_verifies_twelve_months_after_they_left_it(self, made, agreed):
        done(made, agreed)
        was_there = UserFactory(roles=["qa"], staff=StaffFactory(record=made.audit.team))
        was_there.staff.records.update(starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 10, 17))
        with pytest.raises(Refused, match="you were in its team within the last 12 months"):
            verified(made, agreed, by=was_there)
        was_there.staff.records.update(ends_on=dt.date(2022, 10, 16))
        assert verified(made, agreed, by=was_there).state == "verified"

    def test_not_who_did_it_owns_it_or_audited_it(self, made, agreed):
        done(made, agreed, by=made.qa)
        with pytest.raises(Refused, match="Nobody verifies what they said themselves is done"):
            verified(made, agreed)
        theirs = done(made, agree(made, owner_kind="person", person=made.qa, what="Theirs"))
        with pytest.raises(Refused, match="Nobody verifies an action that is theirs to do"):
            verified(made, theirs)
        made.auditor.staff = None
        made.auditor.save()
        auditor = UserFactory(roles=["qa"], staff=made.audit.auditor)
        with pytest.raises(Refused, match="of an audit that they did"):
            verified(made, agreed, by=auditor)
        with pytest.raises(Refused, match="are verified by the quality assurance unit"):
            verified(made, agreed, by=made.manager)

    def test_what_is_to_do_cannot_be_verified_and_twice_is_once(self, made, agreed):
        with pytest.raises(Refused, match="Only an action that is done"):
            verified(made, agreed)
        first = verified(made, done(made, agreed))
        assert actions.verify(by=made.qa, agreed=agreed, text="I read the chronology.", seen=2) == first
        assert agreed.updates.count() == 2


class TestReopening:
    def test_it_is_to_do_again_for_a_reason_and_what_was_said_stays(self, made, agreed):
        reopened(made, verified(made, done(made, agreed)))
        assert (now(agreed).state, now(agreed).done_on, now(agreed).verified_on) == ("open", None, None)
        assert [update.kind for update in agreed.updates.all()] == ["reopened", "verified", "done"]
        with pytest.raises(Refused, match="not done yet"):
            actions.reopen(by=made.qa, agreed=agreed, text="Again", seen=now(agreed).version)

    def test_the_owner_alone_does_not_reopen(self, made):
        agreed = done(made, agree(made, owner_kind="person", person=made.elsewhere))
        with pytest.raises(Refused, match="change actions and reopen them"):
            reopened(made, agreed, by=made.elsewhere)


class TestChanging:
    def test_owner_and_due_date_change_with_a_reason(self, made, agreed):
        change(made, agreed, owner_kind="service_lead", due_on=dt.date(2023, 12, 1))
        assert (now(agreed).owner, now(agreed).due_on) == (made.lead, dt.date(2023, 12, 1))
        update = agreed.updates.get()
        assert update.due_before == DUE
        assert update.text == (
            "The worker is away.\n"
            "Owner: Sam Placewell (the team’s manager) → Lee Leadsworth (the service lead)\n"
            "Due: 15 November 2023 → 1 December 2023"
        )
        assert "Due on went from 15 November 2023 to 1 December 2023" in history.of(agreed)[0].sentence

    def test_without_a_reason_nothing_changes(self, made, agreed):
        with pytest.raises(Refused, match="Enter why it is changed"):
            change(made, agreed, owner_kind="service_lead", reason=" ")

    def test_what_changes_nothing_says_nothing(self, made, agreed):
        change(made, agreed)
        assert not agreed.updates.exists()
        assert now(agreed).version == 1

    def test_the_owner_alone_does_not_put_it_off(self, made):
        agreed = agree(made, owner_kind="person", person=made.elsewhere)
        with pytest.raises(Refused, match="change actions and reopen them"):
            change(made, agreed, by=made.elsewhere, due_on=dt.date(2023, 12, 1))

    def test_a_new_due_date_is_not_past_and_what_is_done_keeps_its_own(self, made, agreed):
        with pytest.raises(Refused, match="must be today or later"):
            change(made, agreed, due_on=dt.date(2023, 10, 15))
        done(made, agreed)
        with pytest.raises(Refused, match="This action is done"):
            change(made, agreed, due_on=dt.date(2023, 12, 1))

    def test_tags_are_put_right_and_one_out_of_use_stays(self, made, agreed):
        old = Tag.objects.create(name="Old", active=False)
        new = Tag.objects.create(name="Chronology")
        agreed.tags.add(old)
        change(made, agreed, tags=[new])
        assert set(agreed.tags.all()) == {old, new}

    def test_who_read_it_before_somebody_else_changed_it_is_told(self, made, agreed):
        change(made, agreed, due_on=dt.date(2023, 12, 1))
        with pytest.raises(Conflict):
            change(made, agreed, by=made.lead, due_on=dt.date(2023, 12, 8), seen=1)
