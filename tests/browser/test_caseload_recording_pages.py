"""Allocating, recording and the late lists: by keyboard, narrow, without scripts, with a screen reader."""

import pytest

from caseloads.actions.allocating import allocate
from caseloads.actions.contacts import record_supervision, record_visit
from caseloads.models import Allocation
from tests.browser.sweeping import NARROW
from tests.caseloads.recorded import BEGINNING, TODAY, day, make_office
from tests.factories import ChildFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    """Somebody of each kind among the workers, children late and waiting."""
    office = make_office()
    office.noor = office.supported("Noor Invented", 8)
    office.worker("Sam Fictional", 19)
    office.worker("Jo Placeholder", 2, fte=0)
    office.worker("Max Imaginary", 3, team=TeamFactory(name="SWF West 2", record=office.area))
    allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY, kind="secondary")
    office.visit = record_visit(by=office.manager, child=office.child, visited_on=day("2023-08-30"))
    office.talk = record_supervision(by=office.manager, child=office.child, held_on=day("2023-10-02"))
    waiting = ChildFactory(case_ref="CH200001", status="CP")
    Allocation.objects.create(child=waiting, staff=office.kim, starts_on=BEGINNING, ends_on=day("2023-10-02"))
    office.lead = UserFactory(name="Lou Leadwell", roles=["service_lead"], roles__service_area=office.area)
    return office


ADDRESSES = (
    "/",
    "/caseloads/late-visits/",
    "/caseloads/late-visits/?standing=&sort=worker",
    "/caseloads/late-supervisions/?standing=due+soon",
    "/caseloads/late-supervisions/",
    "/caseloads/unallocated/",
    "/caseloads/children/{child}/allocate/",
    "/caseloads/children/{child}/visit/",
    "/caseloads/children/{child}/supervision/",
    "/caseloads/allocations/{allocation}/end/",
    "/caseloads/visits/{visit}/correct/",
    "/caseloads/supervisions/{talk}/correct/",
)


def addresses(office):
    pks = {
        "child": office.child.pk,
        "allocation": Allocation.objects.get(child=office.child, kind="primary").pk,
        "visit": office.visit.pk,
        "talk": office.talk.pk,
    }
    return [address.format(**pks) for address in ADDRESSES]


def test_a_managers_pages_are_for_everybody(signed_in, sweep, office):
    sweep(signed_in(user=office.manager), *addresses(office))


def test_a_leads_pages_are_for_everybody(signed_in, sweep, office):
    sweep(
        signed_in(user=office.lead), f"/caseloads/children/{office.child.pk}/allocate/?team={office.team.pk}"
    )


def open_allocate(page, office):
    page.goto(f"/caseloads/children/{office.child.pk}/allocate/")
    return page


def test_a_worker_is_chosen_by_keyboard_on_a_narrow_screen(signed_in, office):
    page = open_allocate(signed_in(user=office.manager, viewport=NARROW), office)
    page.get_by_role("radio", name="Lee Madeup").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="Noor Invented").is_checked()
    page.get_by_label("Why, if the caseload").fill("Sibling.")
    page.get_by_role("button", name="Allocate").focus()
    page.keyboard.press("Enter")
    page.get_by_text("CH490004 is allocated to Noor Invented, from 16 October 2023.").wait_for()


def test_on_a_narrow_screen_all_of_a_workers_load_is_seen_without_scrolling_aside(signed_in, office):
    page = open_allocate(signed_in(user=office.manager, viewport=NARROW), office)
    around = page.get_by_role("region", name="Workers to choose among")
    assert around.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    row = page.get_by_role("row").filter(has_text="Noor Invented")
    name = row.get_by_text("Noor Invented", exact=True)
    assert name.evaluate("e => e.getClientRects().length && e.offsetHeight < 60"), "in one line"
    share = row.get_by_role("cell").filter(has_text="113%")
    assert share.is_visible()
    assert share.bounding_box()["x"] + share.bounding_box()["width"] <= NARROW["width"]


def test_a_worker_is_chosen_without_scripts(signed_in, office):
    page = open_allocate(signed_in(user=office.manager, java_script_enabled=False), office)
    page.get_by_role("radio", name="Lee Madeup").check()
    page.get_by_role("button", name="Allocate").click()
    page.get_by_text("CH490004 is allocated to Lee Madeup, from 16 October 2023.").wait_for()


def test_the_question_for_a_reason_leads_to_its_field_and_keeps_the_choice(signed_in, office):
    page = open_allocate(signed_in(user=office.manager), office)
    page.get_by_role("radio", name="Noor Invented").check()
    page.get_by_role("button", name="Allocate").click()
    page.get_by_role("link", name="Noor Invented would hold 9 children").click()
    assert page.get_by_label("Why, if the caseload").evaluate("e => e === document.activeElement")
    assert page.get_by_role("radio", name="Noor Invented").is_checked()


def test_that_nobody_is_chosen_leads_to_the_first_worker(signed_in, office):
    page = open_allocate(signed_in(user=office.manager), office)
    page.get_by_role("button", name="Allocate").click()
    page.get_by_role("link", name="Select a worker.").click()
    assert page.get_by_role("radio", name="Lee Madeup").evaluate("e => e === document.activeElement")


def test_another_teams_workers_are_shown_and_what_was_typed_stays(signed_in, office):
    page = open_allocate(signed_in(user=office.lead), office)
    page.get_by_label("Why, if the caseload").fill("They know each other.")
    page.get_by_label("Team").select_option("SWF West 2")
    page.get_by_role("button", name="Show the workers of this team and day").click()
    page.get_by_role("radio", name="Max Imaginary").check()
    assert page.get_by_label("Why, if the caseload").input_value() == "They know each other."
    page.get_by_role("button", name="Allocate").click()
    page.get_by_text("is allocated to Max Imaginary").wait_for()
