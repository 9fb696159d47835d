"""The administrator's pages in a real browser."""

import datetime as dt

import pytest
from django.urls import reverse

from core import history, mail
from core.history import Service
from organisation import actions
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
BY = Service("the test")
APRIL = dt.date(2023, 4, 1)


@pytest.fixture
def world():
    """A service area that was renamed, a merged team, somebody in it, a user with two roles and an e-mail."""
    area = ServiceAreaFactory(name="SWF")
    actions.rename_service_area(by=BY, area=area, name="Families First", on=APRIL)
    east, west = TeamFactory(name="East", record=area), TeamFactory(name="West", record=area)
    ben = StaffFactory(name="Ben Baker", record=east)
    actions.merge_teams(by=BY, teams=[east], into=west, on=APRIL, with_staff=True)
    user = UserFactory(name="Ben Baker", staff=ben, roles=["practice_manager"])
    actions.give_role(by=BY, user=user, role="qa", starts_on=APRIL)
    actions.switch_off(by=BY, user=user)
    mail.post(by=BY, key="a", to=user, subject="Audits for October 2023 are due", body="On Friday.")
    return {"area": area, "team": west, "staff": ben, "user": user}


PARTS = 4
"""In so many tests, which may run side by side."""


def addresses(world):
    """Every page of the room."""
    area, team, staff, user = (world[key].pk for key in ("area", "team", "staff", "user"))
    number = history.of(world["user"])[0].number
    record, holding = world["staff"].records.first().pk, world["user"].role_holdings.first().pk
    pages = {
        "service_areas": [], "service_area_new": [], "service_area": [area],
        "service_area_rename": [area], "service_area_end": [area],
        "teams": [], "team_new": [], "teams_merge": [], "team": [team], "team_change": [team],
        "team_split": [team], "team_move_staff": [team], "team_end": [team],
        "staff_list": [], "staff_new": [], "staff": [staff], "staff_change": [staff],
        "staff_name": [staff], "staff_leave": [staff], "staff_record_correct": [staff, record],
        "users": [], "user_new": [], "user": [user], "user_change": [user], "user_off": [user],
        "user_on": [user], "user_link": [user], "role_give": [user], "role_end": [user, holding],
        "mail": [], "history_erase": [], "history_erase_entry": [number],
    }  # fmt: skip
    return [reverse(name, args=args) for name, args in pages.items()]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_administrator_is_for_everybody(world, signed_in, sweep, part):
    sweep(signed_in("administrator"), *addresses(world)[part::PARTS])


def test_what_changed_meanwhile_is_shown_beside_what_was_typed(world, signed_in):
    page = signed_in("administrator")
    page.goto(reverse("service_area_rename", args=[world["area"].pk]))
    actions.rename_service_area(by=BY, area=world["area"], name="Families", on=dt.date(2023, 9, 1))
    page.get_by_label("Name", exact=True).fill("Kinder")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Somebody else changed this").first.is_visible()
    assert page.get_by_role("heading", name="As it is now").is_visible()
    assert page.get_by_label("Name", exact=True).input_value() == "Kinder"
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Kinder"


def test_the_link_for_a_new_user_is_shown_once_at_any_width(signed_in):
    page = signed_in("administrator", viewport={"width": 320, "height": 640})
    page.goto(reverse("user_new"))
    page.get_by_label("Name", exact=True).fill("Cat Cook")
    page.get_by_label("E-mail address").fill("cat@council.example")
    page.get_by_label("Role").select_option("qa")
    page.get_by_role("button", name="Add").click()
    assert "/account/password/forgotten/link/" in page.locator("code").inner_text()
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.reload()
    assert page.locator("code").count() == 0
