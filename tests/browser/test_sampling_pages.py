"""The pages of draws and samples: by keyboard, narrow, without scripts, with a screen reader."""

import pytest

from audits import actions
from audits.actions.samples import plan_sample
from audits.actions.sampling import allocate_draw
from audits.actions.swapping import swap_case
from tests.audits.drawn import make_council
from tests.factories import AuditFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council(transactional_db):
    """A draw with a case swapped out and one left out; a manager's open dip sample with a graded audit."""
    council = make_council()
    AuditFactory(submitted=True, case_ref="CD100002", completed_on=council.cycle.month)
    council.proposed = council.draw()
    council.case = council.proposed.cases.filter(outcome="drawn").first()
    swap_case(by=council.qa, case=council.case, reason="The file is at court.", seen=1)
    council.manager = UserFactory(roles=["practice_manager"], staff=council.managers[0])
    values = {"month": council.cycle.month, "due_on": council.cycle.due_on, "tool": council.cycle.tool}
    council.sample = plan_sample(by=council.manager, kind="dip_sample", title="A dip sample", **values)
    actions.open_cycle(by=council.manager, cycle=council.sample)
    AuditFactory(submitted=True, cycle=council.sample, service_area=council.areas[0])
    return council


def address(url, council):
    last = council.proposed.cases.filter(outcome="drawn").first()
    return url.format(draw=council.proposed.pk, case=last.pk, sample=council.sample.pk)


@pytest.mark.parametrize(
    "url",
    [
        "/cycles/2023-10/",
        "/cycles/2023-10/draw/",
        "/draws/{draw}/",
        "/draws/{draw}/cases/",
        "/draws/{draw}/repeat/",
        "/draws/{draw}/swap/{case}/",
        "/samples/",
        "/samples/new/",
    ],
)
def test_the_units_pages_are_for_everybody(signed_in, sweep, council, url):
    sweep(signed_in(user=council.qa), address(url, council))


def test_a_managers_samples_are_for_everybody(signed_in, sweep, council):
    sweep(
        signed_in(user=council.manager),
        *(
            address(url, council)
            for url in [
                "/",
                "/samples/",
                "/samples/new/",
                "/cycles/sample-{sample}/",
                "/cycles/sample-{sample}/draw/",
            ]
        ),
    )


def test_a_month_is_drawn_swapped_and_allocated_in_the_browser(signed_in, council):
    page = signed_in(user=council.qa)
    page.goto("/cycles/2023-10/")
    page.get_by_role("button", name="Draw a sample").click()
    names = {team.pk: team.name for team in council.teams}
    lines = [f"{case.case_ref}, {names[case.team]}" for case in council.frame(each=4)]
    page.get_by_label("How many in all").fill("6")
    page.get_by_label("Case references").fill("\n".join(lines))
    page.get_by_role("button", name="Draw", exact=True).click()
    page.get_by_role("heading", name="Draw 2").wait_for()
    page.get_by_role("link", name="Swap").first.click()
    page.get_by_label("Draw the next case in its place").check()
    page.get_by_label("Reason").fill("The file is at court.")
    page.get_by_role("button", name="Swap").click()
    page.get_by_text("Swapped out: The file is at court.").wait_for()
    page.get_by_role("link", name="Repeat this draw").click()
    page.get_by_text("the same", exact=True).wait_for()
    page.get_by_role("link", name="Back to the draw").click()
    page.get_by_role("button", name="Allocate all").click()
    page.get_by_text("All cases of this draw are allocated to their auditors.").wait_for()
    assert council.cycle.audits.counted().count() == 7


def test_an_allocated_draw_offers_nothing_but_swaps(signed_in, council):
    allocate_draw(by=council.qa, draw=council.proposed, seen=2)
    page = signed_in(user=council.qa)
    page.goto(f"/draws/{council.proposed.pk}/")
    assert page.get_by_role("button", name="Allocate all").count() == 0
    assert page.get_by_role("link", name="Swap").count() == 6
