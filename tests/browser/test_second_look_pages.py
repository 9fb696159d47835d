"""The pages of second opinions: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt

import pytest

from audits import actions
from tests.audits.world import make_world, submit
from tests.factories import AuditFactory, StaffFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2023, 10, 16)


@pytest.fixture
def world(transactional_db):
    """Two rules, audits picked and moderated, one session that is open and one that is closed."""
    world = make_world()
    for kind, share in (("inadequate", None), ("share", 50)):
        actions.begin_rule(by=world.qa, kind=kind, share=share, starts_on=DAY, reason="The board asked.")
    submit(world)
    done = [
        AuditFactory(submitted=True, completed_on=DAY, cycle=world.cycle, grade=grade, auditor=StaffFactory())
        for grade in ("good", "outstanding", "good", "inadequate")
    ]
    actions.pick(by=world.qa, audits=done)
    for audit in done[:3]:
        actions.moderate(by=world.qa, audit=audit, grade="good", reason="As I read it.", seen=1)
    made = {"by": world.qa, "held_on": DAY, "audits": done, "people": [world.manager, world.qa]}
    world.open = actions.make_calibration(title="Neglect", **made)
    world.closed = actions.make_calibration(title="Plans", **made)
    for who, grade in ((world.manager, "good"), (world.qa, "inadequate")):
        for session in (world.open, world.closed):
            case = session.cases.get(position=1)
            actions.grade_case(by=who, case=case, grade=grade, reason="The plan is vague.")
    actions.close_calibration(by=world.qa, calibration=world.closed)
    world.rule = actions.begin_rule(
        by=world.qa, kind="recheck", share=10, starts_on=DAY, reason="To see whether it lasted."
    )
    return world


UNITS = (
    "/moderation/",
    "/moderation/?show=all",
    "/moderation/rules/",
    "/moderation/rules/new/",
    "/moderation/rules/{rule}/",
    "/moderation/coverage/",
    "/moderation/agreement/",
    "/moderation/agreement/?from_month=2023-10&to_month=2023-10",
    "/cycles/2023-10/",
    "/calibration/",
    "/calibration/new/",
    "/calibration/{open}/",
    "/calibration/{closed}/",
)
GRADERS = (
    "/",
    "/calibration/",
    "/calibration/{open}/",
    "/calibration/{closed}/",
    "/calibration/{open}/cases/1/",
)


def address(url, world):
    return url.format(rule=world.rule.pk, open=world.open.pk, closed=world.closed.pk)


def test_the_units_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.qa), *(address(url, world) for url in UNITS))


def test_the_pages_of_those_who_grade_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), *(address(url, world) for url in GRADERS))
