"""A sparkline says in words what it draws, and draws no line over a month that is not known."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core import months
from indicators.board.sparkline import EDGE, HEIGHT, WIDTH, in_words, lines, sparkline

FIRST = dt.date(2023, 1, 1)
AMOUNTS = st.lists(st.none() | st.decimals(-1000, 1000, places=2), max_size=13)


def by_month(values):
    span = [months.plus_months(FIRST, at) for at in range(len(values))]
    return {month: None if v is None else Decimal(v) for month, v in zip(span, values, strict=True)}


def said(values):
    named = by_month(values)
    return in_words({month: str(value) for month, value in named.items()}, named)


@given(AMOUNTS)
def test_every_known_month_is_drawn_once_and_inside(values):
    points = [point for run in lines(values) for point in run]
    assert len(points) == sum(value is not None for value in values)
    assert all(0 <= x <= WIDTH and EDGE <= y <= HEIGHT - EDGE for x, y in points)


@given(AMOUNTS)
def test_more_is_never_drawn_lower(values):
    points = [point for run in lines(values) for point in run]
    known = [value for value in values if value is not None]
    ranked = sorted(zip(known, points, strict=True))
    heights = [y for _, (_, y) in ranked]
    assert heights == sorted(heights, reverse=True)


def test_a_month_that_is_not_known_interrupts_the_line():
    assert [len(run) for run in lines([Decimal(1), Decimal(2), None, Decimal(3)])] == [2, 1]


def test_the_words_name_the_ends_and_the_extremes():
    assert said([5, 9, 2, 4]) == (
        "From 5 in January 2023 to 4 in April 2023; lowest 2 in March 2023, highest 9 in February 2023"
    )


def test_one_month_is_said_alone_and_none_is_said_to_be_none():
    assert said([None, 7]) == "7 in February 2023"
    assert said([None, None]) == "No figures"


def test_a_single_month_is_a_dot_without_a_line():
    drawn = sparkline(by_month([7]), {FIRST: "7"})
    assert (drawn.runs, drawn.dot) == ([], (EDGE, HEIGHT / 2))
