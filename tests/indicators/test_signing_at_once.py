"""Signing off, confirming, writing and rolling up at the same moment, each in a thread of its own."""

import threading
import time

import pytest

from core.errors import Conflict, Refused
from core.history import verify
from core.models.history import Entry
from figures import writing
from figures.actions import ask, roll_up
from figures.models import Frozen, Restatement
from indicators.actions import months as actions
from indicators.actions.months import confirm, sign_off, stamp
from indicators.models import SectionMonth, SignOff
from organisation.roles import Role
from tests.factories import UserFactory
from tests.figures.test_at_once import SECONDS, together
from tests.figures.world import BY, SEPTEMBER, make_world
from tests.indicators.made import MONTH, entry
from tests.indicators.months_made import make_month

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def month(transactional_db):
    return make_month()


def at_once(count, work):
    """The work in so many threads that begin together; what each answered, or how it was refused."""
    start = threading.Barrier(count)

    def one(number):
        start.wait(SECONDS)
        try:
            return work(number)
        except (Refused, Conflict) as refused:
            return refused

    return together(*[lambda n=n: one(n) for n in range(count)])


def test_four_sign_the_month_off_at_once_and_it_is_signed_off_once(month):
    month.confirm_all()
    signed = at_once(4, lambda number: month.sign())
    assert {each.pk for each in signed} == {SignOff.objects.get().pk}
    assert Frozen.objects.count() == 2
    assert Entry.objects.filter(verb="signed off").count() == 1
    assert verify().ok


def test_four_confirm_a_section_at_once_and_it_is_confirmed_once(month):
    rows = at_once(4, lambda n: confirm(by=month.team, section=month.door, month=MONTH))
    assert len({row.confirmed_at for row in rows}) == 1
    assert Entry.objects.filter(verb="confirmed the figures of").count() == 1


def test_of_four_who_write_at_once_one_is_saved_and_the_others_see_it(month):
    answers = at_once(4, lambda n: month.write(f"Text {n}", seen=stamp("")))
    refused = [each for each in answers if isinstance(each, Conflict)]
    assert len(refused) == 3
    assert {each.current.analysis for each in refused} == {SectionMonth.objects.get().analysis}


def test_a_figure_that_is_replaced_in_the_moment_of_its_sign_off_is_listed(transactional_db, monkeypatch):
    """A roll-up begins when the sign-off has looked, and wants to write before the sign-off has ended."""
    world, team = make_world(), UserFactory(roles=[Role.PERFORMANCE])
    of = entry("audits.allocated", headline="records").section
    roll_up(by=BY, asked=[SEPTEMBER])
    confirm(by=team, section=of, month=SEPTEMBER)
    has_looked, wants_to_write = threading.Event(), threading.Event()
    look, hold = actions._check_ready, writing._hold_current

    def looking(state):
        look(state)
        has_looked.set()
        wants_to_write.wait(2)  # on SQLite in vain: the sign-off holds the whole file
        time.sleep(0.3)

    def holding(rollup):
        wants_to_write.set()
        hold(rollup)

    monkeypatch.setattr(actions, "_check_ready", looking)
    monkeypatch.setattr(writing, "_hold_current", holding)

    def late():
        assert has_looked.wait(SECONDS)
        world.audit(submitted=True)
        ask(by=BY, months=[SEPTEMBER], cause="an audit was submitted")
        roll_up(by=BY)

    together(lambda: sign_off(by=team, month=SEPTEMBER), late)
    found = Restatement.objects.get(figure__indicator__slug="audits.allocated", figure__place__kind="service")
    assert (found.before.value, found.figure.value) == (0, 1)
    assert found.before.frozen.get().why == "signed off"
