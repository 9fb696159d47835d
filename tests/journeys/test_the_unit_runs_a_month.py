"""The quality assurance unit runs a month, from the plan and the draw until the cycle is closed."""

import pytest

from audits import actions
from audits.actions.submitting import Draft
from audits.models import Audit, Cycle
from core.history import verify
from tests.audits.world import COMPLETE
from tests.factories import StaffFactory, TeamFactory, UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def managers(world):
    """Two more practice managers of other teams, beside the one who is there."""
    area = world.audit.service_area
    people = [world.manager]
    for name in ("Ash Examplar", "Drew Whatsit"):
        staff = StaffFactory(name=name, record=TeamFactory(name=f"Team of {name}", record=area))
        people.append(UserFactory(name=name, staff=staff, roles=["practice_manager"]))
    Cycle.objects.filter(pk=world.cycle.pk).update(state="closed")
    return {user.staff_id: user for user in people}


def draw(page):
    """When the unit draws from a list and allocates what chance chose."""
    page.get_by_role("button", name="Draw a sample").click()
    lines = [f"CD49000{number}, SWF West 1" for number in range(1, 9)]
    page.get_by_label("Case references").fill("\n".join(lines))
    page.get_by_role("button", name="Draw").click()
    page.get_by_role("heading", name="Draw 1").wait_for()
    page.get_by_role("button", name="Allocate all").click()


def auditor_submits(managers, audit):
    """When an auditor fills in and submits; their pages have a journey of their own."""
    user = managers[audit.auditor_id]
    fields = {code: (text, 0) for code, text in COMPLETE.items() if code != "theme_question"}
    actions.save(by=user, audit=audit, fields=fields)
    actions.submit(by=user, audit=audit, seen=Draft(Audit.objects.get(pk=audit.pk)).digest)


def moderate_blind(unit, first):
    """When a moderator grades without the auditor's grade and rationale, sees both, and settles."""
    unit.goto(f"/audits/{first.pk}/moderate/")
    assert COMPLETE["rationale"] not in unit.content()
    unit.get_by_label("Good", exact=True).check()
    unit.get_by_label("What in the answers led you to it").fill("The answers are those of good work.")
    unit.get_by_role("button", name="Keep my grade and go on").click()
    unit.get_by_text(COMPLETE["rationale"]).wait_for()
    unit.get_by_label("Reason").fill("Seen beside the rationale, it is good.")
    unit.get_by_role("button", name="Save moderation").click()
    unit.get_by_text("Moderation saved.").wait_for()


def exempt(unit, third):
    """When the unit exempts an auditor."""
    unit.goto(f"/audits/{third.pk}/")
    unit.get_by_role("link", name="Exempt").click()
    unit.get_by_label("Reason").fill("The family moved to another council.")
    unit.get_by_role("button", name="Exempt").click()


def test_a_month_from_the_draw_to_its_close(signed_in, world, managers):
    unit = signed_in(user=world.qa)
    cycle = actions.plan_cycle(
        by=world.qa, month=world.cycle.month.replace(month=11), theme="", tool=world.cycle.tool,
        due_on=world.cycle.month.replace(month=11, day=24), blind=True,
    )  # fmt: skip
    actions.set_expectation(
        by=world.qa, role="PM", audits=1, starts_on=cycle.month, reason="The programme of the year."
    )
    unit.goto("/cycles/2023-11/")
    draw(unit)
    unit.goto("/cycles/2023-11/")
    unit.get_by_role("button", name="Open the cycle").click()
    audits = list(cycle.audits.order_by("pk"))
    assert len(audits) == 3
    assert {audit.auditor_id for audit in audits} == set(managers), "one each, as expected"

    first, second, third = audits
    auditor_submits(managers, first)
    auditor_submits(managers, second)
    moderate_blind(unit, first)
    exempt(unit, third)

    unit.goto("/cycles/2023-11/")
    unit.get_by_role("button", name="Close the cycle").click()
    unit.get_by_text("November 2023 is closed.").wait_for()
    run_pending()
    unit.goto("/summary/2023-11/")
    total = unit.locator("tr.app-total").inner_text().split()
    assert total[1:4] == ["2", "2", "0"]
    assert verify().ok
