"""A month of another time is not found, or is said to be none: no page fails on it."""

import pytest
from django.urls import reverse

from indicators.models import StepChange
from organisation.roles import Role
from tests.caseloads.page_text import text
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, section

pytestmark = pytest.mark.django_db
OF_NO_TIME = ["0001-01", "0000-01", "1899-12", "2100-01", "9999-12"]
ENDS = ["1900-01", "2099-12"]
ADDRESSES = [
    "/performance/{month}/",
    "/performance/{month}/front-door/",
    "/performance/{month}/front-door/analysis/",
    "/performance/{month}/front-door/confirm/",
    "/performance/{month}/sign-off/",
    "/performance/{month}/workbook/",
    "/performance/{month}/places/referrals.number/",
    "/performance/?month={month}",
    "/performance/thirteen-months/?month={month}",
    "/summary/{month}/",
    "/summary/{month}/record/",
    "/summary/choose/?month={month}",
]
FILTERED = [
    "/performance/indicators/referrals.number/?month_0={number}&month_1={year}",
    "/performance/restatements/?month_0={number}&month_1={year}",
    "/figures/referrals.number/?first_0={number}&first_1={year}",
    "/caseloads/20-or-more/?month_0={number}&month_1={year}",
    "/caseloads/alarms/?month_0={number}&month_1={year}",
]


@pytest.fixture
def signed_in(client):
    """Somebody who may see every page, where one indicator has one figure."""
    section("front-door")
    entry()
    figure("referrals.number", MONTH, 299)
    client.force_login(UserFactory(roles=[Role.PERFORMANCE, Role.HEAD_OF_SERVICE, Role.QA]))
    return client


def test_no_address_of_such_a_month_is_found(signed_in):
    for address in ADDRESSES:
        for month in OF_NO_TIME:
            assert signed_in.get(address.format(month=month)).status_code == 404, (address, month)


def test_the_first_and_the_last_month_of_our_time_are_pages_like_others(signed_in):
    for address in ADDRESSES:
        for month in ENDS:
            assert signed_in.get(address.format(month=month), follow=True).status_code in (200, 404), address


def test_a_filter_takes_such_a_month_for_none(signed_in):
    for address in FILTERED:
        for month in [*OF_NO_TIME, *ENDS]:
            year, number = month.split("-")
            answer = signed_in.get(address.format(year=year, number=int(number)))
            assert answer.status_code == 200, (address, month)
            if month in OF_NO_TIME[:1]:
                assert "Enter a month of the years 1900 to 2099" in text(answer.content.decode()), address


def test_a_step_change_of_such_a_month_is_refused_in_words(signed_in):
    address = reverse("step_change_set", args=["referrals.number"])
    for year in ("0001", "9999"):
        sent = {"month_0": "1", "month_1": year, "reason": "A new front door."}
        page = text(signed_in.post(address, sent).content.decode())
        assert "Enter a month of the years 1900 to 2099" in page
    assert not StepChange.objects.exists()
