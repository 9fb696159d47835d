"""Two of the unit at the same moment, or an auditor who is typing: one effect, and nothing typed is lost."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Adjustment, Expectation
from core import history
from core.errors import Conflict, Refused
from core.history import Service
from tests.audits.running import another_audit, ask, manager, now
from tests.audits.test_at_once import at_once
from tests.audits.world import make_world, write

pytestmark = pytest.mark.django_db(transaction=True)
BY = Service("a test")
DUE = dt.date(2023, 10, 27)


@pytest.fixture
def world(transactional_db, settings):
    """The day the audits of five people are due."""
    settings.PLUMBLINE_TODAY = DUE
    world = make_world()
    for number in range(4):
        another_audit(world, auditor=manager(f"Kim Inventon {number}").staff)
    return world


def test_of_two_who_decide_at_the_same_moment_one_is_told_what_the_other_decided(world):
    asked = ask(world, "exempt")
    said = {"adjustment": asked, "decision": "So be it."}
    answers = at_once(
        lambda: actions.decide_adjustment(by=world.qa, approve=True, **said),
        lambda: actions.decide_adjustment(by=world.other_qa, approve=False, **said),
    )
    [won] = [answer for answer in answers if isinstance(answer, Adjustment)]
    [told] = [answer for answer in answers if isinstance(answer, Conflict)]
    assert told.current.state == won.state == Adjustment.objects.get().state
    assert now(world.audit).state == ("exempted" if won.state == "approved" else "allocated")


def test_what_is_typed_while_the_audit_is_reassigned_is_with_one_of_the_two_and_not_lost(world):
    new = manager("Jo Fictional")
    seen = now(world.audit).version
    answers = at_once(
        lambda: actions.adjust(
            by=world.qa, audit=world.audit, kind="reassign", reason="Away.", auditor=new.staff, seen=seen
        ),
        lambda: write(world, note="Typed just then"),
    )
    done = next(answer for answer in answers if isinstance(answer, Adjustment))
    refused = any(isinstance(answer, Refused) for answer in answers)
    done.refresh_from_db()
    kept = ["note", "Typed just then"] in done.draft_before.get("entries", [])
    assert kept != refused, "it is kept, or its auditor is told that it was not saved"
    assert not now(world.audit).entries.exists()


def test_of_two_expectations_of_the_same_days_at_the_same_moment_one_is_refused(world):
    answers = at_once(
        *[
            lambda audits=audits: actions.set_expectation(
                by=world.qa, role="PM", audits=audits, starts_on=DUE, reason="As agreed."
            )
            for audits in (1, 2)
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Expectation", "Refused"]
    assert Expectation.objects.count() == 1
    assert history.verify().ok
