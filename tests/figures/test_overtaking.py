"""Two roll-ups of which one saw older records: the right figure wins, whichever ends first.

Each test plays one order of events, step by step: `compute` reads, `add` writes.
"""

import contextlib

import pytest

from figures import actions
from figures.actions import Overtaken, add, ask, roll_up
from figures.computing import compute
from figures.models import Figure, RollUp, Stale
from tests.figures.world import AUGUST, BY, SEPTEMBER


def change(world):
    """An audit is allocated, and its month made stale, as an action does it."""
    audit = world.audit()
    ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    return audit


def values():
    """The vintages of the whole service's allocated audits, oldest first."""
    every = Figure.objects.filter(indicator__slug="audits.allocated", place__kind="service")
    return list(every.order_by("pk").values_list("value", flat=True))


def test_an_older_view_that_ends_last_is_thrown_away(world):
    change(world)
    older = compute()
    change(world)
    newer = compute()
    add(by=BY, computation=newer)
    with pytest.raises(Overtaken):
        add(by=BY, computation=older)
    assert values() == [2]


def test_after_an_older_view_that_ends_first_the_newer_starts_over_and_wins(world):
    change(world)
    older = compute()
    change(world)
    newer = compute()
    add(by=BY, computation=older)
    with pytest.raises(Overtaken):
        add(by=BY, computation=newer)
    assert Stale.objects.count() == 1, "the change that the older view had not seen is still to be rolled up"
    roll_up(by=BY)
    assert values() == [1, 2]


def test_a_change_between_reading_and_adding_stays_stale(world):
    change(world)
    computation = compute()
    change(world)
    add(by=BY, computation=computation)
    assert list(Stale.objects.values_list("cause", flat=True)) == ["an audit was allocated"]
    assert values() == [1]
    roll_up(by=BY)
    assert values() == [1, 2]


def test_roll_ups_that_were_asked_for_share_a_month_as_well(world):
    ask(by=BY, months=[SEPTEMBER], cause="asked for")
    older = compute([SEPTEMBER])
    world.audit()
    ask(by=BY, months=[AUGUST, SEPTEMBER], cause="asked for")
    newer = compute([AUGUST, SEPTEMBER])
    add(by=BY, computation=newer)
    with pytest.raises(Overtaken):
        add(by=BY, computation=older)
    assert values()[-1] == 1


def test_an_overtaken_roll_up_leaves_nothing_behind(world):
    change(world)
    older = compute()
    add(by=BY, computation=compute())
    before = (Figure.objects.count(), RollUp.objects.count())
    with pytest.raises(Overtaken):
        add(by=BY, computation=older)
    assert (Figure.objects.count(), RollUp.objects.count()) == before


class Overtaking:
    """Instead of `compute`: another roll-up slips in after each of the first few readings."""

    def __init__(self, world, times):
        self.world, self.left = world, times

    def __call__(self, months=None, **more):
        computation = compute(months, **more)
        if self.left:
            self.left -= 1
            change(self.world)
            add(by=BY, computation=compute())
        return computation


def test_an_overtaken_roll_up_starts_over_by_itself(world, monkeypatch):
    monkeypatch.setattr(actions, "compute", Overtaking(world, times=3))
    roll_up(by=BY, asked=[SEPTEMBER])
    assert values()[-1] == 3
    assert not Stale.objects.exists()


def test_a_roll_up_that_is_always_overtaken_gives_up_and_says_so(world, monkeypatch):
    monkeypatch.setattr(actions, "compute", Overtaking(world, times=99))
    with pytest.raises(Overtaken, match="Other roll-ups were faster 10 times"):
        roll_up(by=BY, asked=[SEPTEMBER])


def test_a_job_that_lost_its_lease_adds_nothing(world):
    class LeaseLost(Exception):
        pass

    @contextlib.contextmanager
    def finish():
        raise LeaseLost
        yield

    change(world)
    with pytest.raises(LeaseLost):
        roll_up(by=BY, finish=finish)
    assert not Figure.objects.exists()
    assert Stale.objects.count() == 1
