"""Nobody decides on an adjustment of what they audit, are to audit, or supervised."""

import pytest

from audits import actions
from core import history
from core.errors import Refused
from tests.audits.running import LATER, adjust, ask, manager, works_in_the_team
from tests.audits.world import write
from tests.factories import UserFactory


def decide(world, asked, *, approve=True, decision="That is right.", by=None, **more):
    said = {"approve": approve, "decision": decision, **more}
    return actions.decide_adjustment(by=by or world.qa, adjustment=asked, **said)


def test_nobody_approves_their_own(world):
    own = UserFactory(roles=["qa"], name="Own Auditor")
    asked = ask(world, "exempt")
    world.manager.staff = None
    world.manager.save()
    own.staff = world.audit.auditor
    own.save()
    with pytest.raises(Refused, match="Nobody decides on their own audit"):
        decide(world, asked, by=own)
    with pytest.raises(Refused, match="Nobody decides on their own audit"):
        adjust(world, "withdraw", by=own)


def test_nobody_decides_on_the_work_of_their_team(world):
    works_in_the_team(world.other_qa, world.audit.team)
    asked = ask(world, "exempt")
    for approve in (True, False):
        with pytest.raises(Refused, match="a team that they were in"):
            decide(world, asked, approve=approve, by=world.other_qa)
    adjust(world, "withdraw")
    with pytest.raises(Refused, match="a team that they were in"):
        actions.reinstate(by=world.other_qa, audit=world.audit, reason="A slip.")


def test_nobody_gives_an_audit_to_themselves(world):
    both = manager("Both Roles")
    with pytest.raises(Refused, match="Nobody gives an audit to themselves"):
        adjust(world, "reassign", by=both, auditor=both.staff)


def test_history_holds_after_all_of_it(world):
    write(world)
    decide(world, ask(world, "extend", due_on=LATER))
    adjust(world, "reassign", auditor=manager().staff)
    adjust(world, "exempt")
    actions.reinstate(by=world.qa, audit=world.audit, reason="A slip.")
    assert history.verify().ok
    said = " ".join(line.sentence for line in history.of(world.audit))
    assert "The file reads well" not in said, "a draft is in no history"
