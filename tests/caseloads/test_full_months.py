"""The clinic's list as at the last day of a month."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.caseloads.full_lists import JULY, TODAY, listed
from tests.caseloads.full_world import answered, becomes, hold, let_go, worker

pytestmark = pytest.mark.django_db


class TestOfAMonth:
    def test_it_is_as_at_the_months_last_day(self, made, ask):
        full = worker(made.west, 20, "Robin Fullwell")
        let_go(full, 1, dt.date(2023, 8, 31))
        late = worker(made.west, 0, "Late Comer")
        hold(late, 20, dt.date(2023, 8, 31))
        assert listed(ask(made.lead, **JULY)) == ["Robin Fullwell"]
        assert listed(ask(made.lead, month_0="8", month_1="2023")) == ["Late Comer"]

    def test_this_month_is_today(self, made, ask):
        worker(made.west, 20, "Robin Fullwell")
        page = ask(made.lead, month_0="10", month_1="2023")
        assert listed(page) == ["Robin Fullwell"]
        assert "Respond</a>" in page.content.decode() or "Respond<span" in page.content.decode()

    def test_a_month_that_has_not_begun_is_an_error_that_says_so(self, made, ask):
        page = ask(made.lead, month_0="11", month_1="2023")
        assert "Month must be this month or an earlier one." in page.content.decode()
        assert listed(page) == []

    @pytest.mark.parametrize("typed", [("13", "2023"), ("7", ""), ("x", "y"), ("0", "0000"), ("1", "0001")])
    def test_a_month_that_is_none_breaks_nothing(self, made, ask, typed):
        page = ask(made.lead, month_0=typed[0], month_1=typed[1])
        assert page.status_code == 200

    def test_it_stays_in_the_links_of_the_page(self, made, ask):
        worker(made.west, 20)
        text = ask(made.lead, **JULY).content.decode()
        assert "month_0=7&amp;month_1=2023&amp;export=csv" in text
        assert "month_0=7&amp;month_1=2023&amp;sort=name" in text
        assert f"{reverse('caseload_alarms')}?month_0=7&amp;month_1=2023" in text

    def test_the_places_are_those_of_that_day(self, made, ask):
        moved = worker(made.west, 20, "Mo Ver")
        becomes(moved, dt.date(2023, 9, 1), team=made.bit)
        [row] = ask(made.performance, **JULY).context["table"].data.data
        assert (row.team, row.area) == ("SWF West 1", "SWF")
        assert listed(ask(made.performance, **JULY, team=made.west.pk)) == ["Mo Ver"]
        assert listed(ask(made.performance, team=made.bit.pk)) == ["Mo Ver"]

    def test_a_past_list_shows_the_response_then_in_force_and_asks_for_none(self, made, ask, settings):
        full = worker(made.west, 20, "Robin Fullwell")
        settings.PLUMBLINE_TODAY = dt.date(2023, 7, 3)
        answered(made, full, review_on=dt.date(2023, 7, 20), text="In July.")
        settings.PLUMBLINE_TODAY = TODAY
        answered(made, full, text="In October.")
        text = ask(made.lead, **JULY).content.decode()
        assert "In July." in text
        assert "In October." not in text
        assert "Review overdue" in text
        assert reverse("caseload_respond", args=[full.pk, "reported"]) not in text
