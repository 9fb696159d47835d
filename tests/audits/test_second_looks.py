"""Audits are picked for moderation as they are submitted, by the rules of that day; picks stay."""

import csv
import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audits import actions
from audits.models import Audit, Cycle, Pick, SecondLookRule
from core import history
from core.errors import Refused
from tests.audits.world import submit
from tests.factories import AuditFactory, StaffFactory

TODAY = dt.date(2023, 10, 16)
Kind = SecondLookRule.Kind


@pytest.fixture
def begin(world):
    def begun(kind, share=None, starts_on=TODAY):
        return actions.begin_rule(
            by=world.qa, kind=kind, share=share, starts_on=starts_on, reason="The board asked for it."
        )

    return begun


def done(world, count, **values):
    """Audits completed today, picked as if they had just been submitted."""
    submitted = {"submitted": True, "completed_on": TODAY, "cycle": world.cycle, **values}
    area = {"service_area": world.audit.service_area, "auditor": world.audit.auditor}
    made = [AuditFactory(**{**area, **submitted}) for _ in range(count)]
    actions.pick(by=world.qa, audits=made)
    return made


def kinds():
    return sorted(Pick.objects.values_list("kind", flat=True))


class TestRules:
    def test_a_rule_holds_from_its_day_and_says_why_in_its_history(self, begin):
        rule = begin(Kind.SHARE, 20)
        line = history.of(rule)[0].sentence
        assert "Share was set to 20%" in line
        assert "Reason: The board asked for it." in line

    def test_the_same_again_changes_nothing(self, begin):
        assert begin(Kind.INADEQUATE) == begin(Kind.INADEQUATE)
        assert SecondLookRule.objects.count() == 1

    def test_two_rules_of_a_kind_on_one_day_are_refused_in_words(self, begin):
        begin(Kind.SHARE, 20)
        with pytest.raises(Refused, match="There is a rule of this kind on some of these days"):
            begin(Kind.SHARE, 30, starts_on=TODAY + dt.timedelta(days=30))

    def test_a_share_has_to_be_said(self, begin):
        with pytest.raises(Refused, match="Enter a share from 1 to 100 per cent"):
            begin(Kind.SHARE)

    def test_neither_beginning_nor_end_is_before_today(self, world, begin):
        with pytest.raises(Refused, match="A rule begins today or later"):
            begin(Kind.INADEQUATE, starts_on=TODAY - dt.timedelta(days=1))
        rule = begin(Kind.INADEQUATE)
        with pytest.raises(Refused, match="A rule ends today or later"):
            actions.end_rule(by=world.qa, rule=rule, on=TODAY - dt.timedelta(days=1), reason="Enough.")

    def test_a_reason_is_asked_for_both(self, world, begin):
        with pytest.raises(Refused, match="Enter the reason"):
            actions.begin_rule(by=world.qa, kind=Kind.SHARE, share=1, starts_on=TODAY, reason=" ")
        rule = begin(Kind.INADEQUATE)
        with pytest.raises(Refused, match="Enter the reason"):
            actions.end_rule(by=world.qa, rule=rule, on=TODAY, reason="")

    def test_a_share_changes_by_ending_one_rule_and_beginning_another_that_day(self, world, begin):
        day = TODAY + dt.timedelta(days=16)
        actions.end_rule(by=world.qa, rule=begin(Kind.SHARE, 20), on=day, reason="More.")
        begin(Kind.SHARE, 30, starts_on=day)
        shares = SecondLookRule.objects.order_by("starts_on").values_list("share", "ends_on")
        assert list(shares) == [(20, day), (30, None)]

    def test_a_rule_that_has_not_begun_is_taken_back_whole(self, world, begin):
        rule = begin(Kind.SHARE, 20, starts_on=TODAY + dt.timedelta(days=5))
        for _ in range(2):
            actions.end_rule(by=world.qa, rule=rule, on=TODAY, reason="A mistake.")
        assert not SecondLookRule.objects.exists()

    def test_a_rule_that_begins_today_takes_in_what_was_completed_earlier_today(self, world, begin):
        done(world, 1, grade="inadequate")
        begin(Kind.INADEQUATE)
        assert kinds() == ["inadequate"]


class TestPicks:
    def test_submitting_an_audit_that_a_rule_asks_for_picks_it(self, world, begin):
        begin(Kind.OUTSTANDING)
        audit = submit(world, grade="outstanding")
        assert audit.pick.kind == "outstanding"
        said = [line.did for line in history.of(audit)]
        assert said[0] == "The rules of moderation picked, for moderation, the audit."
        assert "outstanding" not in history.of(audit)[0].sentence.casefold()

    def test_an_audit_of_another_grade_is_not_picked(self, world, begin):
        begin(Kind.INADEQUATE)
        submit(world, grade="good")
        assert kinds() == []

    def test_an_auditors_first_audit_is_picked_and_the_second_is_not(self, world, begin):
        begin(Kind.NEW_AUDITOR)
        done(world, 3)
        done(world, 1)
        assert kinds() == ["new_auditor"]

    def test_an_auditor_who_has_one_sent_back_is_not_new(self, world, begin):
        begin(Kind.NEW_AUDITOR)
        AuditFactory(state="returned", auditor=world.audit.auditor, cycle=world.cycle)
        done(world, 1)
        assert kinds() == []

    def test_the_rules_are_those_of_the_day_of_submission(self, world, begin):
        rule = begin(Kind.INADEQUATE)
        actions.end_rule(by=world.qa, rule=rule, on=TODAY + dt.timedelta(days=1), reason="Over.")
        done(world, 1, grade="inadequate", completed_on=TODAY + dt.timedelta(days=1))
        done(world, 1, grade="inadequate", completed_on=TODAY - dt.timedelta(days=1))
        assert kinds() == []

    def test_a_pick_is_never_changed(self, world, begin):
        begin(Kind.INADEQUATE)
        done(world, 1, grade="inadequate")
        for change in (Pick.objects.all().delete, lambda: Pick.objects.update(kind="share")):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

    def test_an_audit_that_was_sent_back_keeps_its_pick_or_gains_one(self, world, begin):
        begin(Kind.INADEQUATE)
        kept, gains = done(world, 1, grade="inadequate")[0], done(world, 1)[0]
        Audit.objects.filter(pk=kept.pk).update(grade="good")
        Audit.objects.filter(pk=gains.pk).update(grade="inadequate")
        for _ in range(2):
            actions.pick(by=world.qa, audits=[kept, gains])
        assert dict(Pick.objects.values_list("audit", "kind")) == {
            kept.pk: "inadequate",
            gains.pk: "inadequate",
        }


class TestShare:
    def test_once_the_cycle_is_closed_the_share_is_whole(self, world, begin):
        begin(Kind.SHARE, 20)
        for _ in range(13):
            done(world, 1)
        assert 2 <= Pick.objects.count() <= 3
        actions.close_cycle(by=world.qa, cycle=world.cycle)
        assert Pick.objects.count() == 3
        assert set(Pick.objects.values_list("seed", flat=True)) == {Cycle.objects.get().seed}

    def test_the_share_is_of_those_that_no_other_rule_asks_for(self, world, begin):
        begin(Kind.INADEQUATE)
        begin(Kind.SHARE, 50)
        done(world, 4, grade="inadequate")
        done(world, 10)
        actions.close_cycle(by=world.qa, cycle=world.cycle)
        assert kinds() == ["inadequate"] * 4 + ["share"] * 5

    def test_each_share_is_of_the_audits_of_its_own_days(self, world, begin):
        later = TODAY + dt.timedelta(days=3)
        actions.end_rule(by=world.qa, rule=begin(Kind.SHARE, 50), on=later, reason="Fewer.")
        begin(Kind.SHARE, 10, starts_on=later)
        first, then = done(world, 8), done(world, 10, completed_on=later)
        actions.close_cycle(by=world.qa, cycle=world.cycle)
        assert Pick.objects.filter(audit__in=first).count() == 4
        assert Pick.objects.filter(audit__in=then).count() == 1

    def test_closing_again_after_more_came_in_makes_it_whole_again(self, world, begin):
        begin(Kind.SHARE, 20)
        for _ in range(2):
            actions.open_cycle(by=world.qa, cycle=world.cycle)
            done(world, 5)
            actions.close_cycle(by=world.qa, cycle=world.cycle)
            actions.close_cycle(by=world.qa, cycle=world.cycle)
        assert Pick.objects.count() == 2

    def test_picking_takes_as_many_queries_besides_history_for_60_audits_as_for_6(self, world, begin):
        for kind, share in ((Kind.INADEQUATE, None), (Kind.NEW_AUDITOR, None), (Kind.SHARE, 50)):
            begin(kind, share)
        counts = []
        for number in (6, 60):
            made = [
                AuditFactory(submitted=True, completed_on=TODAY, cycle=world.cycle) for _ in range(number)
            ]
            Audit.objects.filter(pk=made[0].pk).update(grade="inadequate")
            with CaptureQueriesContext(connection) as asked:
                actions.pick(by=world.qa, audits=made)
            counts.append(sum("core_" not in query["sql"] for query in asked.captured_queries))
        assert counts[0] == counts[1]


def import_audits(tmp_path, rows):
    path = tmp_path / "audits.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    call_command("import_audits", path, verbosity=0)


def row(world, number, cycle="2023-10", **values):
    place = {"service_area": "SWF", "team": "SWF West 1", "auditor": "PM9", "completed_on": "2023-10-16"}
    return {"cycle": cycle, "case_ref": f"CD{number:06}", **place, "grade": "Good", **values}


def test_imported_audits_are_picked_in_one_pass_unless_their_cycle_is_closed(world, begin, tmp_path):
    StaffFactory(staff_id="PM9", record=world.audit.team)
    begin(Kind.OUTSTANDING)
    begin(Kind.SHARE, 20)
    rows = [row(world, number, grade="Outstanding" if number < 2 else "Good") for number in range(12)]
    import_audits(tmp_path, [*rows, row(world, 77, cycle="2023-08", grade="Outstanding")])
    assert kinds() == ["outstanding"] * 2 + ["share"] * 2
    import_audits(tmp_path, [*rows, row(world, 77, cycle="2023-08", grade="Outstanding")])
    assert Pick.objects.count() == 4


def test_a_rule_about_actions_picks_no_audit(begin, world):
    submit(world)
    begin(Kind.RECHECK, 50)
    assert not Pick.objects.exists()
