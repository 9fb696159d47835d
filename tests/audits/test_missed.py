"""Why an audit was not completed: said by its auditor or the unit, counted in the month's summary."""

import datetime as dt

import pytest

from audits import actions
from audits.running import missed
from core import history
from core.errors import Refused
from tests.audits.running import manager, now
from tests.audits.world import submit


@pytest.fixture
def late(world, settings):
    """The day after the cycle was due."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 28)
    return world


def say(world, reason="other_work", note="", by=None, audit=None):
    return actions.say_why_missed(
        by=by or world.manager, audit=audit or world.audit, reason=reason, note=note
    )


def test_the_auditor_or_the_unit_says_why_and_it_is_said_once(late):
    for _ in range(2):
        say(late)
    say(late, "auditor_away", by=late.qa)
    assert now(late.audit).missed_reason == "auditor_away"
    assert [line.did for line in history.of(late.audit)] == [
        "Quinn Mockford said why nobody completed the audit.",
        "Robin Testerton said why nobody completed the audit.",
    ]


def test_nobody_else_says_why(late):
    with pytest.raises(Refused, match="Only its auditor or the quality assurance unit"):
        say(late, by=manager())


@pytest.mark.parametrize(
    ("reason", "note", "words"),
    [("", "", "Choose the reason"), ("dog ate it", "", "Choose the reason"), ("other", " ", "few words")],
)
def test_the_reason_is_one_of_the_list_or_said_in_words(late, reason, note, words):
    with pytest.raises(Refused, match=words):
        say(late, reason, note)


def test_before_the_due_date_there_is_nothing_to_explain(world):
    with pytest.raises(Refused, match="once the due date has passed"):
        say(world)


def test_of_a_closed_cycle_it_is_said_whatever_the_day(world):
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    say(world)
    assert now(world.audit).missed_reason == "other_work"


def test_a_late_audit_with_a_reason_can_still_be_submitted(late):
    say(late)
    submit(late)
    assert now(late.audit).is_completed
    assert missed.by_reason(late.cycle) == []
