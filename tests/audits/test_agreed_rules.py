"""The rules of agreed actions: each test repeats its rule's sentence."""

import datetime as dt
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import agreed, agreeing
from audits.rules.agreed import Ties

TODAY = dt.date(2023, 10, 16)
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
KINDS = st.sampled_from(["note", "done", "verified", "reopened", "changed"])
WHOLE = {
    "action_2_what": "Bring the chronology up to date",
    "action_2_for_whom": "The child",
    "action_2_owner": "qa",
    "action_2_due": "17/10/2023",
}


def says(rule, sentence):
    return sentence in " ".join(inspect.getdoc(rule).split())


class TestTheForm:
    def test_nothing_is_required_and_a_whole_action_is_fine(self):
        assert agreeing.action_problems({}, TODAY) == {}
        assert agreeing.action_problems(WHOLE, TODAY) == {}

    @pytest.mark.parametrize("missing", ["what", "for_whom", "owner", "due"])
    def test_an_action_of_which_anything_is_written_needs_the_rest(self, missing):
        found = agreeing.action_problems({**WHOLE, f"action_2_{missing}": " "}, TODAY)
        assert list(found) == [f"action_2_{missing}"]
        assert found[f"action_2_{missing}"].startswith("Action 2: ")

    @given(st.dictionaries(st.sampled_from(["what", "for_whom", "owner", "due"]), st.just("x"), min_size=1))
    def test_each_part_that_is_not_written_is_named(self, written):
        values = {f"action_3_{part}": text for part, text in written.items()}
        found = agreeing.action_problems(values, TODAY)
        missing = {f"action_3_{part}" for part in agreeing.PARTS if part not in written}
        assert set(found) - {"action_3_due"} == missing - {"action_3_due"}
        assert "action_3_due" in found, "x is no date either"

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("31/11/2023", "Action 2: the day on which it is due must be a real date, such as 30/11/2023"),
            ("16/10/2023", "Action 2: the day on which it is due must be after today, such as 30/11/2023"),
            ("soon", "Action 2: the day on which it is due must be a real date, such as 30/11/2023"),
        ],
    )
    def test_it_is_due_on_a_real_day_after_today(self, written, words):
        assert says(agreeing.due_problem, "An action is due on a real day after today.")
        assert agreeing.action_problems({**WHOLE, "action_2_due": written}, TODAY) == {"action_2_due": words}

    def test_what_was_agreed_before_the_audit_was_sent_back_may_be_due_already(self):
        values = {**WHOLE, "action_2_due": "01/10/2023"}
        known = {agreeing.same(" bring the CHRONOLOGY  up to date")}
        assert agreeing.action_problems(values, TODAY, known) == {}
        assert agreeing.action_problems(values, TODAY) != {}

    def test_what_has_the_same_text_stays_as_it_is_and_the_rest_is_new(self):
        wanted = agreeing.agreed_in({**WHOLE, **{k.replace("2", "4"): v for k, v in WHOLE.items()}})
        assert len(wanted) == 2
        assert agreeing.not_yet_agreed(wanted, []) == wanted
        assert len(agreeing.not_yet_agreed(wanted, ["bring the chronology up to date"])) == 1
        assert agreeing.not_yet_agreed(wanted, ["Bring the chronology up to date"] * 2) == []


class TestTheState:
    def test_the_last_that_says_done_verified_or_to_do_again_counts(self):
        assert says(agreed.state_of, "To do until an update says that it is done or verified, or to do again")
        assert agreed.state_of([]) == "open"
        assert agreed.state_of(["note", "changed"]) == "open"
        assert agreed.state_of(["done", "note"]) == "done"
        assert agreed.state_of(["done", "verified"]) == "verified"
        assert agreed.state_of(["done", "verified", "reopened", "note"]) == "open"

    @given(st.lists(st.tuples(DAYS, KINDS)), DAYS, st.lists(st.tuples(DAYS, KINDS)))
    def test_later_updates_change_nothing_of_a_day_before(self, updates, day, more):
        updates = sorted(updates)
        later = [(max(on, day + dt.timedelta(days=1)), kind) for on, kind in more]
        assert agreed.done_by(updates + later, day) == agreed.done_by(updates, day)

    @given(DAYS, DAYS, DAYS)
    def test_the_due_date_of_a_day_is_the_one_that_the_next_change_replaced(self, changed, before, now):
        on = agreed.due_then([(changed, before)], now, changed)
        assert on == now, "on the day of the change the new one holds"
        assert agreed.due_then([(changed, before)], now, changed - dt.timedelta(days=1)) == before

    @given(DAYS, DAYS)
    def test_in_time_is_what_was_done_on_or_before_the_day_on_which_it_was_due(self, due, done):
        assert agreed.on_time(due, done) == (done <= due) == (agreed.days_late(due, done, TODAY) == 0)
        assert not agreed.on_time(due, None)

    def test_overdue_is_what_is_to_do_though_the_day_has_passed(self):
        yesterday = TODAY - dt.timedelta(days=1)
        assert agreed.is_overdue("open", yesterday, TODAY)
        assert not agreed.is_overdue("open", TODAY, TODAY)
        assert not agreed.is_overdue("done", yesterday, TODAY)


class TestWhoMayWhat:
    def test_actions_are_added_by_the_unit_the_head_or_lead_and_the_teams_manager(self):
        assert all(agreed.may_agree(t) for t in (Ties(in_unit=True), Ties(leads=True), Ties(manages=True)))
        assert not agreed.may_agree(Ties(owns=True, audited=True))

    def test_how_it_goes_on_is_said_by_its_owner_the_teams_manager_or_the_unit(self):
        assert all(agreed.may_update(t) for t in (Ties(in_unit=True), Ties(owns=True), Ties(manages=True)))
        assert not agreed.may_update(Ties(leads=True, audited=True))

    def test_the_unit_verifies(self):
        assert says(agreed.verifying_refused, "The QA unit verifies what is done")
        assert agreed.verifying_refused(Ties(in_unit=True)) == ""
        for others in (Ties(leads=True), Ties(manages=True), Ties(owns=True)):
            assert "verified by the quality assurance unit" in agreed.verifying_refused(others)

    @pytest.mark.parametrize("tie", ["owns", "audited", "did_it", "supervised"])
    def test_never_who_supervised_the_auditor_the_owner_or_whoever_said_that_it_is_done(self, tie):
        ties = Ties(**{"in_unit": True, tie: "you lead its service area" if tie == "supervised" else True})
        assert agreed.verifying_refused(ties).startswith("Nobody verifies ")
        assert agreed.rechecking_refused(ties).startswith("Nobody re-checks ")

    def test_only_the_unit_rechecks(self):
        assert agreed.rechecking_refused(Ties(in_unit=True)) == ""
        assert (
            agreed.rechecking_refused(Ties(leads=True))
            == "Actions are re-checked by the quality assurance unit."
        )


class TestThemes:
    def test_the_third_action_about_a_thing_in_a_place_comes_back(self):
        assert [agreed.comes_back(count) for count in (1, 2, 3, 4)] == [False, False, True, True]
        assert agreed.repetition(3, "Chronology", "SWF West 1") == (
            "The third action about chronology in SWF West 1 within 12 months."
        )
        assert agreed.repetition(1, "Chronology", "SWF West 1") == ""
        assert "about IRO in" in agreed.repetition(2, "IRO", "SWF West 1")

    def test_numbers_read_as_people_say_them(self):
        said = [agreed.ordinal(n) for n in (1, 2, 10, 11, 12, 13, 21, 22, 33, 111, 101)]
        assert said == [
            *("first", "second", "tenth", "11th", "12th", "13th", "21st", "22nd", "33rd", "111th", "101st")
        ]

    def test_what_lasted_is_said_as_so_many_of_so_many(self):
        assert agreed.rechecked(9, 12) == "Of 12 actions re-checked on the case, 9 lasted."
        assert agreed.rechecked(0, 1) == "Of 1 action re-checked on the case, 0 lasted."
        assert agreed.rechecked(0, 0) == "No action has been re-checked on the case yet."


class TestTheTask:
    @pytest.mark.parametrize(
        ("inadequate", "anew", "last", "change"),
        [
            (True, False, "", "raise"),
            (True, True, "", "raise"),
            (True, True, "open", ""),
            (True, False, "closed", ""),
            (True, True, "closed", "raise"),
            (True, False, "withdrawn", "raise"),
            (False, True, "open", "withdraw"),
            (False, True, "closed", ""),
            (False, False, "", ""),
        ],
    )
    def test_it_is_raised_withdrawn_and_raised_again_as_the_grade_goes(self, inadequate, anew, last, change):
        assert agreed.task_change(inadequate=inadequate, anew=anew, last=last) == change
