"""Figures as other rooms read them: in one query, looked up by key."""

import pytest

from figures import reading
from figures.actions import ask, roll_up
from figures.models import Figure, Place
from figures.reading import NOT_ROLLED_UP, Figures
from tests.figures.world import AUGUST, BY, OCTOBER, SEPTEMBER

RATE = "audits.completion_rate"


@pytest.fixture
def september(world):
    world.audit(submitted=True)
    world.audit()
    roll_up(by=BY, asked=[SEPTEMBER])
    return world


def test_figures_of_some_months_are_one_query_however_many_are_looked_up(
    september, django_assert_num_queries
):
    with django_assert_num_queries(1):
        figures = Figures([RATE, "audits.allocated"], AUGUST, OCTOBER)
        whole = figures.of(RATE, SEPTEMBER)
        swf = figures.of(RATE, SEPTEMBER, september.swf.pk)
        bit = figures.of("audits.allocated", SEPTEMBER, september.bit.pk)
    assert (whole.numerator, whole.denominator, whole.value) == (1, 2, 50)
    assert swf.value == 50
    assert bit.value == 0


def test_what_is_not_rolled_up_says_so_and_is_not_0(september):
    figures = Figures([RATE], AUGUST, OCTOBER)
    assert figures.of(RATE, AUGUST) is NOT_ROLLED_UP
    assert figures.of(RATE, AUGUST).value is None
    assert figures.has(SEPTEMBER)
    assert not figures.has(AUGUST)


def test_only_the_asked_indicators_and_months_are_read(september):
    roll_up(by=BY, asked=[AUGUST])
    figures = Figures([RATE], SEPTEMBER, OCTOBER)
    assert figures.of("audits.allocated", SEPTEMBER) is NOT_ROLLED_UP
    assert figures.of(RATE, AUGUST) is NOT_ROLLED_UP


def test_a_figure_knows_its_own_number(september):
    known = Figures([RATE], SEPTEMBER, SEPTEMBER).of(RATE, SEPTEMBER)
    assert Figure.objects.get(pk=known.figure_id) == september.current(RATE)


def test_vintages_are_every_figure_that_was_ever_current_newest_first(september):
    september.audit()
    ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    roll_up(by=BY)
    whole = Place.objects.get(kind="service")
    found = list(reading.vintages(RATE, whole.pk, SEPTEMBER, "records"))
    assert [(figure.denominator, figure.cause) for figure in found] == [
        (3, "an audit was allocated"),
        (2, "asked for"),
    ]
