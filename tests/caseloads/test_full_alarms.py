"""Protected caseloads that are exceeded, and children with workers who are away."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from caseloads.models import CaseloadLimit
from tests.caseloads.full_lists import TODAY, listed
from tests.caseloads.full_world import answered, becomes, let_go, worker
from tests.factories import BEGINNING

pytestmark = pytest.mark.django_db


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

    def test_an_empty_list_speaks_of_those_alone_who_can_be_seen(self, made, ask):
        stranger = worker(made.west, 1, "Not Known")
        stranger.records.all().delete()
        text = ask(made.lead, "caseload_alarms").content.decode()
        assert "No child that you can see is held by somebody who is on leave or has left." in text

    def test_children_without_any_worker_are_counted_and_their_queue_is_linked(self, made, ask):
        staff = worker(made.west, 2)
        let_go(staff, 1, TODAY)
        text = " ".join(ask(made.lead, "caseload_alarms").content.decode().split())
        assert f'<a class="govuk-link" href="{reverse("unallocated")}">1 child</a> open without' in text
