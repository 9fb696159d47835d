"""The pages of a month are for everybody: by keyboard, narrow, without scripts, with a screen reader."""

import pytest
from django.urls import reverse

from figures.models import Restatement
from tests.indicators.made import MONTH, entry, figure
from tests.indicators.months_made import REFERRALS, make_month

pytestmark = pytest.mark.django_db(transaction=True)
DOOR = (MONTH, "front-door")


@pytest.fixture
def month(live_server):
    """September: written, confirmed, one figure missing and one that moved."""
    month = make_month()
    entry("workforce.agency", section=month.workforce)
    month.write("Fewer referrals than in August.\n\nSchools were closed for longer.")
    month.confirm_all()
    before = figure(REFERRALS, MONTH, 299)
    after = figure(REFERRALS, MONTH, 301)
    Restatement.objects.create(figure=after, before=before, reason="a referral was recorded")
    return month


def test_the_pages_are_for_everybody(signed_in, sweep, month):
    page = signed_in(user=month.team)
    urls = [
        reverse("section_analysis", args=DOOR),
        reverse("section_confirm", args=DOOR),
        reverse("sign_off", args=[MONTH]),
        reverse("restatements"),
        reverse("restatements") + "?month_0=1&month_1=2020",
    ]
    sweep(page, *urls)
    month.confirm_all()
    sweep(page, reverse("sign_off", args=[MONTH]))
    month.sign(reason="The payroll is late.")
    figure(REFERRALS, MONTH, 302)
    sweep(page, urls[0], urls[1], urls[2], reverse("home"))


def test_nothing_has_been_restated_says_what_comes_here(signed_in, sweep, transactional_db):
    page = signed_in("performance")
    sweep(page, reverse("restatements"), reverse("sign_off", args=[MONTH]))
    page.goto(reverse("restatements"))
    assert page.get_by_text("Once a month is signed off, each figure of it that changes").is_visible()
