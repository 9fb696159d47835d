"""The clinic's lists: who is on them, in which order, on which day."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from caseloads.models import CaseloadLimit
from tests.caseloads import clinic_2023_07, full_world
from tests.caseloads.full_world import answered, becomes, hold, let_go, worker
from tests.factories import BEGINNING, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 10, 16)
JULY = {"month_0": "7", "month_1": "2023"}


@pytest.fixture
def made(db):
    return full_world.make()


@pytest.fixture
def ask(client):
    """Ask for a list as somebody."""

    def asked(user, name="caseloads_reported", **query):
        client.force_login(user)
        return client.get(reverse(name), query)

    return asked


def listed(page):
    return [row.name for row in page.context["table"].data.data]


def exported(page):
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


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


class TestProtected:
    @pytest.fixture(autouse=True)
    def limits(self, db):
        CaseloadLimit.objects.create(
            kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
        )
        CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)

    def test_it_says_how_long_ago_they_qualified_their_limit_now_and_over_by_how_many(self, made, ask):
        new = {"qualifying_status": "NQSW", "qualified_on": dt.date(2022, 10, 16)}
        worker(made.west, 12, "Noor Newly", **new)
        worker(made.west, 11, "Within Limit", **new)
        worker(made.west, 10, "Half Time", **new, fte=Decimal("0.5"))
        worker(made.west, 25, "Long Qualified")
        page = ask(made.lead, "caseloads_protected")
        rows = page.context["table"].data.data
        assert [(row.name, row.months_qualified, row.limit.own, row.over_by) for row in rows] == [
            ("Half Time", 12, Decimal("5.5"), Decimal("4.5")),
            ("Noor Newly", 12, 11, 1),
        ]

    def test_it_needs_a_response_of_its_own(self, made, ask):
        new = worker(made.west, 20, "Noor Newly", qualifying_status="NQSW")
        answered(made, new, about="reported")
        assert [
            row.answered.value for row in ask(made.lead, "caseloads_protected").context["table"].data
        ] == ["No response"]
        answered(made, new, about="protected")
        assert listed(ask(made.lead, "caseloads_protected", response="with")) == ["Noor Newly"]


class TestAlarms:
    def test_each_says_why_and_since_when(self, made, ask):
        leave = worker(made.west, 3, "On Leave")
        becomes(leave, dt.date(2023, 6, 1), fte=0)
        becomes(leave, dt.date(2023, 8, 1), fte=0, team=made.east)
        worker(made.west, 2, "Gone Already", ends_on=dt.date(2023, 9, 1))
        worker(made.west, 1, "At Work")
        worker(made.west, 0, "Empty Leave", fte=0)
        rows = ask(made.lead, "caseload_alarms").context["table"].data.data
        assert [(row.name, row.why, row.since, row.children, row.team) for row in rows] == [
            ("On Leave", "On leave (FTE 0)", dt.date(2023, 6, 1), 3, "SWF East 1"),
            ("Gone Already", "Left", dt.date(2023, 9, 1), 2, "SWF West 1"),
        ]

    def test_a_return_to_work_between_ends_the_earlier_leave(self, made, ask):
        staff = worker(made.west, 3, "On Leave", fte=0)
        becomes(staff, dt.date(2023, 2, 1), fte=1)
        becomes(staff, dt.date(2023, 9, 1), fte=0)
        [row] = ask(made.lead, "caseload_alarms").context["table"].data.data
        assert row.since == dt.date(2023, 9, 1)

    def test_who_has_no_staff_record_is_an_alarm_for_those_who_see_every_service(self, made, ask):
        stranger = worker(made.west, 1, "Not Known")
        stranger.records.all().delete()
        [row] = ask(made.performance, "caseload_alarms").context["table"].data.data
        assert (row.why, row.since, row.area) == ("No staff record", None, "")
        assert listed(ask(made.lead, "caseload_alarms")) == []

    def test_children_without_any_worker_are_counted_and_their_queue_is_linked(self, made, ask):
        staff = worker(made.west, 2)
        let_go(staff, 1, TODAY)
        text = " ".join(ask(made.lead, "caseload_alarms").content.decode().split())
        assert f'<a class="govuk-link" href="{reverse("unallocated")}">1 child</a> open without' in text


class TestExports:
    def test_the_file_has_the_clinics_columns_and_numbers_are_numbers(self, made, ask):
        CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
        full = worker(made.west, 21, "=Robin", fte=Decimal("0.9"))
        answered(made, full, text="+2 move")
        page = ask(made.lead, export="csv")
        assert page["Content-Disposition"] == 'attachment; filename="20-or-more-children-2023-10-16.csv"'
        [row] = exported(page)
        assert row == {
            "No. of allocations": "21",
            "Qualifying status": "SW",
            "Allocated team": "SWF West 1",
            "Worker": "'=Robin",
            "Service area": "SWF",
            "FTE": "0.9",
            "Children per FTE": "23.3",
            "Limit": "15.3",
            "Share of limit": "137",
            "To note": "Over limit",
            "Response": "Responded",
            "Management response": "'+2 move",
            "Responded by": "Lee Leadsworth",
            "Responded on": "2023-10-16",
            "Review on": "2023-11-16",
        }

    def test_a_past_months_file_says_of_which_day_it_is(self, made, ask):
        worker(made.west, 20)
        page = ask(made.lead, **JULY, export="csv")
        assert "20-or-more-children-on-31-july-2023" in page["Content-Disposition"]

    def test_the_same_filters_hold_for_the_file(self, made, ask):
        worker(made.west, 20, "Wes Tern")
        worker(made.east, 20, "Eas Tern")
        assert [row["Worker"] for row in exported(ask(made.lead, team=made.east.pk, export="csv"))] == [
            "Eas Tern"
        ]

    def test_who_would_be_on_it_at_full_time_and_alarms_can_be_taken_away(self, made, ask):
        worker(made.west, 10, "Part Timer", fte=Decimal("0.5"))
        worker(made.west, 4, "On Leave", fte=0)
        [part] = exported(ask(made.lead, show="full_time", export="csv"))
        assert (part["Worker"], part["Children per FTE"]) == ("Part Timer", "20")
        [alarm] = exported(ask(made.lead, "caseload_alarms", export="csv"))
        assert (alarm["Worker"], alarm["No. of allocations"], alarm["Since"]) == (
            "On Leave",
            "4",
            "2020-01-01",
        )
        assert ask(made.lead, "caseloads_protected", export="xlsx").status_code == 200


class TestReach:
    """A manager sees the own team's workers and no other's, whatever the list."""

    LISTS = ("caseloads_reported", "caseloads_protected", "caseload_alarms")

    @pytest.fixture
    def both(self, made):
        CaseloadLimit.objects.create(
            kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
        )
        new = {"qualifying_status": "NQSW", "qualified_on": TODAY}
        for team, side in ((made.west, "Own"), (made.east, "Next"), (made.bit, "Far")):
            worker(team, 20, f"{side} Full")
            worker(team, 9, f"{side} Part", fte=Decimal("0.4"))
            worker(team, 9, f"{side} New", **new)
            worker(team, 2, f"{side} Away", fte=0)
        return made

    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("query", [{}, {"export": "csv"}, JULY, {**JULY, "export": "csv"}])
    def test_nothing_of_another_team_is_on_a_managers_page_or_in_their_file(self, both, ask, name, query):
        text = ask(both.manager, name, **query).content.decode()
        assert "Own " in text
        for other in ("Next ", "Far ", "East 1", "BIT"):
            assert other not in text

    @pytest.mark.parametrize("name", LISTS)
    def test_a_lead_sees_the_own_service_area(self, both, ask, name):
        text = ask(both.lead, name).content.decode()
        assert "Own " in text
        assert "Next " in text
        assert "Far " not in text
        assert "BIT" not in text

    @pytest.mark.parametrize("name", LISTS)
    def test_another_teams_filter_answers_as_one_that_is_not_there(self, both, ask, name):
        theirs = ask(both.manager, name, team=both.bit.pk)
        nobodys = ask(both.manager, name, team=999_999)
        assert theirs.context["form"].errors == nobodys.context["form"].errors
        assert listed(theirs) == listed(nobodys) == []

    def test_a_worker_who_has_moved_on_is_on_the_past_list_without_a_link(self, both, ask):
        moved = worker(both.west, 20, "Own Mover")
        becomes(moved, dt.date(2023, 9, 1), team=both.bit)
        text = ask(both.manager, **JULY).content.decode()
        assert "Own Mover" in text
        assert reverse("caseload_worker", args=[moved.pk]) not in text
        assert reverse("caseload_worker", args=[moved.pk]) in ask(both.performance, **JULY).content.decode()

    def test_who_sees_no_caseloads_sees_no_list(self, both, ask):
        for name in self.LISTS:
            assert ask(UserFactory(roles=["scrutiny"]), name).status_code == 403


def test_an_empty_list_says_what_brings_somebody_here(made, ask):
    assert "Nobody within your reach" in ask(made.lead).content.decode()
    worker(made.east, 1)
    assert "Nothing matches" in ask(made.lead, team=made.east.pk).content.decode()
