"""Audits outside the monthly cycle: the same engine and pages, and kept apart in every figure."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions, progress
from audits.actions.samples import plan_sample
from audits.actions.sampling import allocate_draw
from audits.models import Audit, Cycle, Draw
from audits.summary import build
from core import history
from core.errors import Refused
from core.history import Service
from figures.actions import roll_up
from figures.models import CurrentFigure, Stale
from tests.audits.drawn import bars_broken
from tests.audits.world import submit
from tests.factories import AuditFactory, StaffFactory, TeamFactory, UserFactory

MONTH = dt.date(2023, 10, 1)
FORM = {
    "title": "Supervision of new starters", "month_0": "10", "month_1": "2023", "theme": "",
    "due_on_0": "30", "due_on_1": "10", "due_on_2": "2023",
}  # fmt: skip


def a_sample(world, **more):
    values = {"kind": "partnership", "title": "Contacts and thresholds", "month": MONTH, "by": world.qa}
    return plan_sample(**{**values, "due_on": dt.date(2023, 10, 30), "tool": world.cycle.tool, **more})


def in_sample(world, sample, grade="inadequate", **more):
    """A submitted and moderated audit of the sample, of the month's own places."""
    audit = AuditFactory(
        submitted=True, cycle=sample, service_area=world.audit.service_area, team=world.audit.team,
        auditor=world.manager.staff, **more,
    )  # fmt: skip
    actions.moderate(by=world.qa, audit=audit, grade=grade, reason="Not good enough.", seen=1)
    return audit


def everything_said_of_the_month(world):
    """Each figure of the month, the progress of its cycle and of all cycles, and its summary."""
    roll_up(by=Service("a test"), asked=[MONTH])
    figures = CurrentFigure.objects.order_by("pk").values_list(
        "figure__indicator", "figure__place", "figure__month", "figure__numerator", "figure__denominator"
    )
    cycles = [(row.pk, row.allocated, row.completed, row.moderated) for row in progress.of_cycles()]
    said = build(world.cycle, world.qa)
    return list(figures), cycles, progress.by_service_area(world.cycle), repr(said)


def test_a_samples_audit_changes_no_figure_summary_or_progress_of_its_month(world):
    submit(world)
    before = everything_said_of_the_month(world)
    assert before[0]
    Stale.objects.all().delete()
    sample = actions.open_cycle(by=world.qa, cycle=a_sample(world))
    in_sample(world, sample)
    actions.allocate(
        by=world.qa, cycle=sample, case_ref="CD555555", service_area=world.audit.service_area,
        team=world.audit.team, auditor=world.manager.staff,
    )  # fmt: skip
    assert not Stale.objects.exists()
    assert everything_said_of_the_month(world) == before


def test_planning_the_same_sample_twice_plans_it_once(world):
    sample = a_sample(world)
    assert a_sample(world) == sample
    assert history.of(sample)[0].did == "Quinn Mockford planned the cycle."
    assert (str(sample), sample.is_monthly, sample.owner) == ("Contacts and thresholds", False, world.qa)


def test_a_practice_manager_plans_dip_samples_and_nothing_else(world):
    with pytest.raises(Refused, match="planned by the quality assurance unit"):
        a_sample(world, by=world.manager)
    assert a_sample(world, by=world.manager, kind="dip_sample").owner == world.manager
    with pytest.raises(Refused, match="Choose a dip sample"):
        a_sample(world, kind="monthly")


@pytest.fixture
def manager(client, world):
    client.force_login(world.manager)
    return client


def planned_on_page(client, world, **more):
    answer = client.post(reverse("sample_new"), {**FORM, "tool": world.cycle.tool.pk, **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return Cycle.objects.outside_the_month().get()


def test_a_manager_plans_draws_allocates_and_opens_a_dip_sample(manager, world):
    sample = planned_on_page(manager, world, kind="partnership")
    assert (sample.kind, sample.owner) == ("dip_sample", world.manager)
    other = StaffFactory(name="Ash Examplar", record=TeamFactory(record=world.audit.service_area))
    teams = ("SWF West 1", "SWF West 2")
    listed = "\n".join(f"CD7{place}000{n}, {team}" for place, team in enumerate(teams) for n in range(5))
    values = {"basis": "share", "total": "6", "cases": listed, "seed": "a seed of a page"}
    page = f"/cycles/sample-{sample.pk}/draw/"
    assert "Select who audits." in manager.post(page, values).content.decode()
    answer = manager.post(page, {**values, "auditors": [world.manager.staff.pk, other.pk]})
    draw = Draw.objects.get()
    assert answer.url == draw.get_absolute_url()
    allocated = manager.post(reverse("draw_allocate", args=[draw.pk]), {"seen": "1"}, follow=True)
    assert "All cases of this draw are allocated" in allocated.content.decode()
    audits = list(sample.audits.all())
    assert len(audits) == 6
    assert not bars_broken(audits)
    assert {audit.auditor for audit in audits if audit.team.name == "SWF West 2"} == {other}
    manager.post(f"/cycles/sample-{sample.pk}/open/")
    sample.refresh_from_db()
    assert sample.state == "open"


def test_the_auditors_home_says_so_and_they_fill_it_in_like_any_other(manager, world):
    sample = actions.open_cycle(by=world.qa, cycle=a_sample(world))
    audit = AuditFactory(
        cycle=sample, case_ref="CD700001", auditor=world.manager.staff,
        service_area=world.audit.service_area, team=world.audit.team,
    )  # fmt: skip
    home = manager.get("/").content.decode()
    assert "CD700001" in home
    assert "Contacts and thresholds, due on 30 October 2023" in home
    world.audit = audit
    assert submit(world, theme_question="").state == "submitted"


def test_only_its_owner_and_the_unit_reach_a_sample_and_no_manager_a_month(manager, world, client):
    mine = a_sample(world, by=world.manager, kind="dip_sample")
    theirs = a_sample(world, kind="dip_sample", title="Somebody else’s")
    for part in ("", "change/", "allocate/", "draw/"):
        assert manager.get(f"/cycles/sample-{mine.pk}/{part}").status_code == 200
        assert manager.get(f"/cycles/sample-{theirs.pk}/{part}").status_code == 404
        assert manager.get(f"/cycles/2023-10/{part}").status_code == 404
    assert manager.post(f"/cycles/sample-{theirs.pk}/close/").status_code == 404
    assert manager.post("/cycles/2023-10/close/").status_code == 404
    assert manager.get("/cycles/").status_code == 403
    listed = manager.get("/samples/").content.decode()
    assert mine.title in listed
    assert "Somebody else" not in listed
    client.force_login(world.qa)
    assert client.get(f"/cycles/sample-{mine.pk}/").status_code == 200
    assert "Somebody else" in client.get("/samples/").content.decode()


def test_a_samples_page_counts_its_own_grades(client, world):
    sample = actions.open_cycle(by=world.qa, cycle=a_sample(world))
    in_sample(world, sample, grade="good")
    in_sample(world, sample, grade="inadequate")
    client.force_login(world.qa)
    table = client.get(sample.get_absolute_url()).context["grades"]
    assert table.heads == ("Outstanding", "Good", "Requires improvement", "Inadequate")
    assert [(row.name, row.counts) for row in table.rows] == [("SWF", (0, 1, 0, 1))]
    assert (table.everywhere.counts, table.everywhere.total) == ((0, 1, 0, 1), 2)


def test_a_blind_samples_grades_are_held_back_from_who_is_to_moderate_them(client, world):
    sample = actions.open_cycle(by=world.qa, cycle=a_sample(world))
    Cycle.objects.filter(pk=sample.pk).update(blind=True)
    AuditFactory(submitted=True, cycle=sample, grade="inadequate", service_area=world.audit.service_area)
    client.force_login(world.qa)
    table = client.get(sample.get_absolute_url()).context["grades"]
    assert table.heads[-1] == "Held back"
    assert table.everywhere.counts == (0, 0, 0, 0, 1)


def test_the_list_of_audits_shows_a_samples_title_and_is_filtered_by_kind(client, world):
    in_sample(world, actions.open_cycle(by=world.qa, cycle=a_sample(world)), case_ref="CD700001")
    client.force_login(world.qa)
    page = client.get("/audits/", {"kind": "partnership"})
    assert [audit.case_ref for audit in page.context["table"].data.data] == ["CD700001"]
    assert "Contacts and thresholds" in page.content.decode()
    page = client.get("/audits/", {"kind": "monthly"})
    assert [audit.case_ref for audit in page.context["table"].data.data] == ["CD490004"]


def test_a_samples_draw_bars_a_child_that_the_month_audits_and_the_other_way_round(world):
    from tests.audits.drawn import Council

    area, team = world.audit.service_area, world.audit.team
    council = Council(a_sample(world), [area], [team], [], world.qa)
    frame = council.frame(each=3)
    Audit.objects.filter(pk=world.audit.pk).update(case_ref=frame[0].case_ref)
    draw = council.draw(frame=frame, total=3, chosen=[world.manager.staff.pk])
    assert list(draw.cases.values_list("outcome", flat=True)) == ["left_out", "drawn", "drawn"]
    allocate_draw(by=world.qa, draw=draw, seen=1)
    UserFactory()
    monthly = Council(world.cycle, [area], [team], [], world.qa)
    with pytest.raises(Refused, match="to be audited already"):
        monthly.draw(frame=frame, total=3)


def test_an_empty_plan_says_what_to_enter(manager, world):
    answer = manager.post(reverse("sample_new"), {"theme": ""})
    assert dict(answer.context["form"].errors) == {
        "title": ["Enter the title."],
        "month": ["Enter the month in which it begins."],
        "due_on": ["Enter the day on which audits are due."],
        "tool": ["Select the version of the audit tool."],
    }
    early = manager.post(reverse("sample_new"), {**FORM, "due_on_1": "9", "tool": world.cycle.tool.pk})
    assert "The due date must not be before the month in which the audit begins." in early.content.decode()
