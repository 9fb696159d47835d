"""Rows of one key, and periods that share a day: within a file and with what is recorded."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.importing.held import Held
from core.importing.keys import apart, once
from core.importing.problems import Problems
from tests.core.test_importing_parts import sample

DAYS = st.integers(0, 12).map(lambda n: dt.date(2023, 1, 1) + dt.timedelta(days=n))


@st.composite
def periods(draw):
    starts_on = draw(DAYS)
    ends_on = draw(st.one_of(st.none(), st.integers(1, 8).map(lambda n: starts_on + dt.timedelta(days=n))))
    return starts_on, ends_on


def overlap(one, other):
    return one[0] < (other[1] or dt.date.max) and other[0] < (one[1] or dt.date.max)


@given(st.lists(st.tuples(st.sampled_from("AB"), periods()), max_size=7), st.lists(periods(), max_size=3))
def test_the_rows_that_remain_share_no_day_with_each_other_or_what_is_recorded(file, recorded):
    """And those that fall out do, when all of them are looked at."""
    held = {}
    for each in recorded:
        if not any(overlap(each, other) for other in held.items()):
            held[each[0]] = each[1]
    rows = [
        sample(n, name, period[0], ends_on=str(period[1]) if period[1] else None)
        for n, (name, period) in enumerate(file, start=2)
    ]
    problems = Problems()
    rows = once(rows, lambda row: (row.name, row.starts_on), "name and from", problems)
    good = apart(
        rows,
        key=lambda row: (row.name, row.starts_on),
        period=lambda row: (row.starts_on, row.ends_on),
        held={("A", begins): Held(1, {"from": begins, "to": ends}) for begins, ends in held.items()},
        rule="One record of a person for each day",
        problems=problems,
    )
    assert {row.number for row in rows} == {row.number for row in good} | (
        {row.number for row in rows} & problems.rows
    )
    for name in "AB":
        now = dict(held) if name == "A" else {}
        now.update({row.starts_on: row.ends_on for row in good if row.name == name})
        spans = sorted(now.items())
        assert not any(overlap(a, b) for a, b in pairwise(spans))


def test_rows_of_one_key_that_say_the_same_are_one_and_others_are_problems():
    rows = [
        sample(n, "A", dt.date(2023, month, 1), share=share)
        for n, month, share in [(2, 1, "1"), (3, 1, "1.0"), (4, 2, "1"), (5, 2, "0")]
    ]
    problems = Problems()
    good = once(rows, lambda row: (row.name, row.starts_on), "name and from", problems)
    assert [row.number for row in good] == [2]
    assert [(p.row, p.accepted) for p in problems.found] == [
        (4, "One row for each name and from; row 5 is of the same and says something else."),
        (5, "One row for each name and from; row 4 is of the same and says something else."),
    ]


def test_two_of_one_owner_may_not_begin_on_one_day_either_where_the_key_says_more_than_the_day():
    rows = [sample(n, "A", dt.date(2023, 1, 1), share=share) for n, share in [(2, "1"), (3, "0.5")]]
    there = {("A", "0", dt.date(2023, 1, 1)): Held(1, {"from": dt.date(2023, 1, 1), "to": None})}
    for file, held, other in [(rows, {}, "row 2"), (rows[1:], there, "what is recorded")]:
        problems = Problems()
        good = apart(
            file,
            key=lambda row: (row.name, str(row.share), row.starts_on),
            period=lambda row: (row.starts_on, row.ends_on),
            held=held,
            rule="One worker for each day",
            problems=problems,
        )
        assert (good, problems.found[-1].row) == ([], 3)
        assert problems.found[-1].accepted == (
            f"One worker for each day; this one shares days with {other} (from 1 January 2023, still open). "
            "Both begin on the same day: only one of them can be right."
        )
