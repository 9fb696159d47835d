"""Two of the performance team at the same moment: one definition and one target a month, whoever is first."""

import datetime as dt
from decimal import Decimal

import pytest

from core import history
from core.errors import Refused
from core.periods import ALWAYS
from indicators.actions import definitions, names, targets
from indicators.models import Entry, IndicatorName, Target
from tests.audits.test_at_once import at_once
from tests.factories import UserFactory
from tests.indicators import made

pytestmark = pytest.mark.django_db(transaction=True)
APRIL, JUNE, JULY = dt.date(2023, 4, 1), dt.date(2023, 6, 1), dt.date(2023, 7, 1)
WHY = "The board decided."


@pytest.fixture
def by(transactional_db):
    return UserFactory(roles=["performance"])


def aim(by, indicator, value, starts_on):
    values = {"operator": "<", "value": Decimal(value), "tolerance": None, "basis": "own", "note": ""}
    return targets.set_target(by=by, indicator=indicator, values=values, starts_on=starts_on, reason=WHY)


def define(by, section, **values):
    said = {"name": "Referrals", "section": section, "position": 1, "kind": "count", "window": "month"}
    full = {**said, "polarity": "neither", "headline": "reported", **values}
    return definitions.define(by=by, slug="referrals.number", values=full, starts_on=ALWAYS, reason=WHY)


def test_a_new_indicator_that_is_added_three_times_is_there_once(by):
    section = made.section()
    answers = at_once(*[lambda: define(by, section)] * 3)
    one = Entry.objects.get()
    assert all(isinstance(each, Refused) or each.pk == one.pk for each in answers)
    assert IndicatorName.objects.get().indicator == one.indicator
    told = [line.did for line in history.of(one.indicator)]
    assert sorted(told) == [
        f"{by.name} remembered a name of the indicator.",
        f"{by.name} set the definition of the indicator.",
    ]


def test_two_targets_from_different_months_follow_one_another(by):
    indicator = made.entry().indicator
    aim(by, indicator, 40, APRIL)
    answers = at_once(lambda: aim(by, indicator, 38, JUNE), lambda: aim(by, indicator, 36, JULY))
    assert not any(isinstance(each, Exception) for each in answers)
    rows = Target.objects.order_by("starts_on").values_list("value", "starts_on", "ends_on")
    assert list(rows) == [(40, APRIL, JUNE), (38, JUNE, JULY), (36, JULY, None)]
    assert history.verify().ok


def test_one_name_is_one_indicators(by):
    ones = [made.entry(slug).indicator for slug in ("referrals.number", "contacts.number")]
    answers = at_once(
        *(lambda i=i: names.know_by(by=by, name="In the month", indicator=i, reason=WHY) for i in ones)
    )
    assert sum(isinstance(each, Refused) for each in answers) == 1
    assert IndicatorName.objects.count() == 1
