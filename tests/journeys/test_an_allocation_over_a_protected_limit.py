"""A manager gives a ninth child to somebody in the supported year, as the people do it."""

import pytest

from caseloads.models import Allocation
from core.history import verify
from tests.caseloads.recorded import BEGINNING, day, make_office
from tests.factories import ChildFactory
from tests.journeys.test_an_audit_month import sign_in_by_hand

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Noor holds the sibling, and two of her children move on next week."


@pytest.fixture
def office(transactional_db):
    """Noor, protected at 8, holds 8; a child of the team's has had nobody for two weeks."""
    office = make_office()
    office.noor = office.supported("Noor Invented", 8)
    waiting = ChildFactory(case_ref="CH218467", status="CP", status__starts_on=day("2023-09-01"))
    Allocation.objects.create(child=waiting, staff=office.kim, starts_on=BEGINNING, ends_on=day("2023-10-02"))
    return office


def find_in_the_queue(page):
    """When the manager finds the child on the home page and goes on to the queue."""
    work = page.get_by_role("region", name="Unallocated children")
    assert "CP, 14 days without a worker" in work.inner_text()
    work.get_by_role("link", name="See all").click()
    row = page.get_by_role("row").filter(has_text="CH218467")
    assert row.get_by_role("cell").all_inner_texts()[1:4] == ["14", "2 October 2023", "CP"]
    row.get_by_role("link", name="Allocate").click()


def choose_noor(page):
    """When they see what it would come to, and choose her all the same."""
    row = page.get_by_role("row").filter(has_text="Noor Invented")
    assert "Over protected limit" in row.inner_text()
    told = [" ".join(cell.split()) for cell in row.get_by_role("cell").all_inner_texts()]
    assert [cell.replace(" becomes ", " ") for cell in told] == [
        "8 → 9",
        "8.0 → 9.0",
        "8 (protected, ASYE)",
        "100% → 113%",
    ]
    page.get_by_role("radio", name="Noor Invented").check()
    page.get_by_role("button", name="Allocate").click()


def say_why(page):
    """Then they are asked for a reason, and give it; nothing that was chosen is lost."""
    problem = page.get_by_role("alert")
    problem.get_by_role("link", name="Noor Invented would hold 9 children: over the limit of 8").click()
    assert page.get_by_role("radio", name="Noor Invented").is_checked()
    page.keyboard.type(WHY)
    page.get_by_role("button", name="Allocate").click()
    page.get_by_text("CH218467 is allocated to Noor Invented, from 16 October 2023.").wait_for()


def test_a_ninth_child_goes_to_a_protected_worker_with_a_reason(open_page, office):
    manager = sign_in_by_hand(open_page(), office.manager)
    find_in_the_queue(manager)
    choose_noor(manager)
    say_why(manager)
    manager.get_by_text("No child that you can see is without a primary worker.").wait_for()

    manager.goto("/caseloads/children/")
    manager.get_by_role("link", name="CH218467", exact=True).click()
    assert WHY in manager.get_by_role("region", name="Primary workers").inner_text()
    told = manager.get_by_role("region", name="History").inner_text()
    assert "Robin Testerton allocated the child. Primary worker was set to Noor Invented." in told
    assert f"Reason: {WHY}" in told

    held = manager.get_by_role("region", name="Primary workers")
    held.get_by_role("link", name="Noor Invented", exact=True).click()
    manager.get_by_role("heading", name="Noor Invented").wait_for()
    assert "Over protected limit" in manager.get_by_role("main").inner_text()
    told = manager.get_by_role("region", name="History").inner_text()
    assert "Children held went from 8 to 9. Limit was set to 8 (protected, ASYE)." in told
    assert WHY not in told, "it may name a case, and the worker's history is read by others too"
    assert "CH218467" not in told
    assert verify().ok
