"""What somebody stood by and is otherwise now is listed, each step of it once, with its reason."""

import pytest

from audits.models import Audit
from figures.actions import ask, freeze, roll_up
from figures.models import CurrentFigure, Figure, Frozen, Restatement
from tests.figures.world import AUGUST, BY, SEPTEMBER

GOOD = "audits.good"


@pytest.fixture
def frozen(world):
    """September is frozen with one audit graded good; August is not."""
    world.one = world.audit(submitted=True)
    roll_up(by=BY, asked=[AUGUST, SEPTEMBER])
    freeze_month(SEPTEMBER)
    return world


def freeze_month(month, why="signed off"):
    current = CurrentFigure.objects.filter(month=month).select_related("figure")
    return freeze(by=BY, figures=[row.figure for row in current], why=why)


def moderate(world, grade, cause="an audit was moderated"):
    """The final grade is another one, and the month is rolled up."""
    Audit.objects.filter(pk=world.one.pk).update(moderated_grade=grade)
    ask(by=BY, months=[SEPTEMBER], cause=cause)
    return roll_up(by=BY)


def steps(slug=GOOD, kind="service"):
    """What is listed of the whole service, oldest first: old, new, reason."""
    listed = Restatement.objects.filter(figure__indicator__slug=slug, figure__place__kind=kind)
    return [(each.before.value, each.figure.value, each.reason) for each in listed.order_by("pk")]


def test_a_frozen_figure_stays_and_the_current_one_moves_and_that_is_listed(frozen):
    was = frozen.current(GOOD)
    moderate(frozen, "outstanding")
    assert frozen.current(GOOD).value == 0
    kept = Frozen.objects.get(indicator__slug=GOOD, place__kind="service", month=SEPTEMBER)
    assert (kept.figure, kept.figure.value) == (was, 1)
    assert steps() == [(1, 0, "an audit was moderated")]


def test_a_figure_that_is_restated_twice_is_listed_twice_each_against_the_one_before(frozen):
    moderate(frozen, "outstanding")
    frozen.audit(submitted=True)
    frozen.audit(submitted=True)
    moderate(frozen, "outstanding", cause="an audit was submitted")
    assert steps() == [(1, 0, "an audit was moderated"), (0, 2, "an audit was submitted")]


def test_a_figure_that_moves_back_is_listed_both_ways(frozen):
    moderate(frozen, "outstanding")
    moderate(frozen, "good", cause="a moderation was changed")
    assert steps() == [(1, 0, "an audit was moderated"), (0, 1, "a moderation was changed")]
    kept = Frozen.objects.get(indicator__slug=GOOD, place__kind="service", month=SEPTEMBER)
    assert kept.figure.value == frozen.current(GOOD).value


def test_every_place_that_moved_is_listed_and_no_other(frozen):
    moderate(frozen, "outstanding")
    listed = Restatement.objects.filter(figure__indicator__slug=GOOD)
    assert {each.figure.place.code for each in listed} == {"", "SWF", "SWF West"}


def test_what_changed_nothing_is_not_listed(frozen):
    moderate(frozen, "")
    roll_up(by=BY, asked=[SEPTEMBER])
    assert not Restatement.objects.exists()


def test_a_month_that_nobody_stood_by_is_not_restated(frozen):
    cycle = type(frozen.cycle).objects.create(
        month=AUGUST, theme="Visits", due_on=AUGUST, tool=frozen.cycle.tool
    )
    frozen.audit(cycle=cycle)
    ask(by=BY, months=[AUGUST], cause="an audit was allocated")
    roll_up(by=BY)
    assert frozen.current(month=AUGUST).value == 1
    assert not Restatement.objects.exists()


def test_what_is_frozen_for_two_reasons_is_listed_once(frozen):
    freeze_month(SEPTEMBER, why="published")
    moderate(frozen, "outstanding")
    assert len(steps()) == 1


def test_freezing_twice_freezes_once(frozen):
    count = Frozen.objects.count()
    assert count == Figure.objects.filter(month=SEPTEMBER).count()
    assert freeze_month(SEPTEMBER) == 0
    assert Frozen.objects.count() == count
