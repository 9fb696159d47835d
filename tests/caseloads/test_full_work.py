"""What the home page of heads, leads and managers says of full caseloads: alarms first."""

import datetime as dt

import pytest
from django.urls import reverse

from caseloads.models import CaseloadLimit
from core import home
from organisation.models import User
from tests.caseloads.full_world import answered, becomes, worker
from tests.factories import BEGINNING

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 10, 16)
AWAY, WITHOUT = "Children held by workers who are away", "Caseloads without a management response"
DUE = "Caseload reviews due"


def work(user):
    """As a new request has it, by title."""
    return {each.title: each for each in home.work_of(User.objects.get(pk=user.pk))}


def said(block):
    return [(line.text, line.detail) for line in block.lines]


def test_children_with_somebody_who_is_away_stand_out_before_everything_else(made):
    becomes(worker(made.west, 3, "Kim Onleave"), dt.date(2023, 9, 1), fte=0)
    worker(made.west, 1, "Ash Gone", ends_on=dt.date(2023, 8, 1))
    found = work(made.manager)
    assert next(iter(found)) == AWAY
    assert found[AWAY].urgent
    assert found[AWAY].total == 2
    assert said(found[AWAY]) == [
        ("Kim Onleave: 3 children", "On leave (FTE 0) since 1 September 2023, SWF West 1"),
        ("Ash Gone: 1 child", "Gone since 1 August 2023, SWF West 1"),
    ]


def test_caseloads_without_a_response_lead_to_where_one_is_made(made):
    CaseloadLimit.objects.create(
        kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
    )
    full = worker(made.west, 22, "Robin Fullwell")
    answered(made, worker(made.west, 20, "Alex Answered"))
    worker(made.west, 10, "Noor Newly", qualifying_status="NQSW", qualified_on=TODAY)
    block = work(made.lead)[WITHOUT]
    assert said(block) == [
        ("Robin Fullwell: 22 children", "SWF West 1"),
        ("Noor Newly: 10 children", "SWF West 1, over a protected limit"),
    ]
    assert block.lines[0].url == reverse("caseload_respond", args=[full.pk, "reported"])
    assert block.all_url == f"{reverse('caseloads_reported')}?response=none"


def test_reviews_are_there_a_week_before_they_are_due_and_late_after(made, settings):
    over, due, later = (worker(made.west, 20, name) for name in ("Over Due", "Due Soon", "Much Later"))
    settings.PLUMBLINE_TODAY = dt.date(2023, 9, 18)
    answered(made, due, review_on=dt.date(2023, 10, 23))
    answered(made, later, review_on=dt.date(2023, 10, 24))
    answered(made, over, review_on=dt.date(2023, 10, 15))
    settings.PLUMBLINE_TODAY = TODAY
    block = work(made.lead)[DUE]
    assert [(line.text, line.late) for line in block.lines] == [
        ("Over Due: 20 children", True),
        ("Due Soon: 20 children", False),
    ]


def test_a_manager_is_told_of_their_own_team_only(made):
    worker(made.east, 25)
    worker(made.bit, 3, fte=0)
    assert not {AWAY, WITHOUT, DUE} & set(work(made.manager))
    assert work(made.lead)[WITHOUT].total == 1


def test_who_does_not_respond_is_not_asked_to(made):
    worker(made.west, 25)
    worker(made.west, 3, fte=0)
    assert not {AWAY, WITHOUT, DUE} & set(work(made.performance))
