"""Policies set in any order: what was before the day stays, and so does what begins later."""

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from caseloads.actions.policies import set_supervision_frequency
from caseloads.models import SupervisionFrequency
from core.errors import Refused
from core.history import Service

BY = Service("a test")
START = dt.date(2023, 1, 1)
DAYS = [START + dt.timedelta(days=n) for n in range(40)]
wishes = st.tuples(st.integers(1, 3), st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS))


def rows():
    return list(SupervisionFrequency.objects.order_by("starts_on"))


def by_day(found):
    """What holds on each day, looked up day by day."""
    return [
        next((r.months for r in found if r.starts_on <= day and (r.ends_on is None or day < r.ends_on)), None)
        for day in DAYS
    ]


class TestInAnyOrder(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(wishes, min_size=1, max_size=6))
    def test_only_the_days_from_its_own_to_the_next_beginning_change(self, asked):
        for months, starts_on, ends_on in asked:
            old = rows()
            before = by_day(old)
            next_one = min((row.starts_on for row in old if row.starts_on > starts_on), default=dt.date.max)
            try:
                set_supervision_frequency(
                    by=BY, status="CP", months=months, starts_on=starts_on, ends_on=ends_on, reason="x"
                )
            except Refused:
                assert ends_on is not None
                assert ends_on <= starts_on or ends_on > next_one
                assert by_day(rows()) == before
                continue
            after = by_day(rows())
            for day, was, now in zip(DAYS, before, after, strict=True):
                if day < starts_on or day >= next_one:
                    assert now == was
                elif ends_on is not None and day < ends_on:
                    assert now == months
            assert after[DAYS.index(starts_on)] == months
            assert all(a.ends_on is not None and a.ends_on <= b.starts_on for a, b in pairwise(rows()))
