"""The home page says how many indicators have no figure of the last full month, to those who import them."""

import datetime as dt

import pytest

from figures.models import Source
from indicators.taking.work import missing_figures
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, target

pytestmark = pytest.mark.django_db


def said(user):
    work = missing_figures(user)
    return work.lines[0].text if work else None


def test_missing_figures_are_counted_until_they_have_come(listed, performance):
    assert said(performance) == "September 2023: 3 indicators have no figure yet. Import them."
    figure("referrals.number", MONTH, 588)
    figure("care.number", MONTH, None, missing="to be confirmed")
    assert said(performance) == "September 2023: 1 indicator has no figure yet. Import them."
    figure("strategy.to-s47", MONTH, 81)
    assert said(performance) is None


def test_what_our_own_records_give_or_is_not_monthly_or_not_yet_defined_is_not_awaited(db, performance):
    entry("ours", headline=Source.RECORDS)
    entry("yearly", frequency="yearly")
    entry("later", starts_on=dt.date(2023, 10, 1))
    entry("gone", ends_on=dt.date(2023, 9, 1))
    assert said(performance) is None


def test_a_target_or_the_figure_of_another_place_or_month_is_no_figure(listed, performance):
    target(listed[0], 600)
    figure("referrals.number", dt.date(2023, 8, 1), 588)
    figure("referrals.number", MONTH, 588, source=Source.RECORDS)
    assert said(performance).startswith("September 2023: 3 indicators")


def test_it_concerns_nobody_else(listed):
    assert said(UserFactory(roles=["head_of_service"])) is None
