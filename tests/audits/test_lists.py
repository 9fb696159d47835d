"""Lists of audits: each reader's own, filtered, sorted, found by case reference, taken away."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.audits.world import submit
from tests.factories import AuditFactory, TeamFactory, UserFactory


@pytest.fixture
def unit(client, world):
    submit(world)
    world.other = AuditFactory(cycle=world.cycle, case_ref="CD218467", team=TeamFactory(name="BIT Central 1"))
    client.force_login(world.qa)
    return client


def listed(client, **asked):
    return [row.record.case_ref for row in client.get(reverse("audits"), asked).context["table"].rows]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cycle", lambda world: world.cycle.pk),
        ("service_area", lambda world: world.audit.service_area_id),
        ("team", lambda world: world.audit.team_id),
        ("auditor", lambda world: world.audit.auditor_id),
        ("state", lambda world: "submitted"),
        ("grade", lambda world: "requires_improvement"),
        ("moderated", lambda world: "false"),
    ],
)
def test_the_list_is_filtered(unit, world, name, value):
    found = listed(unit, **{name: value(world)})
    assert "CD490004" in found
    assert ("CD218467" in found) == (name == "cycle")


def test_a_filter_that_makes_no_sense_says_so_and_shows_nothing(unit):
    answer = unit.get(reverse("audits"), {"grade": "fine"})
    assert not answer.context["table"].rows
    assert answer.context["form"].errors


def test_the_list_is_sorted_either_way(unit):
    assert listed(unit, sort="case_ref") == ["CD218467", "CD490004"]
    assert listed(unit, sort="-case_ref") == ["CD490004", "CD218467"]


@pytest.mark.parametrize("column", ["grade", "final_grade"])
def test_grades_are_sorted_from_outstanding_to_inadequate_and_the_ungraded_come_last(unit, world, column):
    for case_ref, grade in (("CD1111", "inadequate"), ("CD2222", "outstanding"), ("CD3333", "good")):
        AuditFactory(cycle=world.cycle, case_ref=case_ref, submitted=True, grade=grade)
    best_first = ["CD2222", "CD3333", "CD490004", "CD1111"]
    assert listed(unit, sort=column) == [*best_first, "CD218467"]
    assert listed(unit, sort=f"-{column}") == [*reversed(best_first), "CD218467"]


def test_a_case_reference_is_found_by_a_post_and_never_stands_in_an_address(unit, world):
    answer = unit.post(reverse("audits"), {"case_ref": "cd 490004"})
    assert [row.record.case_ref for row in answer.context["table"].rows] == ["CD490004"]
    page = answer.content.decode()
    assert not [part for part in page.split('href="')[1:] if "CD490004" in part.split('"')[0]]


def test_the_filter_says_that_it_takes_a_whole_case_reference(unit):
    assert "The whole reference, such as CD123456." in unit.get(reverse("audits")).content.decode()


def test_the_list_is_taken_away_as_csv_and_as_a_workbook(unit):
    text = unit.get(reverse("audits"), {"export": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    grades = {row["Case reference"]: row["Final grade"] for row in rows}
    assert grades == {"CD490004": "Requires improvement", "CD218467": ""}
    book = load_workbook(io.BytesIO(unit.get(reverse("audits"), {"export": "xlsx"}).content))
    assert sorted(cell.value for cell in book.active["A"][-2:]) == ["CD218467", "CD490004"]


def test_a_manager_sees_their_own_audits_and_their_teams_and_no_others(client, world):
    mine = AuditFactory(cycle=world.cycle, case_ref="CD111111", auditor=world.audit.auditor)
    theirs = AuditFactory(cycle=world.cycle, case_ref="CD222222", team=TeamFactory(name="BIT Central 1"))
    client.force_login(world.manager)
    assert sorted(listed(client)) == ["CD111111", "CD490004"]
    page = client.get(reverse("audits")).content.decode()
    assert mine.case_ref in page
    for hidden in (theirs.case_ref, "BIT Central 1", theirs.service_area.name, theirs.auditor.name):
        assert hidden not in page
    assert client.get(reverse("audit", args=[theirs.pk])).status_code == 404


def test_a_head_sees_their_service_area(client, world):
    head = UserFactory(roles=["head_of_service"], roles__service_area=world.audit.service_area)
    AuditFactory(cycle=world.cycle, case_ref="CD222222")
    client.force_login(head)
    assert listed(client) == ["CD490004"]


def test_an_empty_list_says_what_to_do_next(client, world):
    client.force_login(UserFactory(roles=["service_lead"]))
    assert (
        "once the quality assurance unit has allocated them" in client.get(reverse("audits")).content.decode()
    )
