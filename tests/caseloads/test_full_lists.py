"""Who holds 20 or more: which workers are listed, in which order, with which response."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from caseloads.models import CaseloadLimit
from tests.caseloads import clinic_2023_07
from tests.caseloads.full_lists import JULY, TODAY, listed
from tests.caseloads.full_world import answered, let_go, worker
from tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestTwentyOrMore:
    def test_the_clinic_of_july_2023_comes_out_as_its_paper_lists_it(self, ask):
        clinic_2023_07.make()
        rows = ask(UserFactory(roles=["performance"]), **JULY).context["table"].data.data
        assert [(row.children, row.qualifying_status, row.team) for row in rows] == clinic_2023_07.LIST

    def test_of_a_service_area_it_lists_that_ones(self, ask):
        areas = clinic_2023_07.make()
        user = UserFactory(roles=["performance"])
        for name, count in (("SWF", 20), ("BIT", 6)):
            rows = ask(user, **JULY, service_area=areas[name].pk).context["table"].data.data
            assert (len(rows), {row.area for row in rows}) == (count, {name})

    def test_of_several_service_areas_together_it_lists_both_as_the_clinic_does(self, ask):
        areas = clinic_2023_07.make()
        worker(TeamFactory(name="CWD East"), 28)
        user, both = UserFactory(roles=["performance"]), [area.pk for area in areas.values()]
        assert len(ask(user, **JULY).context["table"].data.data) == 27
        page = ask(user, **JULY, service_area=both)
        rows = page.context["table"].data.data
        assert [(row.children, row.qualifying_status, row.team) for row in rows] == clinic_2023_07.LIST
        assert "Service area: SWF, BIT" in page.content.decode()

    def test_it_counts_heads_and_lists_apart_who_would_be_on_it_at_full_time(self, made, ask):
        worker(made.west, 20, "Full Timer")
        worker(made.west, 12, "Part Timer", fte=Decimal("0.6"))
        worker(made.west, 11, "Just Under", fte=Decimal("0.6"))
        page = ask(made.lead)
        assert listed(page) == ["Full Timer"]
        assert [row.name for row in page.context["full_time"].data.data] == ["Part Timer"]
        assert listed(ask(made.lead, show="full_time")) == ["Part Timer"]

    def test_somebody_on_leave_who_holds_20_is_on_it_and_would_not_be_at_full_time(self, made, ask):
        worker(made.west, 20, "On Leave", fte=0)
        worker(made.west, 3, "Nearly Empty", fte=0)
        page = ask(made.lead)
        assert listed(page) == ["On Leave"]
        assert not page.context["full_time"].data.data
        assert "On leave, holds children" in page.content.decode()

    def test_from_how_many_on_is_a_policy_of_the_day(self, made, ask):
        CaseloadLimit.objects.create(
            kind="reported", children=15, starts_on=dt.date(2023, 8, 15), ends_on=dt.date(2023, 10, 1)
        )
        worker(made.west, 16, "Robin Sixteen")
        assert listed(ask(made.lead)) == []
        page = ask(made.lead, month_0="8", month_1="2023")
        assert listed(page) == ["Robin Sixteen"]
        assert (
            '<h1 class="govuk-heading-l">15 or more children on 31 August 2023</h1>' in page.content.decode()
        )

    @pytest.mark.parametrize(
        ("sort", "names"),
        [
            ("", ["Busy", "Amber", "Zed"]),
            ("children", ["Amber", "Zed", "Busy"]),
            ("name", ["Amber", "Busy", "Zed"]),
            ("-team", ["Busy", "Amber", "Zed"]),
            ("fte", ["Zed", "Busy", "Amber"]),
            ("answered", ["Busy", "Zed", "Amber"]),
        ],
    )
    def test_it_is_sorted_by_any_column_and_by_the_clinics_order_within_equals(self, made, ask, sort, names):
        amber = worker(made.east, 21, "Amber")
        worker(made.east, 21, "Zed", fte=Decimal("0.5"))
        worker(made.west, 22, "Busy")
        answered(made, amber)
        assert listed(ask(made.lead, sort=sort)) == names


class TestResponses:
    def test_each_is_marked_by_how_it_stands(self, made, ask, settings):
        none, overdue, due, fine = (worker(made.west, 20, name) for name in ("None", "Over", "Soon", "Well"))
        settings.PLUMBLINE_TODAY = dt.date(2023, 9, 20)
        answered(made, overdue, review_on=dt.date(2023, 10, 15))
        answered(made, due, review_on=dt.date(2023, 10, 20))
        answered(made, fine, review_on=dt.date(2023, 11, 20))
        settings.PLUMBLINE_TODAY = TODAY
        rows = {row.name: row.answered.value for row in ask(made.lead).context["table"].data.data}
        assert rows == {
            "None": "No response", "Over": "Review overdue", "Soon": "Review due", "Well": "Responded"
        }  # fmt: skip
        assert listed(ask(made.lead, response="with")) == ["Over", "Soon", "Well"]
        assert listed(ask(made.lead, response="none")) == ["None"]
        assert listed(ask(made.lead, response="overdue")) == ["Over"]
        text = ask(made.lead).content.decode()
        assert "1 without a response, 1 overdue for review" in text
        assert "since 15\u00a0October\u00a02023" in text
        assert f'href="{reverse("caseload_respond", args=[none.pk, "reported"])}"' in text

    def test_who_is_no_longer_over_is_listed_until_the_response_is_closed(self, made, ask):
        full = worker(made.west, 20, "Robin Fullwell")
        response = answered(made, full)
        let_go(full, 2, TODAY)
        page = ask(made.lead)
        assert listed(page) == []
        assert "Robin Fullwell, SWF West 1: 18 now, 20 on 16 October 2023" in page.content.decode()
        client_url = reverse("caseload_respond", args=[full.pk, "reported"])
        page = ask(made.lead).client.post(client_url, {"do": "close", "response": response.pk}, follow=True)
        assert "The response is closed." in page.content.decode()
        assert "Responses to close" not in page.content.decode()

    def test_who_may_not_respond_has_no_way_to(self, made, ask):
        worker(made.west, 20)
        assert "/respond/" not in ask(made.performance).content.decode()


def test_an_empty_list_says_what_brings_somebody_here(made, ask):
    assert "Nobody whom you can see holds so many children." in ask(made.lead).content.decode()
    worker(made.east, 1)
    assert "Nothing matches" in ask(made.lead, team=made.east.pk).content.decode()
