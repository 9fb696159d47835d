"""Focus 5 against the record: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt

import pytest

from core.history import Service
from figures.actions import roll_up
from tests.audits.recorded import answer, record
from tests.audits.world import make_world
from tests.factories import AuditFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2023, 10, 13)


@pytest.fixture
def world(transactional_db):
    """An audit to do; completed ones that differ from the record, agree with it, and that it knows not."""
    world = make_world()
    where = {"service_area": world.audit.service_area, "team": world.audit.team}
    done = [
        AuditFactory(
            submitted=True, completed_on=DAY, cycle=world.cycle, auditor=world.audit.auditor, **where
        )
        for _ in range(3)
    ]
    for audit in done:
        answer(audit, visit="yes", supervision="no", chronology="yes")
    record(world.audit, visited=61, discussed=5)
    record(done[0], visited=61, discussed=5, day=DAY)
    record(done[1], visited=5, discussed=90, day=DAY)
    roll_up(by=Service("a test"), asked=[world.cycle.month])
    world.differs, world.agrees, world.unknown = done
    return world


def address(url, world):
    return url.format(
        to_do=world.audit.pk, differs=world.differs.pk, agrees=world.agrees.pk, unknown=world.unknown.pk
    )


UNITS = (
    "/audits/{differs}/",
    "/audits/{agrees}/",
    "/audits/{unknown}/",
    "/audits/{to_do}/",
    "/audits/{differs}/moderate/",
    "/summary/2023-10/",
    "/summary/2023-10/record/",
)
AUDITORS = ("/audits/{differs}/", "/audits/{to_do}/write/focus5/")


def test_the_units_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.qa), *(address(url, world) for url in UNITS))


def test_the_auditors_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), *(address(url, world) for url in AUDITORS))


def test_the_unit_finds_the_audits_that_differ_from_the_summary(signed_in, world):
    page = signed_in(user=world.qa)
    page.goto("/summary/2023-10/")
    page.get_by_role("link", name="See the answers that differ").click()
    page.get_by_role("link", name=world.differs.case_ref).first.click()
    warning = "Visit in timescale: the audit says yes, the record says otherwise."
    assert page.get_by_text(warning).is_visible()
