"""Who sees whom on the clinic's lists, on the page and in its file."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from caseloads.models import CaseloadLimit
from tests.caseloads.full_lists import JULY, TODAY, exported, listed
from tests.caseloads.full_world import answered, becomes, worker
from tests.factories import BEGINNING, UserFactory

pytestmark = pytest.mark.django_db


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
