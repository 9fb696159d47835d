"""The clinic's lists and its responses: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt
from decimal import Decimal

import pytest

from caseloads.models import CaseloadLimit, CaseloadResponse
from tests.caseloads import full_world
from tests.caseloads.full_world import answered, let_go, worker
from tests.factories import BEGINNING

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Two children move to the duty team, one is closed once the court has decided. " * 6


@pytest.fixture
def made(transactional_db, settings):
    """Full caseloads in every state, part-timers, protected ones, and children with workers who are away."""
    made = full_world.make()
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    CaseloadLimit.objects.create(
        kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
    )
    made.none = worker(made.west, 30, "Robin Fullwell")
    made.done, made.late, made.lapsed = (worker(made.east, 23 - n, f"Alex Examplar {n}") for n in range(3))
    worker(made.west, 12, "Jo Parttime", fte=Decimal("0.6"))
    made.new = worker(made.west, 21, "Noor Newly", qualifying_status="NQSW", qualified_on=dt.date(2023, 1, 9))
    worker(made.west, 4, "Kim Onleave", fte=0)
    worker(made.east, 2, "Ash Gone", ends_on=dt.date(2023, 9, 1))
    let_go(made.done, 1, dt.date(2023, 10, 1))
    settings.PLUMBLINE_TODAY, today = dt.date(2023, 9, 18), settings.PLUMBLINE_TODAY
    answered(made, made.late, review_on=dt.date(2023, 10, 2))
    answered(made, made.lapsed, review_on=dt.date(2023, 12, 1))
    settings.PLUMBLINE_TODAY = today
    answered(made, made.done, text=LONG)
    answered(made, made.done, by=made.manager, text="One more moves.")
    let_go(made.lapsed, 5, today)
    return made


LEADS = (
    "/",
    "/caseloads/20-or-more/",
    "/caseloads/20-or-more/?month_0=7&month_1=2023",
    "/caseloads/20-or-more/?show=full_time",
    "/caseloads/20-or-more/?response=none&sort=name",
    "/caseloads/20-or-more/?month_0=99&month_1=2023",
    "/caseloads/protected/",
    "/caseloads/protected/?response=with",
    "/caseloads/alarms/",
    "/caseloads/workers/{none}/respond/reported/",
    "/caseloads/workers/{done}/respond/reported/",
    "/caseloads/workers/{lapsed}/respond/reported/",
    "/caseloads/workers/{new}/respond/protected/",
    "/caseloads/workers/{none}/respond/protected/",
)


def address(url, made):
    return url.format(none=made.none.pk, done=made.done.pk, lapsed=made.lapsed.pk, new=made.new.pk)


def test_the_leads_pages_are_for_everybody(signed_in, sweep, made):
    sweep(signed_in(user=made.lead), *(address(url, made) for url in LEADS))


def test_the_managers_and_the_performance_teams_lists_are_for_everybody(signed_in, sweep, made):
    for user in (made.manager, made.performance):
        sweep(signed_in(user=user), *LEADS[:3], *LEADS[6:9:2])


def test_a_word_of_any_length_makes_no_page_wider(signed_in, sweep, made):
    CaseloadResponse.objects.update(text="x" * 300)
    sweep(signed_in(user=made.lead), *(address(url, made) for url in (LEADS[1], LEADS[10])))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_manager_responds_and_is_told_what_is_wrong_with_or_without_scripts(signed_in, made, scripts):
    page = signed_in(user=made.manager, java_script_enabled=scripts)
    page.goto("/caseloads/20-or-more/?response=none")
    page.get_by_role("link", name="Respond to the caseload of Robin Fullwell").click()
    page.get_by_label("What is done about this caseload?").fill("Two children move.")
    page.get_by_role("button", name="Record the response").click()
    page.get_by_role("link", name="Enter the review date.").click()
    for part, value in (("Day", "1"), ("Month", "2"), ("Year", "2024")):
        page.get_by_label(part).fill(value)
    page.get_by_role("button", name="Record the response").click()
    page.get_by_role("link", name="The review date must be after today").wait_for()
    assert page.get_by_label("What is done about this caseload?").input_value() == "Two children move."
    page.get_by_label("Month").fill("1")
    page.get_by_role("button", name="Record the response").click()
    page.get_by_text("Your response is recorded. Review it on 1 January 2024.").wait_for()
    assert CaseloadResponse.objects.filter(staff=made.none, text="Two children move.").exists()


def test_a_response_is_made_by_keyboard_alone(signed_in, made):
    page = signed_in(user=made.lead)
    page.goto(f"/caseloads/workers/{made.none.pk}/respond/reported/")
    page.get_by_role("link", name="The children of Robin Fullwell").focus()
    for key in ("Tab", "Two children move.", "Tab", "16", "Tab", "11", "Tab", "2023", "Tab", "Enter"):
        page.keyboard.press(key) if key in ("Tab", "Enter") else page.keyboard.type(key)
    page.get_by_text("Your response is recorded.").wait_for()
    assert CaseloadResponse.objects.filter(staff=made.none, review_on=dt.date(2023, 11, 16)).exists()


def test_the_list_is_filtered_to_a_month_without_scripts(signed_in, made):
    page = signed_in(user=made.lead, java_script_enabled=False)
    page.goto("/caseloads/20-or-more/")
    page.get_by_text("Filter this list").click()
    page.get_by_role("textbox", name="Month").fill("7")
    page.get_by_role("textbox", name="Year").fill("2023")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("heading", name="20 or more children on 31 July 2023").wait_for()
    assert "month_0=7&month_1=2023" in page.url
    page.get_by_role("link", name="On leave, left or unknown").click()
    assert "month_0=7&month_1=2023" in page.url
