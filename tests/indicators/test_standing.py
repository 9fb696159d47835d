"""How an indicator stands in a month."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import StepChange
from indicators.reading.catalogue import catalogue
from indicators.reading.standing import standings
from indicators.rules.direction import Change, Way
from indicators.rules.rag import Rag
from indicators.rules.signs import Assurance, Variation
from organisation.roles import Role
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, series, target

AUGUST = dt.date(2023, 8, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db):
    return UserFactory(roles=[Role.PERFORMANCE])


def test_a_month_says_value_target_rag_direction_and_both_signs(reader):
    referrals = entry()
    target(referrals, 250)
    series("referrals.number", [300, 290, 310, 295, 305, 300, 290, 310, 300, 305, 295, 300, 299])
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.shown() == "299"
    assert standing.rag is Rag.RED
    assert (standing.since_last_month.way, standing.since_last_month.change) == (Way.DOWN, Change.BETTER)
    assert (standing.since_last_year.way, standing.since_last_year.change) == (Way.DOWN, Change.BETTER)
    assert standing.variation is Variation.COMMON
    assert standing.assurance is Assurance.NEVER
    assert "common cause" in standing.remark


def test_a_target_holds_only_in_its_months(reader):
    referrals = entry()
    target(referrals, 250, starts_on=dt.date(2023, 10, 1))
    figure("referrals.number", MONTH, 299)
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.rag is None


def test_limits_begin_anew_at_a_step_change(reader):
    referrals = entry()
    series("referrals.number", [300] * 12 + [100, 110])
    StepChange.objects.create(
        indicator=referrals.indicator, month=dt.date(2023, 8, 1), reason="A new front door"
    )
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.control.limits.mean == 105
    assert standing.control.limits.trial


def test_a_month_is_three_queries_however_many_indicators(reader):
    counts = []
    for number in range(3):
        series(entry(f"some.{number}").indicator.slug, [1, 2, 3])
        reader.access  # noqa: B018 - asked before
        with CaptureQueriesContext(connection) as asked:
            standings(reader, catalogue(MONTH), MONTH)
        counts.append(len(asked))
    assert counts[0] == counts[-1] <= 4
